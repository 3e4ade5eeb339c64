package org.tare.curve;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.util.Map;
import org.apache.spark.sql.Column;

/**
 * {@code y = y0 + (x - x0) / dx * dy}.
 *
 * <p>Slope and intercept would lose the digits that {@code x - x0} keeps where the mean dwarfs the deviation.
 *
 * @param x0 the point that maps to {@code y0}
 * @param dx the step in x, not 0
 * @param y0 the image of {@code x0}
 * @param dy the step in y that {@code dx} becomes; 0 maps everything finite to {@code y0}
 */
@DefaultSerializer(JavaSerializer.class)
public record Affine(double x0, double dx, double y0, double dy) implements Curve {
    /** The line that changes nothing. */
    public static final Affine IDENTITY = new Affine(0, 1, 0, 1);

    static final Affine HALF = new Affine(0, 2, 0, 1);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is not finite or {@code dx} is 0
     */
    public Affine {
        if (!Double.isFinite(x0) || !Double.isFinite(dx) || !Double.isFinite(y0) || !Double.isFinite(dy) || dx == 0) {
            throw new IllegalArgumentException(CurveText.of("affine", values(x0, dx, y0, dy))
                    + " is no curve; all numbers must be finite and dx not 0.");
        }
        // x - (-0.0) is not x for x = -0.0, and the SQL form leaves the zeros out.
        x0 += 0.0;
        y0 += 0.0;
    }

    /** The same line, computed so that no difference to a value within {@code [min, max]} overflows. */
    public Curve reaching(double min, double max) {
        return Double.isInfinite(max - x0) || Double.isInfinite(min - x0)
                ? Chain.of(HALF, new Affine(x0 / 2, dx / 2, y0, dy))
                : this;
    }

    @Override
    public double apply(double x) {
        return at(x, x0, dx, offset(), dy);
    }

    /** The line of these {@link #coefficients()}. */
    public static Affine of(double x0, double dx, double offset, double dy) {
        return new Affine(x0, dx, offset, dy);
    }

    /** The numbers of which {@link #at(Column, Column, Column, Column, Column)} makes the line. */
    public double[] coefficients() {
        return new double[] {x0, dx, offset(), dy};
    }

    /** The line whose numbers are columns, with the same bits. */
    public static Column at(Column x, Column x0, Column dx, Column offset, Column dy) {
        return offset.plus(x.minus(x0).divide(dx).multiply(dy));
    }

    static double at(double x, double x0, double dx, double offset, double dy) {
        return offset + (x - x0) / dx * dy;
    }

    /** What is added: for {@code y0 = 0} the zero that changes no number, not even -0, so that SQL can leave it out. */
    double offset() {
        return y0 == 0 ? -0.0 : y0;
    }

    /** {@inheritDoc} Steps that change no bit are left out. */
    @Override
    public Column apply(Column x) {
        Column fromX0 = x0 == 0 ? x : x.minus(x0);
        Column steps = dx == 1 ? fromX0 : fromX0.divide(dx);
        Column scaled = dy == 1 ? steps : steps.multiply(dy);
        return y0 == 0 ? scaled : scaled.plus(y0);
    }

    /**
     * The line with both pairs swapped. {@code inverse().apply(apply(x))} is within 16 ulps of the largest of
     * {@code |x|}, {@code |x0|} and {@code |y0 / dy * dx|}, unless a step under- or overflows
     * (eight roundings, of numbers up to twice that large; 2 ulps are usual). With {@code dy == 0} it is
     * the constant {@code x0}, the only value seen.
     */
    @Override
    public Affine inverse() {
        return dy == 0 ? new Affine(y0, dx, x0, 0) : new Affine(y0, dy, x0, dx);
    }

    @Override
    public String toSql(String x, SqlDialect dialect) {
        String fromX0 = x0 == 0 ? x : "(" + x + " - " + dialect.number(x0) + ")";
        String steps = dx == 1 ? fromX0 : fromX0 + " / " + dialect.number(dx);
        String scaled = dy == 1 ? steps : steps + " * " + dialect.number(dy);
        return y0 == 0 ? "(" + scaled + ")" : "(" + scaled + " + " + dialect.number(y0) + ")";
    }

    @Override
    public String toText() {
        return CurveText.of("affine", values(x0, dx, y0, dy));
    }

    private static Map<String, Double> values(double x0, double dx, double y0, double dy) {
        return CurveText.values("x0", x0, "dx", dx, "y0", y0, "dy", dy);
    }
}
