package org.tare.nn.core;

import org.tare.linalg.Matrix;

/** A named part of a network's state. */
public final class Parameter {
    /** What becomes of a parameter in a step. */
    public enum Kind {
        /** Learned from gradients that are summed over all shards; weight decay applies. */
        WEIGHT,
        /** The same for a bias, gamma or beta, which weight decay leaves alone. */
        OFFSET,
        /** An offset whose gradient its layer has already agreed on with all ranks. */
        AGREED_OFFSET,
        /** Not learned but counted, as a running mean; it has no gradient. */
        STATISTIC
    }

    private final String name;
    private final Kind kind;
    private final Matrix value;

    /** A parameter of these first values. */
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

    /** The name under which its values are kept: {@code 0.weight}. */
    public String name() {
        return name;
    }

    /** What becomes of it in a step. */
    public Kind kind() {
        return kind;
    }

    /** Whether gradients move it. */
    public boolean isLearned() {
        return kind != Kind.STATISTIC;
    }

    /** Its numbers; not a copy. */
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
