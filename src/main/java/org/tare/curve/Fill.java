package org.tare.curve;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nanvl;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import org.apache.spark.sql.Column;

/**
 * Null and NaN become one value, and all else stays.
 *
 * @param value what fills in, a finite number
 */
@DefaultSerializer(JavaSerializer.class)
public record Fill(double value) implements Curve {
    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public Fill {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("fill(value=" + value + ") fills nothing in; the value must be finite.");
        }
    }

    @Override
    public double apply(double x) {
        return Double.isNaN(x) ? value : x;
    }

    @Override
    public Column apply(Column x) {
        return coalesce(nanvl(x, lit(value)), lit(value));
    }

    /** The line that changes nothing: what was filled in is not told from what was there. */
    @Override
    public Affine inverse() {
        return Affine.IDENTITY;
    }

    @Override
    public String toSql(String x, SqlDialect dialect) {
        return dialect.orMissing(x, dialect.number(value));
    }

    @Override
    public String toText() {
        return CurveText.of("fill", CurveText.values("value", value));
    }
}
