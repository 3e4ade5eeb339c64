package org.tare.curve;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.util.Arrays;
import java.util.Objects;
import org.apache.spark.sql.Column;

/**
 * The lines from knot to knot, none of which falls; before the first and behind the last knot the value of that one.
 *
 * <p>Two knots at one x are a jump. There the curve has the middle of the step, as scikit-learn's two-sided interpolation
 * has, but at the first x the least value and at the last x the greatest, so that the ends of the data meet the ends of the
 * range. The inverse is the same with both swapped: it takes the values of a flat piece to the middle of it.
 */
@DefaultSerializer(JavaSerializer.class)
public final class Knots implements Curve {
    /** Longer expressions than these cost databases more to plan than to compute. */
    private static final int MOST_IN_SQL = 64;

    private final double[] x;
    private final double[] y;
    /** Made where it is first of use, which is on executors. */
    private transient KnotIndex index;

    /**
     * Knots in order; of several equal ones at one x or y, those between the first and the last change nothing.
     *
     * @throws IllegalArgumentException unless there are as many y as x, at least one of each, all finite and none less than
     *     the one before it
     */
    public Knots(double[] x, double[] y) {
        Objects.requireNonNull(x, "The x of the knots is null; give as many as y.");
        Objects.requireNonNull(y, "The y of the knots is null; give as many as x.");
        if (x.length != y.length || x.length == 0) {
            throw new IllegalArgumentException(
                    "There are " + x.length + " x and " + y.length + " y; give each knot one of both.");
        }
        this.x = requireIncreasing("x", x);
        this.y = requireIncreasing("y", y);
    }

    private static double[] requireIncreasing(String axis, double[] values) {
        double[] copy = new double[values.length];
        for (int i = 0; i < copy.length; i++) {
            // -0 and 0 are one knot.
            copy[i] = values[i] + 0.0;
            if (!Double.isFinite(copy[i]) || (i > 0 && copy[i] < copy[i - 1])) {
                throw new IllegalArgumentException("The " + axis + " of knot " + i + " is " + copy[i]
                        + (i > 0 ? " after " + copy[i - 1] : "") + "; give finite numbers in increasing order.");
            }
        }
        return copy;
    }

    /** How many knots there are. */
    public int size() {
        return x.length;
    }

    @Override
    public double apply(double at) {
        int last = x.length - 1;
        if (!(at > x[0] && at < x[last])) {
            return Double.isNaN(at) ? at : at <= x[0] ? y[0] : y[last];
        }
        int above = firstAbove(at);
        int below = above - 1;
        if (x[below] != at) {
            return between(x[below], y[below], x[above], y[above], at);
        }
        int first = below;
        while (x[first - 1] == at) {
            first--;
        }
        return first == below ? y[below] : y[first] / 2 + y[below] / 2;
    }

    /** The first knot whose x is above {@code at}, which lies within all of them. */
    private int firstAbove(double at) {
        KnotIndex known = index;
        if (known == null) {
            // Of several threads each may make one, which are equal.
            known = new KnotIndex(x);
            index = known;
        }
        return known.firstAbove(at);
    }

    /** On the line from its nearer end, so that both ends are met and none is passed. */
    private static double between(double x0, double y0, double x1, double y1, double at) {
        if (Double.isInfinite(x1 - x0) || Double.isInfinite(y1 - y0)) {
            return 2 * between(x0 / 2, y0 / 2, x1 / 2, y1 / 2, at / 2);
        }
        double part = (at - x0) / (x1 - x0);
        return part < 0.5 ? y0 + (y1 - y0) * part : y1 - (y1 - y0) * ((x1 - at) / (x1 - x0));
    }

    @Override
    public Column apply(Column at) {
        return CurveFunction.call(this, at);
    }

    @Override
    public Knots inverse() {
        return new Knots(y, x);
    }

    @Override
    public String toSql(String at, SqlDialect dialect) {
        if (x.length > MOST_IN_SQL
                || Double.isInfinite(2 * (x[x.length - 1] / 2 - x[0] / 2) + 2 * (y[y.length - 1] / 2 - y[0] / 2))) {
            return Curve.super.toSql(at, dialect);
        }
        StringBuilder cases =
                new StringBuilder(" WHEN " + at + " <= " + dialect.number(x[0]) + " THEN " + dialect.number(y[0]));
        for (int i = 1; i < x.length; i++) {
            if (x[i] > x[i - 1]) {
                String line = y[i] == y[i - 1] ? dialect.number(y[i]) : line(at, i, dialect);
                cases.append(" WHEN ")
                        .append(at)
                        .append(" < ")
                        .append(dialect.number(x[i]))
                        .append(" THEN ")
                        .append(line);
            }
            cases.append(" WHEN ")
                    .append(at)
                    .append(" = ")
                    .append(dialect.number(x[i]))
                    .append(" THEN ")
                    .append(dialect.number(apply(x[i])));
        }
        return dialect.cases(at, cases + " ELSE " + dialect.number(y[y.length - 1]));
    }

    /** As {@link #between} has it. */
    private String line(String at, int i, SqlDialect dialect) {
        String dx = dialect.number(x[i] - x[i - 1]);
        String dy = dialect.number(y[i] - y[i - 1]);
        String part = "((" + at + " - " + dialect.number(x[i - 1]) + ") / " + dx + ")";
        String rest = "((" + dialect.number(x[i]) + " - " + at + ") / " + dx + ")";
        return "CASE WHEN " + part + " < " + dialect.number(0.5) + " THEN " + dialect.number(y[i - 1]) + " + " + dy
                + " * " + part + " ELSE " + dialect.number(y[i]) + " - " + dy + " * " + rest + " END";
    }

    @Override
    public String toText() {
        return CurveText.of("knots", "x", x, "y", y);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Knots that && Arrays.equals(x, that.x) && Arrays.equals(y, that.y);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(x) + Arrays.hashCode(y);
    }

    @Override
    public String toString() {
        return toText();
    }
}
