package org.tare.sql;

import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.SqlAggregation;
import org.tare.spark.SqlFunction;
import org.tare.stat.Moments;
import org.tare.stat.MomentsStatistic;

/** What SQL asks of {@link Moments}. */
enum MomentsFunction implements SqlFunction {
    SUM("exact_sum", "the sum", 1, Moments::sum),
    AVG("exact_avg", "the mean", 1, Moments::mean),
    VAR_POP("exact_var_pop", "the variance over n", 1, Moments::populationVariance),
    VAR_SAMP("exact_var_samp", "the variance over n - 1", 2, Moments::sampleVariance),
    VARIANCE("exact_variance", "the variance over n - 1", 2, Moments::sampleVariance),
    STDDEV_POP("exact_stddev_pop", "the standard deviation over n", 1, Moments::standardDeviation),
    STDDEV_SAMP("exact_stddev_samp", "the standard deviation over n - 1", 2, Moments::sampleStandardDeviation),
    STDDEV("exact_stddev", "the standard deviation over n - 1", 2, Moments::sampleStandardDeviation),
    MOMENTS("exact_moments", "counts, sum, mean, variances, minimum and maximum", MomentsFunction::struct),
    STATE("exact_moments_state", "the exact state, binary,", null),
    MERGE("exact_moments_merge", "the state of all states together, binary,", null);

    private static final MomentsStatistic KIND = new MomentsStatistic();

    private final String function;
    private final String result;
    private final DataType type;
    private final Function<Moments, Object> of;

    MomentsFunction(String function, String result, int least, Function<Moments, Double> of) {
        this(function, result, DataTypes.DoubleType, moments -> moments.count() < least ? null : of.apply(moments));
    }

    MomentsFunction(String function, String result, Function<Moments, Object> of) {
        this(
                function,
                result,
                StructType.fromDDL("count BIGINT, missing BIGINT, infinite BIGINT, sum DOUBLE, mean DOUBLE,"
                        + " populationVariance DOUBLE, sampleVariance DOUBLE, min DOUBLE, max DOUBLE"),
                of);
    }

    MomentsFunction(String function, String result, DataType type, Function<Moments, Object> of) {
        this.function = function;
        this.result = result;
        this.type = type;
        this.of = of;
    }

    /** Without numbers or, for a variance over n - 1, with one, a value is null. */
    private static Object[] struct(Moments m) {
        boolean any = m.count() > 0;
        return new Object[] {
            m.count(),
            m.missing(),
            m.infinite(),
            m.sum(),
            any ? m.mean() : null,
            any ? m.populationVariance() : null,
            m.count() > 1 ? m.sampleVariance() : null,
            any ? m.min() : null,
            any ? m.max() : null
        };
    }

    @Override
    public String functionName() {
        return function;
    }

    @Override
    public String usage() {
        return "_FUNC_(x) - Returns " + result
                + " of all finite numbers x, or of those in all states x, to the last bit" + " whatever the plan is.";
    }

    @Override
    public SqlAggregation<?> of(List<Object> constants) {
        if (!constants.isEmpty()) {
            throw new IllegalArgumentException("It takes one argument, but was given " + (constants.size() + 1) + ".");
        }
        return this == STATE || this == MERGE
                ? StatisticAggregation.state(function, KIND, this == STATE)
                : new StatisticAggregation<>(function, KIND, true, type, of);
    }
}
