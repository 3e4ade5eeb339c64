package org.tare.scan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tare.spark.plan.FilePart;

/** Reads files page by page. Of those that cannot be read so, Spark tells what they hold or what is wrong with them. */
final class PagesFirst {
    private static final Logger LOG = LoggerFactory.getLogger(PagesFirst.class);

    private PagesFirst() {}

    static <T> T read(
            Iterator<FilePart> parts,
            Function<List<FilePart>, T> byPages,
            Function<Iterator<ColumnarBatch>, T> asSpark) {
        List<FilePart> files = new ArrayList<>();
        parts.forEachRemaining(files::add);
        try {
            return byPages.apply(files);
        } catch (TaskKilledException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            // A task that is killed may fail by that.
            TaskContext.get().killTaskIfInterrupted();
            LOG.warn(
                    "A file could not be read page by page, and Spark reads {}: {}",
                    FilePart.names(files),
                    e.toString());
            LOG.debug("Where it could not be read", e);
            return asSpark.apply(FilePart.batches(files));
        }
    }
}
