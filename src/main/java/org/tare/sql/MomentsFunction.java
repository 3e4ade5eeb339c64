package org.tare.sql;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.aggregate.SqlAggregation;
import org.tare.spark.aggregate.SqlFunction;
import org.tare.spark.aggregate.SqlPartial;
import org.tare.stat.BandedSums;
import org.tare.stat.Moments;
import org.tare.stat.MomentsStatistic;

/**
 * What SQL asks of {@link Moments}.
 *
 * @param result what it returns, for people
 * @param type the type of that
 * @param takesNumbers whether it takes numbers beside states
 * @param of what SQL gets; null for the state itself
 * @param sums how the sums that it needs are added up before; null where it needs more than sums
 */
record MomentsFunction(
        String functionName, String result, DataType type, boolean takesNumbers, Result of, SqlPartial sums)
        implements SqlFunction {
    private static final MomentsStatistic KIND = new MomentsStatistic();

    private static final SqlPartial.Sum VALUES = new SqlPartial.Sum("addValue", 2);
    private static final SqlPartial SUM =
            new SqlPartial(BandedSums.class, List.of(VALUES, new SqlPartial.Sum("addCount", 1)));
    private static final SqlPartial SQUARES =
            new SqlPartial(BandedSums.class, List.of(VALUES, new SqlPartial.Sum("addSquare", 4)));

    private static final StructType STRUCT =
            StructType.fromDDL("count BIGINT, missing BIGINT, infinite BIGINT, sum DOUBLE, mean DOUBLE,"
                    + " populationVariance DOUBLE, sampleVariance DOUBLE, min DOUBLE, max DOUBLE");

    /** A function that travels to executors. */
    interface Result extends Function<Moments, Object>, Serializable {}

    /** All functions of moments. */
    static List<SqlFunction> all() {
        return List.of(
                number("exact_sum", "the sum", 1, SUM, Moments::sum),
                number("exact_avg", "the mean", 1, SUM, Moments::mean),
                number("exact_var_pop", "the variance over n", 1, SQUARES, Moments::populationVariance),
                number("exact_var_samp", "the variance over n - 1", 2, SQUARES, Moments::sampleVariance),
                number("exact_variance", "the variance over n - 1", 2, SQUARES, Moments::sampleVariance),
                number("exact_stddev_pop", "the standard deviation over n", 1, SQUARES, Moments::standardDeviation),
                number(
                        "exact_stddev_samp",
                        "the standard deviation over n - 1",
                        2,
                        SQUARES,
                        Moments::sampleStandardDeviation),
                number(
                        "exact_stddev",
                        "the standard deviation over n - 1",
                        2,
                        SQUARES,
                        Moments::sampleStandardDeviation),
                new MomentsFunction(
                        "exact_moments",
                        "counts, sum, mean, variances, minimum and maximum",
                        STRUCT,
                        true,
                        MomentsFunction::struct,
                        null),
                new MomentsFunction("exact_moments_state", "the exact state", DataTypes.BinaryType, true, null, null),
                new MomentsFunction(
                        "exact_moments_merge",
                        "the state of all states together",
                        DataTypes.BinaryType,
                        false,
                        null,
                        null));
    }

    /** A number that is null where fewer values were counted. */
    private static MomentsFunction number(String name, String result, int least, SqlPartial sums, Result of) {
        return new MomentsFunction(
                name,
                result,
                DataTypes.DoubleType,
                true,
                moments -> moments.count() < least ? null : of.apply(moments),
                sums);
    }

    /** Without numbers or, for a variance over n - 1, with one, a value is null; so is what needs sums where a state has none. */
    private static Object[] struct(Moments m) {
        boolean any = m.count() > 0;
        boolean anySums = any && m.hasSums();
        return new Object[] {
            m.count(),
            m.missing(),
            m.infinite(),
            anySums ? m.sum() : null,
            anySums ? m.mean() : null,
            anySums ? m.populationVariance() : null,
            anySums && m.count() > 1 ? m.sampleVariance() : null,
            any ? m.min() : null,
            any ? m.max() : null
        };
    }

    @Override
    public String usage() {
        return "_FUNC_(x) - Returns " + result
                + " of all finite numbers x, or of those in all states x, to the last bit whatever the plan is.";
    }

    @Override
    public Optional<SqlPartial> partial() {
        return Optional.ofNullable(sums);
    }

    @Override
    public SqlAggregation<?> of(List<Object> constants) {
        if (!constants.isEmpty()) {
            throw new IllegalArgumentException("It takes one argument, but was given " + (constants.size() + 1) + ".");
        }
        return new StatisticAggregation<>(functionName, KIND, takesNumbers, type, of, BandedSums::moments);
    }
}
