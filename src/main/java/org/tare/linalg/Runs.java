package org.tare.linalg;

/**
 * Loops over the rows of matrices of either precision, so many at a time as a second-level cache holds, that compute in double:
 * numbers in single precision are widened into a buffer, and rounded again where they were written. So one code serves both
 * precisions. Two matrices of doubles are given whole. What is done to rows may keep none of them and start no such loop: all loops
 * of a thread share the buffers.
 */
public final class Runs {
    private static final int CACHED = 1 << 15;

    private static final ThreadLocal<double[][]> BUFFERS = ThreadLocal.withInitial(() -> new double[2][0]);

    /** What is done to some rows. */
    public interface Body {
        /**
         * Does it.
         *
         * @param first the number of the first of these rows
         */
        void accept(int first, Matrix rows);
    }

    /** What is done to the same rows of two matrices. */
    public interface PairBody {
        /**
         * Does it.
         *
         * @param first the number of the first of these rows
         */
        void accept(int first, Matrix rows, Matrix others);
    }

    private Runs() {}

    /** Reads a matrix. */
    public static void read(Operand numbers, Body body) {
        int most = most(numbers.cols());
        for (int first = 0; first < numbers.rows(); first += most) {
            body.accept(first, wide(numbers.rows(first, Math.min(first + most, numbers.rows())), 0, true));
        }
    }

    /** Reads both. */
    public static void read(Operand numbers, Operand others, PairBody body) {
        loop(numbers, others, true, false, body);
    }

    /** Reads the first and writes the second, which may be the first. */
    public static void map(Operand from, Operand to, PairBody body) {
        loop(from, to, false, true, body);
    }

    /** Reads both and replaces the second. */
    public static void update(Operand from, Operand numbers, PairBody body) {
        loop(from, numbers, true, true, body);
    }

    private static void loop(Operand a, Operand b, boolean reads, boolean writes, PairBody body) {
        if (a instanceof Matrix rows && b instanceof Matrix others) {
            body.accept(0, rows, others);
            return;
        }
        int most = most(a.cols() + b.cols());
        for (int first = 0; first < a.rows(); first += most) {
            int end = Math.min(first + most, a.rows());
            Operand others = b.rows(first, end);
            Matrix wide = wide(others, 1, reads);
            body.accept(first, wide(a.rows(first, end), 0, true), wide);
            if (writes) {
                others.put(0, wide.data(), wide.offset(), wide.size());
            }
        }
    }

    private static int most(int cols) {
        return Math.max(1, CACHED / Math.max(1, cols));
    }

    /** The numbers in double, or room for them. */
    private static Matrix wide(Operand numbers, int buffer, boolean reads) {
        if (numbers instanceof Matrix matrix) {
            return matrix;
        }
        int size = numbers.rows() * numbers.cols();
        double[][] buffers = BUFFERS.get();
        if (buffers[buffer].length < size) {
            buffers[buffer] = new double[Math.max(CACHED, size)];
        }
        if (reads) {
            numbers.copyTo(buffers[buffer], 0);
        }
        return Matrix.view(buffers[buffer], 0, numbers.rows(), numbers.cols());
    }
}
