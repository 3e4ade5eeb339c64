package org.tare.curve;

import java.io.Serializable;
import java.util.function.DoubleUnaryOperator;
import org.apache.spark.sql.Column;
import org.tare.spark.row.RowFunctions;

/**
 * A curve that is no plain arithmetic as one call in Spark's generated code, with the bits of {@link Curve#apply(double)};
 * equal where the curves are, so that Spark recognizes equal plans.
 */
record CurveFunction(Curve curve) implements DoubleUnaryOperator, Serializable {
    static Column call(Curve curve, Column x) {
        return RowFunctions.map(x, new CurveFunction(curve));
    }

    @Override
    public double applyAsDouble(double x) {
        return curve.apply(x);
    }

    @Override
    public String toString() {
        return CurveText.shortened(curve.toText());
    }
}
