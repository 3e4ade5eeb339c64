package org.tare.curve;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import org.apache.spark.sql.Column;

/** One curve, then another; the second is a single step, so that equal chains have equal texts. */
@DefaultSerializer(JavaSerializer.class)
public record Chain(Curve first, Curve last) implements Curve {
    /** The first curve, then the next. */
    public static Curve of(Curve first, Curve next) {
        if (next instanceof Chain chain) {
            return new Chain(of(first, chain.first), chain.last);
        }
        if (next instanceof Clipped clipped) {
            return new Clipped(of(first, clipped.curve()), clipped.min(), clipped.max());
        }
        return new Chain(first, next);
    }

    @Override
    public double apply(double x) {
        return last.apply(first.apply(x));
    }

    @Override
    public Column apply(Column x) {
        return last.apply(first.apply(x));
    }

    @Override
    public Curve inverse() {
        return of(last.inverse(), first.inverse());
    }

    @Override
    public boolean isTotal() {
        return first.isTotal() && last.isTotal();
    }

    @Override
    public String toSql(String x, SqlDialect dialect) {
        return last.toSql(first.toSql(x, dialect), dialect);
    }

    @Override
    public String toText() {
        return first.toText() + " " + last.toText();
    }
}
