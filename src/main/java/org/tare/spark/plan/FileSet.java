package org.tare.spark.plan;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * What is read together: page by page where all of its files are plain enough, else as Spark does.
 *
 * @param files none where only Spark can tell the rows
 */
record FileSet(List<FileSlice> files, Batches asSpark) {
    /** How Spark reads the same rows. */
    interface Batches {
        void forEach(Consumer<ColumnarBatch> to) throws IOException;
    }
}
