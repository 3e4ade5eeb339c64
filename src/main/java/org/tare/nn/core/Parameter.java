package org.tare.nn.core;

import org.tare.linalg.Matrix;

/** A named part of a network's state. */
public final class Parameter {
    public enum Kind {
        /** Learned from gradients that are summed over all shards; weight decay applies. */
        WEIGHT,
        /** The same for a bias, gamma or beta, which weight decay leaves alone. */
        OFFSET,
        /** An offset whose gradient its layer has already agreed on with all peers. */
        AGREED_OFFSET,
        /** Not learned but counted, as a running mean; it has no gradient. */
        STATISTIC
    }

    private final String name;
    private final Kind kind;
    private final Matrix value;

    public Parameter(String name, Kind kind, Matrix value) {
        this.name = name;
        this.kind = kind;
        this.value = value;
    }

    /** A row of one number throughout. */
    public static Parameter row(String name, Kind kind, int size, double value) {
        Matrix row = Matrix.zeros(1, size);
        row.fill(value);
        return new Parameter(name, kind, row);
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isLearned() {
        return kind != Kind.STATISTIC;
    }

    public Matrix value() {
        return value;
    }

    /** The same numbers without the matrix; a parameter is alone in its array. */
    public double[] array() {
        return value.data();
    }

    @Override
    public String toString() {
        return name;
    }
}
