package org.tare.linalg;

import java.util.Arrays;

/**
 * A dense matrix, row by row in an array that it does not own: element (r, c) is {@code data[offset + r * cols + c]}.
 * Views share the array. Kernels work on {@link #data()} directly.
 */
public final class Matrix implements Operand {
    private final double[] data;
    private final int offset;
    private final int rows;
    private final int cols;

    private Matrix(double[] data, int offset, int rows, int cols) {
        if (rows < 0 || cols < 0 || offset < 0 || (long) rows * cols > data.length - offset) {
            throw new IllegalArgumentException("A " + rows + " x " + cols + " matrix does not fit into an array of "
                    + data.length + " numbers from position " + offset + "; give a longer array.");
        }
        this.data = data;
        this.offset = offset;
        this.rows = rows;
        this.cols = cols;
    }

    /** A matrix of zeros. */
    public static Matrix zeros(int rows, int cols) {
        return new Matrix(new double[Math.multiplyExact(rows, cols)], 0, rows, cols);
    }

    /** A copy of these rows, which must be of one length. */
    public static Matrix of(double[]... rows) {
        Matrix matrix = zeros(rows.length, rows.length == 0 ? 0 : rows[0].length);
        for (int row = 0; row < rows.length; row++) {
            if (rows[row].length != matrix.cols) {
                throw new IllegalArgumentException("Row " + row + " has " + rows[row].length + " numbers and row 0 has "
                        + matrix.cols + "; give rows of one length.");
            }
            System.arraycopy(rows[row], 0, matrix.data, row * matrix.cols, matrix.cols);
        }
        return matrix;
    }

    /** A view of the array from {@code offset} on. */
    public static Matrix view(double[] data, int offset, int rows, int cols) {
        return new Matrix(data, offset, rows, cols);
    }

    /** The array, which other matrices may share. */
    public double[] data() {
        return data;
    }

    /** Where in the array the first row begins. */
    public int offset() {
        return offset;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int cols() {
        return cols;
    }

    /** The number of elements. */
    public int size() {
        return rows * cols;
    }

    /** Where in the array this row begins. */
    public int start(int row) {
        return offset + row * cols;
    }

    /** One element. */
    public double get(int row, int col) {
        return data[start(row) + col];
    }

    /** Replaces one element. */
    public void set(int row, int col, double value) {
        data[start(row) + col] = value;
    }

    @Override
    public Matrix rows(int from, int to) {
        return new Matrix(data, start(from), to - from, cols);
    }

    @Override
    public Matrix reshape(int newRows, int newCols) {
        if (newRows * newCols != size()) {
            throw new IllegalArgumentException("A " + rows + " x " + cols + " matrix cannot be read as " + newRows
                    + " x " + newCols + ", which has another number of elements.");
        }
        return new Matrix(data, offset, newRows, newCols);
    }

    /** Replaces every element. */
    public void fill(double value) {
        Arrays.fill(data, offset, offset + size(), value);
    }

    /** Replaces every element by the other matrix's, in order; shapes may differ, sizes may not. */
    public void copy(Matrix other) {
        System.arraycopy(other.data, other.offset, data, offset, size());
    }

    /** Replaces the elements by these, in order. */
    public void copy(double[] values) {
        System.arraycopy(values, 0, data, offset, size());
    }

    @Override
    public void add(Operand other) {
        double[] numbers = ((Matrix) other).data;
        int start = ((Matrix) other).offset;
        if (start == offset) {
            // Java's compiler takes vectors only where all arrays are indexed alike, which buffers are.
            for (int i = offset, end = offset + size(); i < end; i++) {
                data[i] += numbers[i];
            }
            return;
        }
        for (int i = 0, size = size(); i < size; i++) {
            data[offset + i] += numbers[start + i];
        }
    }

    /** Multiplies every element. */
    public void multiply(double factor) {
        for (int i = 0, size = size(); i < size; i++) {
            data[offset + i] *= factor;
        }
    }

    @Override
    public Matrix holding(double[] numbers, int start, int newRows, int newCols) {
        return view(numbers, start, newRows, newCols);
    }

    @Override
    public void copyTo(double[] numbers, int start) {
        if (numbers != data || start != offset) {
            System.arraycopy(data, offset, numbers, start, size());
        }
    }

    @Override
    public void put(int at, double[] from, int start, int length) {
        if (from != data || start != offset + at) {
            System.arraycopy(from, start, data, offset + at, length);
        }
    }

    @Override
    public void put(int at, Operand from, int start, int length) {
        Matrix numbers = (Matrix) from;
        put(at, numbers.data, numbers.offset + start, length);
    }

    @Override
    public void clear(int at, int length) {
        Arrays.fill(data, offset + at, offset + at + length, 0);
    }

    /** The elements in an array of their own. */
    public double[] toArray() {
        return Arrays.copyOfRange(data, offset, offset + size());
    }

    @Override
    public String toString() {
        return rows + " x " + cols + " matrix";
    }
}
