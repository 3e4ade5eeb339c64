package org.tare.linalg;

/** In what precision matrices are multiplied; whatever the products are used for stays in double precision. */
public enum Precision {
    DOUBLE,
    /** Operands are rounded to single precision, and so are the sums within a product, and those of rows of images around it. */
    FLOAT
}
