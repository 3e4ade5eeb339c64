package org.tare.spark.plan;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;
import scala.Tuple2;

/**
 * The rows of a partition as blocks of bytes, each with the number of the partition that it goes to: few objects, where Spark spends
 * many times a row's own cost on each that it keeps or sends.
 */
public final class RowBlocks implements Iterator<Tuple2<Integer, byte[]>> {
    /** Bytes that the blocks of all partitions may hold together: 8 MiB. */
    private static final int BYTES = 1 << 23;

    private static final int SMALLEST = 1 << 10;
    private static final int LARGEST = 1 << 15;
    /** Before each row stands its size, in a word, so that rows stay aligned. */
    private static final int HEADER = Long.BYTES;

    private final Iterator<InternalRow> rows;
    private final Function<InternalRow, UnsafeRow> form;
    private final ToIntFunction<InternalRow> to;
    private final int blockBytes;
    private final byte[][] blocks;
    private final int[] fill;
    /** The next partition whose last block leaves, once all rows are read. */
    private int last;

    private Tuple2<Integer, byte[]> next;

    /**
     * Of rows that are valid until the next.
     *
     * @param form makes bytes of a row
     * @param to where it goes, below {@code partitions}
     */
    public RowBlocks(
            Iterator<InternalRow> rows,
            Function<InternalRow, UnsafeRow> form,
            ToIntFunction<InternalRow> to,
            int partitions) {
        this.rows = rows;
        this.form = form;
        this.to = to;
        this.blockBytes = Math.max(SMALLEST, Math.min(LARGEST, BYTES / partitions));
        this.blocks = new byte[partitions][0];
        this.fill = new int[partitions];
    }

    @Override
    public boolean hasNext() {
        while (next == null && rows.hasNext()) {
            UnsafeRow row = form.apply(rows.next());
            next = add(row, to.applyAsInt(row));
        }
        while (next == null && last < blocks.length) {
            next = fill[last] == 0 ? null : block(last);
            last++;
        }
        return next != null;
    }

    /** The block that was full before, or null. */
    private Tuple2<Integer, byte[]> add(UnsafeRow row, int to) {
        int bytes = HEADER + row.getSizeInBytes();
        boolean isFull = fill[to] > 0 && fill[to] + bytes > blockBytes;
        Tuple2<Integer, byte[]> full = isFull ? block(to) : null;
        int end = fill[to] + bytes;
        if (end > blocks[to].length) {
            int usual = Math.min(blockBytes, 2 * blocks[to].length);
            blocks[to] = Arrays.copyOf(blocks[to], Math.max(end, usual));
        }
        long at = (long) Platform.BYTE_ARRAY_OFFSET + fill[to];
        Platform.putLong(blocks[to], at, row.getSizeInBytes());
        row.writeToMemory(blocks[to], at + HEADER);
        fill[to] = end;
        return full;
    }

    private Tuple2<Integer, byte[]> block(int of) {
        byte[] block = Arrays.copyOf(blocks[of], fill[of]);
        fill[of] = 0;
        if (blocks[of].length > blockBytes) {
            blocks[of] = new byte[0];
        }
        return new Tuple2<>(of, block);
    }

    @Override
    public Tuple2<Integer, byte[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Tuple2<Integer, byte[]> block = next;
        next = null;
        return block;
    }

    /** The rows of blocks, of so many columns; each is valid until the next. */
    public static Iterator<InternalRow> rows(Iterator<byte[]> blocks, int columns) {
        UnsafeRow row = new UnsafeRow(columns);
        return new Iterator<>() {
            private byte[] block = {};
            private int at;

            @Override
            public boolean hasNext() {
                while (at == block.length && blocks.hasNext()) {
                    block = blocks.next();
                    at = 0;
                }
                return at < block.length;
            }

            @Override
            public InternalRow next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                long offset = (long) Platform.BYTE_ARRAY_OFFSET + at;
                int bytes = (int) Platform.getLong(block, offset);
                row.pointTo(block, offset + HEADER, bytes);
                at += HEADER + bytes;
                return row;
            }
        };
    }
}
