package org.tare.linalg;

import java.util.Arrays;

/** Which BLAS this machine multiplies by: what decides the last digits of all products. */
public final class BlasKind {
    private static final int SIZE = 61;
    private static final String DIGITS = digits(Matrix.zeros(SIZE, SIZE));

    private BlasKind() {}

    /** The implementation: {@code JNIBLAS} for the machine's own library, else one in Java. */
    public static String name() {
        return Products.implementation();
    }

    /**
     * A hash of the bits of one product. It tells two libraries from each other, and one that takes other ways on another
     * processor.
     */
    public static String digits() {
        return DIGITS;
    }

    private static String digits(Matrix product) {
        Matrix a = Matrix.zeros(SIZE, SIZE);
        for (int i = 0; i < a.size(); i++) {
            // Numbers whose products all have to be rounded.
            a.data()[i] = 1 / (3.0 + i);
        }
        Products.multiply(a, a, product);
        return Integer.toHexString(Arrays.hashCode(product.data()));
    }
}
