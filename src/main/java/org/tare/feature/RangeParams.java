package org.tare.feature;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Params;

/** Into which range {@link MinMaxScaler} scales. */
public interface RangeParams extends Params {
    /** The result for the smallest value seen; 0 by default. */
    default DoubleParam min() {
        return new DoubleParam(this, "min", "result for the smallest value seen");
    }

    /** The result for the largest value seen; 1 by default. */
    default DoubleParam max() {
        return new DoubleParam(this, "max", "result for the largest value seen");
    }

    /** The value of {@link #min()}. */
    default double getMin() {
        return (Double) getOrDefault(min());
    }

    /** The value of {@link #max()}. */
    default double getMax() {
        return (Double) getOrDefault(max());
    }

    /** Sets {@link #min()}. */
    default MinMaxScaler setMin(double value) {
        return (MinMaxScaler) set(min(), value);
    }

    /** Sets {@link #max()}. */
    default MinMaxScaler setMax(double value) {
        return (MinMaxScaler) set(max(), value);
    }
}
