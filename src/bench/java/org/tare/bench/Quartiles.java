package org.tare.bench;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.tare.feature.ScalerModel;

/** The lower quartile, the median and the upper quartile of each column of a table, as somebody found them. */
final class Quartiles {
    static final double[] SHARES = {0.25, 0.5, 0.75};

    private final String[] columns;
    private final double[] values;

    /** @param values the three of the first column, those of the second, and so on */
    Quartiles(String[] columns, double[] values) {
        if (values.length != columns.length * SHARES.length) {
            throw new IllegalArgumentException(
                    "There are " + values.length + " quartiles for " + columns.length + " columns.");
        }
        this.columns = columns;
        this.values = values;
    }

    /** What a model of one {@link org.tare.feature.RobustScaler} learned. */
    static Quartiles of(ScalerModel robust) {
        String[] columns = robust.getInputCols();
        double[][] learned = {
            robust.learned("lower").toArray(), robust.median().toArray(), robust.learned("upper").toArray()
        };
        return new Quartiles(
                columns,
                IntStream.range(0, columns.length * SHARES.length)
                        .mapToDouble(i -> learned[i % SHARES.length][i / SHARES.length])
                        .toArray());
    }

    int size() {
        return values.length;
    }

    String column(int i) {
        return columns[i / SHARES.length];
    }

    double value(int i) {
        return values[i];
    }

    /**
     * How many are equal to those of another, bit by bit.
     *
     * @throws IllegalStateException if one is not even a neighbor: between the same two values of a column, whoever
     *     interpolates from below and whoever does so from above are at most one rounding apart
     */
    long equalTo(Quartiles exact) {
        return IntStream.range(0, values.length)
                .filter(i -> {
                    if (Math.abs(values[i] - exact.values[i]) <= Math.ulp(exact.values[i])) {
                        return values[i] == exact.values[i];
                    }
                    throw new IllegalStateException("The quantile " + SHARES[i % SHARES.length] + " of " + column(i)
                            + " is " + values[i] + " and " + exact.values[i] + " at once.");
                })
                .count();
    }

    /**
     * The greatest distance of a quartile's rank from the one it ought to have, as a part of the rows.
     *
     * @param ranks of each value, how many of its column lie below it, and how many are at most it
     */
    double rankError(long[] ranks, long rows) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> {
                    double wanted = SHARES[i % SHARES.length] * (rows - 1);
                    // Between two values of the column it is right at every rank from the one's to the other's.
                    return Math.max(0, Math.max(ranks[2 * i] - 1 - wanted, wanted - ranks[2 * i + 1])) / rows;
                })
                .max()
                .orElse(0);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
