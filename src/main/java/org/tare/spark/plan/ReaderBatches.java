package org.tare.spark.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.util.TaskCompletionListener;

/** What a table's own reader reads, which is closed at its end and at the end of its task. Each batch is valid only until the next. */
final class ReaderBatches implements Iterator<ColumnarBatch> {
    private final PartitionReader<ColumnarBatch> reader;
    private final TaskContext task;
    private boolean isRead;
    private boolean isAtEnd;

    ReaderBatches(PartitionReader<ColumnarBatch> reader, TaskContext task) {
        this.reader = reader;
        this.task = task;
        TaskCompletionListener atEnd = ended -> close();
        task.addTaskCompletionListener(atEnd);
    }

    @Override
    public boolean hasNext() {
        if (!isRead && !isAtEnd) {
            task.killTaskIfInterrupted();
            isRead = read();
            isAtEnd = !isRead;
            if (isAtEnd) {
                close();
            }
        }
        return isRead;
    }

    private boolean read() {
        try {
            return reader.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ColumnarBatch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        isRead = false;
        return reader.get();
    }
}
