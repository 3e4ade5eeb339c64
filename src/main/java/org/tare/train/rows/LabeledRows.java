package org.tare.train.rows;

import java.io.Serializable;
import java.util.Arrays;

/** Rows on their way to one worker, many at a time. */
public final class LabeledRows implements Serializable {
    private static final long serialVersionUID = 1L;

    final boolean validation;
    private final int width;
    private long[] positions;
    private double[] numbers;
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

    boolean isEmpty() {
        return count == 0;
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

    LabeledRows trimmed() {
        positions = Arrays.copyOf(positions, count);
        numbers = Arrays.copyOf(numbers, count * width);
        return this;
    }
}
