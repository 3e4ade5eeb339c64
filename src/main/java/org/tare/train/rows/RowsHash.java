package org.tare.train.rows;

import java.io.Serializable;

/**
 * The hash of a sequence of hashes: a polynomial modulo 2^64 whose coefficients they are, at an odd number. The hash of two
 * sequences, one behind the other, follows from theirs, so that it does not matter where a sequence is cut.
 */
final class RowsHash implements Serializable {
    private static final long serialVersionUID = 1L;

    /** 2^64 over the golden ratio, whose bits are well mixed. */
    private static final long AT = 0x9E3779B97F4A7C15L;

    private long value;
    private long power = 1;

    void add(long hash) {
        value = value * AT + hash;
        power *= AT;
    }

    void append(RowsHash next) {
        value = value * next.power + next.value;
        power *= next.power;
    }

    long value() {
        return value;
    }
}
