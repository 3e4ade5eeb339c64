package org.tare.spark.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.tare.spark.parquet.KeyPage;
import org.tare.spark.parquet.NumberFile;
import org.tare.spark.parquet.NumberPage;
import org.tare.spark.parquet.NumberRange;
import org.tare.spark.parquet.PageConsumer;
import org.tare.spark.parquet.VectorPages;
import scala.jdk.javaapi.CollectionConverters;

/** The files, or parts of files, that one task reads: page by page where a file is plain enough, else as Spark does. */
public final class FilePart {
    private static final int NAMED = 5;

    private final List<FileSet> sets;
    private final PagesRequest request;
    private final TaskContext task;

    FilePart(List<FileSet> sets, PagesRequest request, TaskContext task) {
        this.sets = sets;
        this.request = request;
        this.task = task;
    }

    /**
     * Reads the files. Where that fails the reader was told a part of what they hold, and {@link #batches} tells whether
     * they are damaged.
     *
     * @throws UncheckedIOException or another runtime exception if a file is damaged
     */
    public void read(ColumnarReader to) {
        for (FileSet set : sets) {
            if (!readPages(set.files(), to)) {
                set.asSpark().get().forEachRemaining(to::add);
            }
        }
    }

    /** What Spark reads of the files, with its answer to damaged ones. Each batch is valid only until the next. */
    public static Iterator<ColumnarBatch> batches(List<FilePart> files) {
        Iterator<FileSet> sets =
                files.stream().flatMap(file -> file.sets.stream()).iterator();
        return CollectionConverters.asJava(CollectionConverters.asScala(sets)
                .flatMap(set -> CollectionConverters.asScala(set.asSpark().get())));
    }

    /** Some of the files by name. */
    public static String names(List<FilePart> parts) {
        List<String> names = parts.stream()
                .flatMap(part -> part.sets.stream())
                .flatMap(set -> set.files().stream())
                .map(file -> file.path().toString())
                .distinct()
                .toList();
        return String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
    }

    /** Whether all were plain enough and read; if not, none was. */
    private boolean readPages(List<FileSlice> slices, ColumnarReader to) {
        Queue<NumberFile> files = new ArrayDeque<>();
        try {
            for (FileSlice slice : slices) {
                NumberFile file = open(slice);
                files.add(file);
                if (!file.isReadable()) {
                    return false;
                }
            }
            while (!files.isEmpty()) {
                try (NumberFile file = files.remove()) {
                    file.read(new Watched(to));
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
        return new NumberFile(slice.path(), slice.start(), slice.end(), request.columns(), hadoop);
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
        public void add(int column, NumberRange range) {
            task.killTaskIfInterrupted();
            reader.add(column, range);
        }

        @Override
        public void add(int column, KeyPage page) {
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
