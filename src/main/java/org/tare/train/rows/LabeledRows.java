package org.tare.train.rows;

import java.nio.ByteBuffer;

/** Rows on their way to one worker, many at a time. */
final class LabeledRows {
    private static final int HEAD = 1 + 2 * Integer.BYTES;

    final boolean validation;
    private final int width;
    private final long[] positions;
    private final double[] numbers;
    private int count;

    /** @param width the numbers in a row */
    LabeledRows(boolean validation, int width, int capacity) {
        this.validation = validation;
        this.width = width;
        this.positions = new long[capacity];
        this.numbers = new double[capacity * width];
    }

    /** Adds a row; {@code position} is its number among all. */
    void add(long position, double[] features, double target, double weight) {
        positions[count] = position;
        int at = count * width;
        System.arraycopy(features, 0, numbers, at, features.length);
        numbers[at + features.length] = target;
        numbers[at + features.length + 1] = weight;
        count++;
    }

    boolean isFull() {
        return count == positions.length;
    }

    int count() {
        return count;
    }

    long position(int row) {
        return positions[row];
    }

    /** Row after row. */
    double[] numbers() {
        return numbers;
    }

    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + count * (Long.BYTES + width * Double.BYTES));
        bytes.put((byte) (validation ? 1 : 0)).putInt(width).putInt(count);
        bytes.asLongBuffer().put(positions, 0, count);
        bytes.position(HEAD + count * Long.BYTES).asDoubleBuffer().put(numbers, 0, count * width);
        return bytes.array();
    }

    /** Reads {@link #toBytes}. */
    static LabeledRows fromBytes(byte[] array) {
        ByteBuffer bytes = ByteBuffer.wrap(array);
        LabeledRows rows = new LabeledRows(bytes.get() == 1, bytes.getInt(), bytes.getInt());
        rows.count = rows.positions.length;
        bytes.asLongBuffer().get(rows.positions);
        bytes.position(HEAD + rows.count * Long.BYTES).asDoubleBuffer().get(rows.numbers);
        return rows;
    }
}
