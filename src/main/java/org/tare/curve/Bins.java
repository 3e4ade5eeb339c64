package org.tare.curve;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.util.Arrays;
import java.util.Objects;
import org.apache.spark.sql.Column;

/**
 * The number of the bin in which a value lies, from 0: how many inner edges it is not below. What lies below the first edge
 * or above the last belongs to the bin there.
 */
@DefaultSerializer(JavaSerializer.class)
public final class Bins implements Curve {
    private final double[] edges;

    /**
     * Bins between these edges.
     *
     * @throws IllegalArgumentException unless there are two edges at least, all finite and each greater than the one before it
     */
    public Bins(double... edges) {
        Objects.requireNonNull(edges, "The list of edges is null; give two at least.");
        this.edges = edges.clone();
        for (int i = 0; i < edges.length; i++) {
            if (!Double.isFinite(edges[i]) || (i > 0 && edges[i] <= edges[i - 1])) {
                throw new IllegalArgumentException(
                        "Edge " + i + " of the bins is " + edges[i] + (i > 0 ? " after " + edges[i - 1] : "")
                                + "; give finite numbers, each above the one before.");
            }
        }
        if (edges.length < 2) {
            throw new IllegalArgumentException("There are " + edges.length + " edges; a bin has two.");
        }
    }

    /** How many bins there are. */
    public int size() {
        return edges.length - 1;
    }

    @Override
    public double apply(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        int below = 0;
        int above = size();
        while (below < above - 1) {
            int middle = (below + above) >>> 1;
            if (edges[middle] <= x) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return below;
    }

    @Override
    public Column apply(Column x) {
        return CurveFunction.call(this, x);
    }

    /** The line through the middles of the bins. */
    @Override
    public Knots inverse() {
        double[] numbers = new double[size()];
        double[] middles = new double[size()];
        for (int i = 0; i < size(); i++) {
            numbers[i] = i;
            middles[i] = edges[i] / 2 + edges[i + 1] / 2;
        }
        return new Knots(numbers, middles);
    }

    @Override
    public String toSql(String x, SqlDialect dialect) {
        StringBuilder cases = new StringBuilder();
        for (int i = 1; i < size(); i++) {
            cases.append(" WHEN ")
                    .append(x)
                    .append(" < ")
                    .append(dialect.number(edges[i]))
                    .append(" THEN ")
                    .append(dialect.number(i - 1));
        }
        return dialect.cases(x, cases + " ELSE " + dialect.number(size() - 1));
    }

    @Override
    public String toText() {
        return CurveText.of("bins", "edges", edges);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bins that && Arrays.equals(edges, that.edges);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(edges);
    }

    @Override
    public String toString() {
        return toText();
    }
}
