package org.tare.nn.core;

import java.util.List;
import java.util.function.Supplier;
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
    private final int rows;
    private final int cols;
    private final Supplier<Matrix> first;
    private Matrix value;
    private boolean frozen;

    /** A matrix whose first values are made when they are first asked for, so that its size can be judged before. */
    public Parameter(String name, Kind kind, int rows, int cols, Supplier<Matrix> first) {
        this.name = name;
        this.kind = kind;
        this.rows = rows;
        this.cols = cols;
        this.first = first;
    }

    /** A row of one number throughout. */
    public static Parameter row(String name, Kind kind, int size, double value) {
        return new Parameter(name, kind, 1, size, () -> {
            Matrix row = Matrix.zeros(1, size);
            row.fill(value);
            return row;
        });
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
        return kind != Kind.STATISTIC && !frozen;
    }

    /** Keeps its numbers as they are, in training too. */
    public void freeze() {
        frozen = true;
    }

    /** Whether it keeps its numbers. */
    public boolean isFrozen() {
        return frozen;
    }

    /** How many numbers it has. */
    public long size() {
        return (long) rows * cols;
    }

    /** How many rows of how many numbers it has; a single row for a bias or a statistic. */
    public List<Integer> shape() {
        return rows == 1 && kind != Kind.WEIGHT ? List.of(cols) : List.of(rows, cols);
    }

    /** Its numbers; not a copy. */
    public Matrix value() {
        Matrix ready = value;
        if (ready == null) {
            ready = first.get();
            value = ready;
        }
        return ready;
    }

    /** Replaces its numbers by a copy of these, as many. */
    public void set(double[] numbers) {
        if (value == null) {
            value = Matrix.view(numbers.clone(), 0, rows, cols);
        } else {
            value.copy(numbers);
        }
    }

    /** The same numbers without the matrix; a parameter is alone in its array. */
    public double[] array() {
        return value().data();
    }

    @Override
    public String toString() {
        return name;
    }
}
