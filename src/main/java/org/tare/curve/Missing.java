package org.tare.curve;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import org.apache.spark.sql.Column;

/** 1 where there is null or NaN, and 0 where there is a number. */
@DefaultSerializer(JavaSerializer.class)
public record Missing() implements Curve {
    @Override
    public double apply(double x) {
        return Double.isNaN(x) ? 1 : 0;
    }

    @Override
    public Column apply(Column x) {
        return when(x.isNull().or(x.isNaN()), lit(1.0)).otherwise(lit(0.0));
    }

    /**
     * None: numbers do not come back from it.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public Curve inverse() {
        throw new UnsupportedOperationException("What a value was does not come back from whether it was missing; take"
                + " back the column that holds the value.");
    }

    @Override
    public boolean isInvertible() {
        return false;
    }

    @Override
    public String toSql(String x, SqlDialect dialect) {
        return "CASE WHEN " + dialect.isMissing(x) + " THEN " + dialect.number(1) + " ELSE " + dialect.number(0)
                + " END";
    }

    @Override
    public String toText() {
        return "missing()";
    }
}
