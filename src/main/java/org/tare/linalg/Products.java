package org.tare.linalg;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import java.util.Map;
import java.util.Objects;

/**
 * Products of dense matrices, of double or of single precision. The machine's own BLAS is used when there is one, else one in
 * Java (vectorized where {@code jdk.incubator.vector} is present); {@code -Dtare.blas=java} asks for the latter. Bits may differ
 * between the two, never between two calls.
 *
 * <p>Operands are of one precision; a product of single precision may be written, or added, to a matrix of double precision.
 */
public final class Products {
    private static final BLAS BLAS_INSTANCE = choose(System.getProperty("tare.blas", "best"));
    private static final Kernel<Matrix> DOUBLES = new Kernel.Doubles(BLAS_INSTANCE);
    private static final Kernel<FloatMatrix> FLOATS = new Kernel.Floats(BLAS_INSTANCE);

    /** How many numbers are widened at a time: many, as the BLAS arranges the whole of b anew each time. */
    private static final int WIDENED = 1 << 20;

    private static final ThreadLocal<float[]> ROUNDED = ThreadLocal.withInitial(() -> new float[0]);

    private Products() {}

    /** The implementation, by the name of its class; what decides the last bits of a product. */
    static String implementation() {
        return BLAS_INSTANCE.getClass().getSimpleName();
    }

    /** {@code c = a b}. */
    public static void multiply(Operand a, Operand b, Operand c) {
        product(a, "N", b, "N", 0, c);
    }

    /** {@code c = c + a b}. */
    public static void add(Operand a, Operand b, Operand c) {
        product(a, "N", b, "N", 1, c);
    }

    /** {@code c = aᵀ b}. */
    public static void multiplyLeftTransposed(Operand a, Operand b, Operand c) {
        product(a, "T", b, "N", 0, c);
    }

    /** {@code c = c + aᵀ b}. */
    public static void addLeftTransposed(Operand a, Operand b, Operand c) {
        product(a, "T", b, "N", 1, c);
    }

    /** {@code c = a bᵀ}. */
    public static void multiplyRightTransposed(Operand a, Operand b, Operand c) {
        product(a, "N", b, "T", 0, c);
    }

    /** {@code c = c + a bᵀ}. */
    public static void addRightTransposed(Operand a, Operand b, Operand c) {
        product(a, "N", b, "T", 1, c);
    }

    /** {@code c = keep c + a b}, with a and b transposed where {@code "T"} says so. */
    private static void product(Operand a, String turnA, Operand b, String turnB, double keep, Operand c) {
        check(a, turnA.equals("T"), b, turnB.equals("T"), c);
        if (a instanceof Matrix left && b instanceof Matrix right && c instanceof Matrix into) {
            product(DOUBLES, left, turnA, right, turnB, keep, into);
        } else if (a instanceof FloatMatrix left && b instanceof FloatMatrix right) {
            if (c instanceof FloatMatrix into) {
                product(FLOATS, left, turnA, right, turnB, keep, into);
            } else {
                widened(left, turnA, right, turnB, keep, (Matrix) c);
            }
        } else {
            throw new IllegalArgumentException(
                    "A " + a + " and a " + b + " are not of one precision; round both or none.");
        }
    }

    /** Some rows of c at a time, so that a large one needs no second of its size. */
    private static void widened(FloatMatrix a, String turnA, FloatMatrix b, String turnB, double keep, Matrix c) {
        int most = Math.max(1, WIDENED / Math.max(1, c.cols()));
        float[] rounded = ROUNDED.get();
        if (rounded.length < Math.min(most, c.rows()) * c.cols()) {
            rounded = new float[Math.min(most, c.rows()) * c.cols()];
            ROUNDED.set(rounded);
        }
        for (int from = 0; from < c.rows(); from += most) {
            Matrix into = c.rows(from, Math.min(from + most, c.rows()));
            FloatMatrix sum = FloatMatrix.view(rounded, into.rows(), into.cols());
            FloatMatrix part = turnA.equals("T") ? a.cols(from, from + into.rows()) : a.rows(from, from + into.rows());
            product(FLOATS, part, turnA, b, turnB, 0, sum);
            if (keep == 0) {
                sum.copyTo(into.data(), into.offset());
            } else {
                sum.addTo(into.data(), into.offset());
            }
        }
    }

    private static <M extends Operand> void product(
            Kernel<M> kernel, M a, String turnA, M b, String turnB, double keep, M c) {
        int inner = turnA.equals("T") ? a.rows() : a.cols();
        int size = c.rows() * c.cols();
        if (inner == 0 && keep == 0) {
            c.clear(0, size);
        }
        if (inner == 0 || size == 0) {
            return;
        }
        if (RowByRow.suits(BLAS_INSTANCE, c.rows(), c.cols(), inner)) {
            for (int row = 0; row < c.rows(); row++) {
                kernel.row(row, a, turnA, b, turnB, keep, c);
            }
        } else {
            kernel.product(a, turnA, b, turnB, keep, c);
        }
    }

    private static void check(Operand a, boolean turnA, Operand b, boolean turnB, Operand c) {
        int inner = turnA ? a.rows() : a.cols();
        int otherInner = turnB ? b.cols() : b.rows();
        int rows = turnA ? a.cols() : a.rows();
        int cols = turnB ? b.rows() : b.cols();
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
