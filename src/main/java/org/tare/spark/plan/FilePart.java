package org.tare.spark.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.tare.spark.parquet.NumberFile;
import org.tare.spark.parquet.NumberPage;
import org.tare.spark.parquet.PageConsumer;
import org.tare.spark.parquet.VectorPages;

/** The files, or parts of files, that one task reads: page by page where a file is plain enough, else as Spark does. */
public final class FilePart {
    private final List<FileSet> sets;
    private final PagesRequest request;
    private final TaskContext task;

    FilePart(List<FileSet> sets, PagesRequest request, TaskContext task) {
        this.sets = sets;
        this.request = request;
        this.task = task;
    }

    /**
     * Reads the files. Where that fails the reader was told a part of what they hold, and {@link #readAsSpark} tells whether
     * they are damaged.
     *
     * @throws UncheckedIOException or another runtime exception if a file is damaged
     */
    public void read(ColumnarReader to) {
        for (FileSet set : sets) {
            if (!readPages(set.files(), to)) {
                readAsSpark(set, to);
            }
        }
    }

    /** Reads the files as Spark does, with its answer to damaged ones. */
    public void readAsSpark(ColumnarReader to) {
        sets.forEach(set -> readAsSpark(set, to));
    }

    private static void readAsSpark(FileSet set, ColumnarReader to) {
        try {
            set.asSpark().forEach(to::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether all were plain enough and read; if not, none was. */
    private boolean readPages(List<FileSlice> slices, ColumnarReader to) {
        Queue<NumberFile> files = new ArrayDeque<>();
        try {
            for (FileSlice slice : slices) {
                NumberFile file = open(slice);
                files.add(file);
                if (!file.isReadable() || file.mostRows() > request.mostRows()) {
                    return false;
                }
            }
            while (!files.isEmpty()) {
                try (NumberFile file = files.remove()) {
                    file.read(request.first(), new Watched(to));
                }
            }
            return !slices.isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            close(files);
        }
    }

    private NumberFile open(FileSlice slice) throws IOException {
        Configuration hadoop = request.hadoop().value().value();
        return new NumberFile(slice.path(), slice.start(), slice.end(), request.columns(), request.key(), hadoop);
    }

    private static void close(Queue<NumberFile> files) {
        for (NumberFile file : files) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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
            request.count(rows, task);
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
