package org.tare.linalg;

/** In what precision matrices are multiplied; weights, sums and statistics are in double precision in any case. */
public enum Precision {
    DOUBLE,
    /**
     * Operands are rounded to single precision, and so are the sums within a product, those of rows of images around it, and what
     * layers make of each number between two products.
     */
    FLOAT
}
