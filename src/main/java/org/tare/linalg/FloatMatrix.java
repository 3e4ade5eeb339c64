package org.tare.linalg;

import java.util.Arrays;

/** A dense matrix in single precision, row by row in an array that it does not own. */
public final class FloatMatrix implements Operand {
    private final float[] data;
    private final int offset;
    private final int rows;
    private final int cols;

    /** From one row to the next; more than {@link #cols} in a view of some of the numbers, which is for products only. */
    private final int stride;

    private FloatMatrix(float[] data, int offset, int rows, int cols, int stride) {
        if (rows < 0 || cols < 0 || (rows > 0 && (rows - 1L) * stride + cols > data.length - offset)) {
            throw new IllegalArgumentException("A " + rows + " x " + cols + " matrix does not fit into an array of "
                    + data.length + " numbers from position " + offset + "; give a longer array.");
        }
        this.data = data;
        this.offset = offset;
        this.rows = rows;
        this.cols = cols;
        this.stride = stride;
    }

    /** A view of the array's start. */
    public static FloatMatrix view(float[] data, int rows, int cols) {
        return new FloatMatrix(data, 0, rows, cols, cols);
    }

    /** The array, which other matrices may share. */
    public float[] data() {
        return data;
    }

    int stride() {
        return stride;
    }

    /** Where in the array this row begins. */
    public int start(int row) {
        return offset + row * stride;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int cols() {
        return cols;
    }

    @Override
    public FloatMatrix rows(int from, int to) {
        return new FloatMatrix(data, start(from), to - from, cols, stride);
    }

    @Override
    public FloatMatrix reshape(int newRows, int newCols) {
        if (newRows * newCols != rows * cols || stride != cols) {
            throw new IllegalArgumentException(
                    "A " + this + " cannot be read as " + newRows + " x " + newCols + "; give as many elements.");
        }
        return new FloatMatrix(data, offset, newRows, newCols, newCols);
    }

    /** A view of rows from element {@code from} on, each {@code by} elements after the one before, which is for products only. */
    public FloatMatrix spaced(int from, int newRows, int newCols, int by) {
        return new FloatMatrix(data, offset + from, newRows, newCols, by);
    }

    /** A view of the columns {@code from} to {@code to - 1}. */
    FloatMatrix cols(int from, int to) {
        return new FloatMatrix(data, offset + from, rows, to - from, stride);
    }

    /** A copy of a matrix, rounded. */
    public static FloatMatrix of(Matrix numbers) {
        return view(new float[numbers.size()], numbers.rows(), numbers.cols())
                .holding(numbers.data(), numbers.offset(), numbers.rows(), numbers.cols());
    }

    @Override
    public FloatMatrix holding(double[] numbers, int start, int newRows, int newCols) {
        FloatMatrix held = new FloatMatrix(data, offset, newRows, newCols, newCols);
        held.put(0, numbers, start, newRows * newCols);
        return held;
    }

    @Override
    public void copyTo(double[] numbers, int start) {
        for (int i = 0, size = rows * cols; i < size; i++) {
            numbers[start + i] = data[offset + i];
        }
    }

    /** Adds all numbers, row after row, to those of an array. */
    void addTo(double[] numbers, int start) {
        for (int i = 0, size = rows * cols; i < size; i++) {
            numbers[start + i] += data[offset + i];
        }
    }

    @Override
    public void put(int at, double[] from, int start, int length) {
        int to = offset + at;
        for (int i = 0; i < length; i++) {
            data[to + i] = (float) from[start + i];
        }
    }

    @Override
    public void put(int at, Operand from, int start, int length) {
        FloatMatrix floats = (FloatMatrix) from;
        System.arraycopy(floats.data, floats.offset + start, data, offset + at, length);
    }

    @Override
    public void add(Operand other) {
        float[] numbers = ((FloatMatrix) other).data;
        int shift = ((FloatMatrix) other).offset - offset;
        for (int i = offset, end = offset + rows * cols; i < end; i++) {
            data[i] += numbers[i + shift];
        }
    }

    @Override
    public void clear(int at, int length) {
        Arrays.fill(data, offset + at, offset + at + length, 0);
    }

    @Override
    public String toString() {
        return rows + " x " + cols + " matrix in single precision";
    }
}
