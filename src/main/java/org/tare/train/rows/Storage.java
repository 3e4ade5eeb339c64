package org.tare.train.rows;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Rows of equal length in pieces that fit an array or a mapping, in memory or in a file. The numbers are the same. */
final class Storage {
    private static final int PIECE = 1 << 26;

    private final DoubleBuffer[] pieces;
    private final int width;
    private final int rowsOfPiece;

    private Storage(DoubleBuffer[] pieces, int width, int rowsOfPiece) {
        this.pieces = pieces;
        this.width = width;
        this.rowsOfPiece = rowsOfPiece;
    }

    private interface Allocator {
        DoubleBuffer allocate(long from, int length);
    }

    static Storage inMemory(int rows, int width) {
        return of(rows, width, (from, length) -> DoubleBuffer.allocate(length));
    }

    /** In a file that is written anew; the caller removes it. */
    static Storage inFile(int rows, int width, File file) {
        try (FileChannel channel = FileChannel.open(
                file.toPath(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return of(rows, width, (from, length) -> {
                try {
                    return channel.map(
                                    FileChannel.MapMode.READ_WRITE, from * Double.BYTES, (long) length * Double.BYTES)
                            .order(ByteOrder.nativeOrder())
                            .asDoubleBuffer();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Rows do not fit into memory, and " + file + " cannot be written.", e);
        }
    }

    private static Storage of(int rows, int width, Allocator allocator) {
        int rowsOfPiece = Math.max(1, PIECE / width);
        DoubleBuffer[] pieces = new DoubleBuffer[(rows + rowsOfPiece - 1) / rowsOfPiece];
        Arrays.setAll(
                pieces,
                i -> allocator.allocate(
                        (long) i * rowsOfPiece * width, Math.min(rowsOfPiece, rows - i * rowsOfPiece) * width));
        return new Storage(pieces, width, rowsOfPiece);
    }

    void put(int row, double[] from, int at) {
        pieces[row / rowsOfPiece].put(row % rowsOfPiece * width, from, at, width);
    }

    /** Copies {@code count} numbers of a row, from its number {@code first} on. */
    void get(int row, int first, int count, double[] into, int at) {
        pieces[row / rowsOfPiece].get(row % rowsOfPiece * width + first, into, at, count);
    }
}
