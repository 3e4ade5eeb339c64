package org.tare.sql;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.tare.spark.aggregate.SqlAggregation;
import org.tare.spark.aggregate.SqlFunction;
import org.tare.stat.Histogram;
import org.tare.stat.HistogramStatistic;

/** What SQL asks of a {@link Histogram}. */
enum QuantileFunction implements SqlFunction {
    QUANTILE(
            "exact_quantile",
            "_FUNC_(x, q) or _FUNC_(x, q, buckets) - Returns the quantile q, or those of an array, of all finite numbers x, or of"
                    + " those in all states x: exact where there are no more distinct values than buckets (2,048), else within"
                    + " the bucket of the quantile."),
    STATE(
            "exact_quantile_state",
            "_FUNC_(x) or _FUNC_(x, buckets) - Returns the histogram of all finite numbers x, or of all states x, as a state."),
    MERGE(
            "exact_quantile_merge",
            "_FUNC_(state) or _FUNC_(state, buckets) - Returns the state of all states together.");

    private final String function;
    private final String usage;

    QuantileFunction(String function, String usage) {
        this.function = function;
        this.usage = usage;
    }

    @Override
    public String functionName() {
        return function;
    }

    @Override
    public String usage() {
        return usage;
    }

    @Override
    public SqlAggregation<?> of(List<Object> constants) {
        int quantiles = this == QUANTILE ? 1 : 0;
        if (constants.size() < quantiles || constants.size() > quantiles + 1) {
            throw new IllegalArgumentException("It takes " + (quantiles + 1) + " or " + (quantiles + 2)
                    + " arguments, but was given " + (constants.size() + 1) + ".");
        }
        HistogramStatistic kind = constants.size() > quantiles
                ? new HistogramStatistic(buckets(constants.get(quantiles)))
                : new HistogramStatistic();
        if (this != QUANTILE) {
            return StatisticAggregation.state(function, kind, this == STATE);
        }
        if (constants.get(0) instanceof double[] all) {
            Arrays.stream(all).forEach(QuantileFunction::require);
            return new StatisticAggregation<>(function, kind, true, array(), histogram -> quantiles(histogram, all));
        }
        double q = (Double) constants.get(0);
        require(q);
        return new StatisticAggregation<>(
                function,
                kind,
                true,
                DataTypes.DoubleType,
                histogram -> histogram.isEmpty() ? null : histogram.quantile(q));
    }

    private static DataType array() {
        return DataTypes.createArrayType(DataTypes.DoubleType, false);
    }

    private static double[] quantiles(Histogram histogram, double... all) {
        return histogram.isEmpty()
                ? null
                : Arrays.stream(all).map(histogram::quantile).toArray();
    }

    private static int buckets(Object constant) {
        if (!(constant instanceof Double number) || number != number.intValue()) {
            throw new IllegalArgumentException("The number of buckets is no whole number; give one, such as 2048.");
        }
        return number.intValue();
    }

    private static void require(double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("The quantile " + q + " is not from 0 to 1; give one that is.");
        }
    }
}
