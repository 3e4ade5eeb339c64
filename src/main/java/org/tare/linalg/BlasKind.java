package org.tare.linalg;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Which BLAS this machine multiplies by: what decides the last digits of all products. */
public final class BlasKind {
    private static final int SIZE = 61;
    private static final String DOUBLE_DIGITS = digitsOfDoubles();
    private static final String FLOAT_DIGITS = digitsOfFloats();

    private BlasKind() {}

    /** The implementation: {@code JNIBLAS} for the machine's own library, else one in Java. */
    public static String name() {
        return Products.implementation();
    }

    /**
     * A hash of the bits of one product in that precision. It tells two libraries from each other, and one that takes other ways on
     * another processor, which it may do in one precision alone.
     */
    public static String digits(Precision precision) {
        return precision == Precision.FLOAT ? FLOAT_DIGITS : DOUBLE_DIGITS;
    }

    private static String digitsOfDoubles() {
        Matrix product = Matrix.zeros(SIZE, SIZE);
        Matrix a = Matrix.view(numbers(), 0, SIZE, SIZE);
        Products.multiply(a, a, product);
        return Integer.toHexString(Arrays.hashCode(product.data()));
    }

    private static String digitsOfFloats() {
        float[] product = new float[SIZE * SIZE];
        float[] a = new float[SIZE * SIZE];
        double[] numbers = numbers();
        for (int i = 0; i < a.length; i++) {
            a[i] = (float) numbers[i];
        }
        Products.multiply(
                FloatMatrix.view(a, SIZE, SIZE),
                FloatMatrix.view(a, SIZE, SIZE),
                FloatMatrix.view(product, SIZE, SIZE));
        return Integer.toHexString(Arrays.hashCode(product));
    }

    /** Numbers whose products all have to be rounded. */
    private static double[] numbers() {
        return IntStream.range(0, SIZE * SIZE).mapToDouble(i -> 1 / (3.0 + i)).toArray();
    }
}
