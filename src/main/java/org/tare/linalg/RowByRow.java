package org.tare.linalg;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;

/**
 * When products are faster as so many rows times a matrix. The BLAS in Java multiplies small matrices without vector
 * instructions and copies large ones first; where they are small, or long and thin, it is up to three times faster row by row.
 */
final class RowByRow {
    /** Below so many multiplications the BLAS in Java takes its plain path. */
    private static final long SMALL = 1_000_000;

    /** Sums no longer than this, and results no wider, cost less than the copies. */
    private static final int SHORT = 128;

    private static final int THIN = 16;

    private RowByRow() {}

    static boolean suits(BLAS blas, int rows, int cols, int inner) {
        return blas instanceof JavaBLAS
                && (inner <= SHORT || Math.min(rows, cols) <= THIN || (long) rows * cols * inner < SMALL);
    }
}
