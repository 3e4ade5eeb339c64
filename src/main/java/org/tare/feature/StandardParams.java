package org.tare.feature;

import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;

/** What {@link StandardScaler} lets its user choose. */
public interface StandardParams extends Params {
    /** The divisor {@code Σw} of the population's variance. */
    String POPULATION = "population";

    /** The divisor {@code Σw-1} of the sample variance. */
    String SAMPLE = "sample";

    /** A constant feature keeps its differences from the one value seen. */
    String SHIFT = "shift";

    /** A constant feature becomes 0, whatever is seen later. */
    String ZERO = "zero";

    /** Whether the mean is subtracted; true by default. */
    default BooleanParam withMean() {
        return new BooleanParam(this, "withMean", "subtract the mean");
    }

    /** Whether the result is divided by the standard deviation; true by default. */
    default BooleanParam withStd() {
        return new BooleanParam(this, "withStd", "divide by the standard deviation");
    }

    /** {@link #POPULATION} (the default) or {@link #SAMPLE}. */
    default Param<String> variance() {
        return new Param<>(
                this,
                "variance",
                "divisor of the variance: population (Σw) or sample (Σw-1)",
                ParamValidators.inArray(List.of(POPULATION, SAMPLE)));
    }

    /** What a feature of one value becomes: {@link #SHIFT} (the default) or {@link #ZERO}. */
    default Param<String> constant() {
        return new Param<>(
                this,
                "constant",
                "a feature of one value: shift (as any other) or zero (everything becomes 0, as MLlib)",
                ParamValidators.inArray(List.of(SHIFT, ZERO)));
    }

    /** The value of {@link #withMean()}. */
    default boolean getWithMean() {
        return (Boolean) getOrDefault(withMean());
    }

    /** The value of {@link #withStd()}. */
    default boolean getWithStd() {
        return (Boolean) getOrDefault(withStd());
    }

    /** The value of {@link #variance()}. */
    default String getVariance() {
        return getOrDefault(variance());
    }

    /** The value of {@link #constant()}. */
    default String getConstant() {
        return getOrDefault(constant());
    }

    /** Sets {@link #withMean()}. */
    default StandardScaler setWithMean(boolean value) {
        return (StandardScaler) set(withMean(), value);
    }

    /** Sets {@link #withStd()}. */
    default StandardScaler setWithStd(boolean value) {
        return (StandardScaler) set(withStd(), value);
    }

    /** Sets {@link #variance()}: {@code population} or {@code sample}. */
    default StandardScaler setVariance(String value) {
        return (StandardScaler) set(variance(), value);
    }

    /** Sets {@link #constant()}: {@code shift} or {@code zero}. */
    default StandardScaler setConstant(String value) {
        return (StandardScaler) set(constant(), value);
    }
}
