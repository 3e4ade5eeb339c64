package org.tare.curve;

import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import org.apache.spark.sql.Column;

/**
 * A rising line held at a second point, where {@code y0 + (y1 - y0)} rounds past {@code y1}, as for {@code [-1, 0.1]}.
 */
@DefaultSerializer(JavaSerializer.class)
record Pinned(Affine line, double x1, double y1) implements Curve {
    @Override
    public double apply(double x) {
        if (x == x1) {
            return y1;
        }
        double y = line.apply(x);
        // Written as SQL's least and greatest choose, so that the sign of a zero is the same.
        return x < x1 ? (y1 < y ? y1 : y) : (y1 > y ? y1 : y);
    }

    @Override
    public Column apply(Column x) {
        Column y = line.apply(x);
        // SQL holds NaN greater than any number: it takes the second branch and stays NaN. Null takes the last.
        return when(x.lt(x1), least(y, lit(y1)))
                .when(x.gt(x1), greatest(y, lit(y1)))
                .when(x.equalTo(x1), lit(y1))
                .otherwise(x);
    }

    @Override
    public Curve inverse() {
        return new Pinned(line.inverse(), y1, x1);
    }

    @Override
    public String toSql(String x, SqlDialect dialect) {
        String y = line.toSql(x, dialect);
        String pin = dialect.number(y1);
        String at = dialect.number(x1);
        return dialect.cases(
                x,
                " WHEN " + x + " = " + at + " OR (" + x + " < " + at + " AND " + y + " > " + pin + ") OR (" + x + " > "
                        + at + " AND " + y + " < " + pin + ") THEN " + pin + " ELSE " + y);
    }

    @Override
    public String toText() {
        return CurveText.of(
                "pinned",
                CurveText.values(
                        "x0", line.x0(), "dx", line.dx(), "y0", line.y0(), "dy", line.dy(), "x1", x1, "y1", y1));
    }
}
