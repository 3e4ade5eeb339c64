package org.tare.spark.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.execution.datasources.FilePartition;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.tare.spark.parquet.NumberFile;
import org.tare.spark.parquet.NumberPage;
import org.tare.spark.parquet.PageConsumer;
import org.tare.spark.parquet.VectorPages;
import scala.collection.Iterator;

/** The files, or parts of files, that one task reads: page by page where a file is plain enough, else as Spark does. */
public final class FilePart {
    /** How Spark reads some of the files. */
    interface Batches {
        Iterator<ColumnarBatch> of(FilePartition files);
    }

    private final FilePartition files;
    private final PagesRequest request;
    private final Configuration hadoop;
    private final Batches batches;
    private final TaskContext task;

    FilePart(FilePartition files, PagesRequest request, Configuration hadoop, Batches batches, TaskContext task) {
        this.files = files;
        this.request = request;
        this.hadoop = hadoop;
        this.batches = batches;
        this.task = task;
    }

    /**
     * Reads the files. Where that fails the reader was told a part of what they hold, and {@link #readAsSpark} tells whether
     * they are damaged.
     *
     * @throws UncheckedIOException or another runtime exception if a file is damaged
     */
    public void read(ColumnarReader to) {
        for (PartitionedFile file : files.files()) {
            if (!readPages(file, to)) {
                readAsSpark(new FilePartition(files.index(), new PartitionedFile[] {file}), to);
            }
        }
    }

    /** Reads the files as Spark does, with its answer to damaged ones. */
    public void readAsSpark(ColumnarReader to) {
        readAsSpark(files, to);
    }

    private void readAsSpark(FilePartition part, ColumnarReader to) {
        Iterator<ColumnarBatch> iterator = batches.of(part);
        while (iterator.hasNext()) {
            to.add(iterator.next());
        }
    }

    private boolean readPages(PartitionedFile part, ColumnarReader to) {
        try (NumberFile file = new NumberFile(
                part.toPath(),
                part.start(),
                part.start() + part.length(),
                request.columns(),
                request.isCaseSensitive(),
                hadoop)) {
            boolean isReadable = file.isReadable() && file.mostRows() <= request.mostRows();
            if (isReadable) {
                file.read(request.first(), new Watched(to));
            }
            return isReadable;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A reader whose task can be killed, and who counts what was read as Spark does. */
    private final class Watched implements PageConsumer {
        private final PageConsumer reader;

        Watched(PageConsumer reader) {
            this.reader = reader;
        }

        @Override
        public void addRows(long rows) {
            request.rowsMetric().add(rows);
            task.taskMetrics().inputMetrics().incRecordsRead(rows);
            reader.addRows(rows);
        }

        @Override
        public void add(int column, NumberPage page) {
            task.killTaskIfInterrupted();
            reader.add(column, page);
        }

        @Override
        public void add(int column, VectorPages vectors) throws IOException {
            task.killTaskIfInterrupted();
            reader.add(column, vectors);
        }
    }
}
