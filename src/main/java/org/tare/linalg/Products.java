package org.tare.linalg;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import java.util.Map;
import java.util.Objects;

/**
 * Products of dense matrices. The machine's own BLAS is used when there is one, else one in Java (vectorized where
 * {@code jdk.incubator.vector} is present); {@code -Dtare.blas=java} asks for the latter. Bits may differ between the
 * two, never between two calls.
 */
public final class Products {
    private static final BLAS BLAS_INSTANCE = choose(System.getProperty("tare.blas", "best"));

    private Products() {}

    /** The implementation, by the name of its class; what decides the last bits of a product. */
    static String implementation() {
        return BLAS_INSTANCE.getClass().getSimpleName();
    }

    /** {@code c = a b}. */
    public static void multiply(Matrix a, Matrix b, Matrix c) {
        check(a.rows(), a.cols(), b.rows(), b.cols(), a, b, c);
        product(a, "N", b, "N", a.cols(), 0, c);
    }

    /** {@code c = aᵀ b}. */
    public static void multiplyLeftTransposed(Matrix a, Matrix b, Matrix c) {
        check(a.cols(), a.rows(), b.rows(), b.cols(), a, b, c);
        product(a, "T", b, "N", a.rows(), 0, c);
    }

    /** {@code c = c + aᵀ b}. */
    public static void addLeftTransposed(Matrix a, Matrix b, Matrix c) {
        check(a.cols(), a.rows(), b.rows(), b.cols(), a, b, c);
        product(a, "T", b, "N", a.rows(), 1, c);
    }

    /** {@code c = a bᵀ}. */
    public static void multiplyRightTransposed(Matrix a, Matrix b, Matrix c) {
        check(a.rows(), a.cols(), b.cols(), b.rows(), a, b, c);
        product(a, "N", b, "T", a.cols(), 0, c);
    }

    /** {@code c = keep c + a b}, with a and b transposed where {@code "T"} says so. */
    private static void product(Matrix a, String turnA, Matrix b, String turnB, int inner, double keep, Matrix c) {
        if (inner == 0 && keep == 0) {
            c.fill(0);
        }
        if (inner == 0 || c.size() == 0) {
            return;
        }
        if (RowByRow.suits(BLAS_INSTANCE, c.rows(), c.cols(), inner)) {
            RowByRow.product(BLAS_INSTANCE, a, turnA, b, turnB, keep, c);
            return;
        }
        // BLAS counts by columns, so it sees the transposes of our matrices: cᵀ = bᵀ aᵀ.
        BLAS_INSTANCE.dgemm(
                turnB,
                turnA,
                c.cols(),
                c.rows(),
                inner,
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

    private static void check(int rows, int inner, int otherInner, int cols, Matrix a, Matrix b, Matrix c) {
        if (inner != otherInner || c.rows() != rows || c.cols() != cols) {
            throw new IllegalArgumentException(
                    "The product of a " + a + " and a " + b + " does not fit or does not give a " + c + ".");
        }
    }

    private static BLAS choose(String name) {
        Map<String, BLAS> choices = Map.of("best", BLAS.getInstance(), "java", JavaBLAS.getInstance());
        return Objects.requireNonNull(
                choices.get(name), () -> "tare.blas is \"" + name + "\"; give one of " + choices.keySet() + ".");
    }
}
