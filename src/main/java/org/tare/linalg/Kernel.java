package org.tare.linalg;

import dev.ludovic.netlib.blas.BLAS;

/**
 * BLAS for matrices of one precision. BLAS counts by columns, so it sees the transposes of ours: cᵀ = bᵀ aᵀ.
 *
 * @param <M> the matrices
 */
interface Kernel<M extends Operand> {
    /** {@code c = keep c + a b}, with a and b transposed where {@code "T"} says so. */
    void product(M a, String turnA, M b, String turnB, double keep, M c);

    /** The same of one row of c. */
    void row(int row, M a, String turnA, M b, String turnB, double keep, M c);

    /** Of double precision. */
    record Doubles(BLAS blas) implements Kernel<Matrix> {
        @Override
        public void product(Matrix a, String turnA, Matrix b, String turnB, double keep, Matrix c) {
            blas.dgemm(
                    turnB,
                    turnA,
                    c.cols(),
                    c.rows(),
                    turnA.equals("T") ? a.rows() : a.cols(),
                    1,
                    b.data(),
                    b.offset(),
                    b.cols(),
                    a.data(),
                    a.offset(),
                    a.cols(),
                    keep,
                    c.data(),
                    c.offset(),
                    c.cols());
        }

        @Override
        public void row(int row, Matrix a, String turnA, Matrix b, String turnB, double keep, Matrix c) {
            double[] numbers = a.data();
            int from = a.start(row);
            if (turnA.equals("T")) {
                numbers = new double[a.rows()];
                from = 0;
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = a.get(i, row);
                }
            }
            blas.dgemv(
                    turnB,
                    b.cols(),
                    b.rows(),
                    1,
                    b.data(),
                    b.offset(),
                    b.cols(),
                    numbers,
                    from,
                    1,
                    keep,
                    c.data(),
                    c.start(row),
                    1);
        }
    }

    /** Of single precision. */
    record Floats(BLAS blas) implements Kernel<FloatMatrix> {
        @Override
        public void product(FloatMatrix a, String turnA, FloatMatrix b, String turnB, double keep, FloatMatrix c) {
            blas.sgemm(
                    turnB,
                    turnA,
                    c.cols(),
                    c.rows(),
                    turnA.equals("T") ? a.rows() : a.cols(),
                    1,
                    b.data(),
                    b.start(0),
                    b.stride(),
                    a.data(),
                    a.start(0),
                    a.stride(),
                    (float) keep,
                    c.data(),
                    c.start(0),
                    c.stride());
        }

        @Override
        public void row(int row, FloatMatrix a, String turnA, FloatMatrix b, String turnB, double keep, FloatMatrix c) {
            float[] numbers = a.data();
            int from = a.start(row);
            if (turnA.equals("T")) {
                numbers = new float[a.rows()];
                from = 0;
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = a.data()[a.start(i) + row];
                }
            }
            blas.sgemv(
                    turnB,
                    b.cols(),
                    b.rows(),
                    1,
                    b.data(),
                    b.start(0),
                    b.stride(),
                    numbers,
                    from,
                    1,
                    (float) keep,
                    c.data(),
                    c.start(row),
                    1);
        }
    }
}
