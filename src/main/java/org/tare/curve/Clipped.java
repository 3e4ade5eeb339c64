package org.tare.curve;

import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.when;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import org.apache.spark.sql.Column;

/**
 * A curve whose results are held within a range: those below {@code min} are raised to it, those above {@code max}
 * lowered to it.
 */
@DefaultSerializer(JavaSerializer.class)
public record Clipped(Curve curve, double min, double max) implements Curve {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException unless {@code min < max}
     */
    public Clipped {
        if (!(min < max)) {
            throw new IllegalArgumentException(
                    "clip(min=" + min + ", max=" + max + ") is empty; min must be less than max.");
        }
    }

    @Override
    public double apply(double x) {
        double y = curve.apply(x);
        double raised = min > y ? min : y;
        return max < raised ? max : raised;
    }

    /** SQL's {@code least} would make NaN the maximum, and {@code greatest} makes null the minimum. */
    @Override
    public Column apply(Column x) {
        Column raised = greatest(curve.apply(x), lit(min));
        Column held = negate(greatest(negate(raised), lit(-max)));
        return curve.fillsMissing() ? held : when(x.isNotNull(), held);
    }

    /** The inverse of the curve before it was clipped, which also reads values beyond the range. */
    @Override
    public Curve inverse() {
        return curve.inverse();
    }

    @Override
    public boolean isTotal() {
        return curve.isTotal();
    }

    @Override
    public String toSql(String x, SqlDialect dialect) {
        String y = curve.toSql(x, dialect);
        return dialect.cases(
                y,
                " WHEN " + y + " < " + dialect.number(min) + " THEN " + dialect.number(min) + " WHEN " + y + " > "
                        + dialect.number(max) + " THEN " + dialect.number(max) + " ELSE " + y);
    }

    @Override
    public String toText() {
        return curve.toText() + " " + CurveText.of("clip", CurveText.values("min", min, "max", max));
    }
}
