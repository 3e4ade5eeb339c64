package org.tare.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;
import org.tare.scan.Scan;
import org.tare.stat.Histogram;
import org.tare.stat.HistogramStatistic;
import org.tare.stat.Moments;
import org.tare.stat.MomentsStatistic;

/** The functions of SQL against a scan of the same rows, and against themselves in other plans. */
class ExactFunctionsTest {
    private static final SparkSession SPARK = TestSpark.session();

    /** Values whose order changes the last bits of a sum in doubles; nulls, NaN and an infinity; groups of all sizes. */
    private static final Dataset<Row> DATA = SPARK.range(0, 5000, 1, 3)
            .selectExpr(
                    "id",
                    "id % 7 AS g",
                    "int(sqrt(id)) AS h",
                    "CASE WHEN id % 11 = 0 THEN NULL WHEN id = 13 THEN double('NaN') WHEN id = 17 THEN double('Infinity')"
                            + " ELSE pow(-1.7, id % 90) * (1 + id) END AS x");

    @BeforeAll
    static void register() {
        Tare.register(SPARK);
        Tare.register(SPARK);
        DATA.createOrReplaceTempView("data");
    }

    private static Row row(String query) {
        return SPARK.sql(query).head();
    }

    @Test
    void they_are_what_a_scan_finds() {
        Moments m = Scan.of(DATA, "x").run().column("x").feature().moments();
        Row row = row("SELECT exact_sum(x), exact_avg(x), exact_var_pop(x), exact_var_samp(x), exact_variance(x),"
                + " exact_stddev_pop(x), exact_stddev_samp(x), exact_stddev(x), exact_moments(x) FROM data");
        assertThat(List.of(
                        row.get(0), row.get(1), row.get(2), row.get(3), row.get(4), row.get(5), row.get(6), row.get(7)))
                .isEqualTo(List.of(
                        m.sum(),
                        m.mean(),
                        m.populationVariance(),
                        m.sampleVariance(),
                        m.sampleVariance(),
                        m.standardDeviation(),
                        m.sampleStandardDeviation(),
                        m.sampleStandardDeviation()));
        Row all = row.getStruct(8);
        assertThat(all.<Long>getAs("count")).isEqualTo(m.count());
        assertThat(all.<Long>getAs("missing")).isEqualTo(m.missing());
        assertThat(all.<Long>getAs("infinite")).isEqualTo(1);
        assertThat(all.<Double>getAs("min")).isEqualTo(m.min());
        assertThat(all.<Double>getAs("max")).isEqualTo(m.max());
    }

    @Test
    void quantiles_are_those_of_the_histogram() {
        Histogram h = Scan.of(DATA, "x")
                .with(new HistogramStatistic())
                .run()
                .column("x")
                .feature()
                .get(new HistogramStatistic());
        Row row =
                row("SELECT exact_quantile(x, 0.5), exact_quantile(x, array(0.0, 0.25, 1)), exact_quantile(x, 0.5, 64)"
                        + " FROM data");
        assertThat(row.getDouble(0)).isEqualTo(h.quantile(0.5));
        assertThat(row.<Double>getList(1)).containsExactly(h.quantile(0), h.quantile(0.25), h.quantile(1));
        // As many values as numpy: position 0.5 * 4 of five.
        assertThat(row("SELECT exact_quantile(x, 0.5) FROM VALUES (5), (1), (2), (9), (3) AS t(x)")
                        .getDouble(0))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"g", "h", "id"})
    void any_plan_gives_the_same_bits(String key) {
        String query = "SELECT " + key + ", exact_avg(x) a, exact_stddev(x) s, exact_quantile(x, 0.4) q,"
                + " hex(exact_moments_state(x)) m, hex(exact_quantile_state(x, 16)) h FROM %s GROUP BY " + key;
        List<Row> expected = rows(SPARK.sql(query.formatted("data")));
        DATA.repartition(7).sortWithinPartitions("x").createOrReplaceTempView("shuffled");
        assertThat(rows(SPARK.sql(query.formatted("shuffled")))).isEqualTo(expected);
        SPARK.conf().set("spark.sql.execution.useObjectHashAggregateExec", "false");
        try {
            assertThat(rows(SPARK.sql(query.formatted("shuffled")))).isEqualTo(expected);
        } finally {
            SPARK.conf().unset("spark.sql.execution.useObjectHashAggregateExec");
        }
    }

    /** Beside a function that needs more than sums, an aggregate goes the general way. */
    @ParameterizedTest
    @ValueSource(
            strings = {"g", "id", "g, h", "string(g)", "decimal(h)", "date'2026-01-01' + int(g)", "NULL", "x", "g / 2"})
    void sums_in_bands_have_the_bits_of_the_general_way(String key) {
        String query =
                "SELECT exact_sum(x) a, exact_avg(x) b, exact_var_pop(x) c, exact_stddev(x) FILTER (WHERE id %% 3 > 0) d,"
                        + " exact_avg(id - 4000) e, exact_sum(decimal(g) / 8) f, count(*) h, max(id) i, min(id) FILTER (WHERE x > 0) j,"
                        + " exact_stddev(x) + count(x) k%s FROM %s GROUP BY " + key + " HAVING exact_sum(id) > 9";
        List<Row> expected = rows(
                SPARK.sql(query.formatted(", exact_moments_state(x) s", "data")).drop("s"));
        DATA.repartition(7).sortWithinPartitions("x").createOrReplaceTempView("shuffled");
        Dataset<Row> banded = SPARK.sql(query.formatted("", "shuffled"));
        assertThat(rows(banded)).isEqualTo(expected);
        String fallback = "spark.sql.TungstenAggregate.testFallbackStartsAt";
        // Every spilled piece is read through a megabyte of its own, so that there must be few.
        SPARK.conf().set(fallback, "100, 200");
        try {
            assertThat(rows(SPARK.sql(query.formatted("", "shuffled")))).isEqualTo(expected);
        } finally {
            SPARK.conf().unset(fallback);
        }
        // Zeros of both signs are one key, which their bytes do not say.
        boolean isByBytes = !key.equals("x") && !key.equals("g / 2");
        assertThat(banded.queryExecution().executedPlan().toString().contains("exact_sums("))
                .isEqualTo(isByBytes);
    }

    private static List<Row> rows(Dataset<Row> data) {
        return data.collectAsList().stream()
                .sorted(Comparator.comparing(Row::toString))
                .toList();
    }

    @Test
    void states_merge_to_those_of_all_rows() {
        SPARK.sql("SELECT g, h, exact_moments_state(x) m, exact_quantile_state(x) q FROM data GROUP BY g, h")
                .createOrReplaceTempView("states");
        assertThat(row(
                        "SELECT hex(exact_moments_merge(m)), hex(exact_quantile_merge(q)), exact_avg(m), exact_variance(m),"
                                + " exact_quantile(q, 0.3) FROM states"))
                .isEqualTo(row("SELECT hex(exact_moments_state(x)), hex(exact_quantile_state(x)), exact_avg(x),"
                        + " exact_variance(x), exact_quantile(x, 0.3) FROM data"));
    }

    @Test
    void nothing_is_null_and_one_number_has_no_sample_variance() {
        Row none = row("SELECT exact_sum(x), exact_avg(x), exact_variance(x), exact_quantile(x, 0.5),"
                + " exact_quantile(x, array(0.5)), exact_moments(x).count, exact_moments(x).min, exact_moments(x).sum"
                + " FROM data WHERE x > 1e300");
        for (int i : new int[] {0, 1, 2, 3, 4, 6, 7}) {
            assertThat(none.isNullAt(i)).as("%s", i).isTrue();
        }
        assertThat(none.getLong(5)).isZero();
        Row one = row("SELECT exact_var_pop(x), exact_var_samp(x), exact_stddev(x) FROM VALUES (3) AS t(x)");
        assertThat(one.getDouble(0)).isZero();
        assertThat(one.isNullAt(1) && one.isNullAt(2)).isTrue();
    }

    @Test
    void any_type_of_number_is_taken() {
        assertThat(row("SELECT exact_sum(a), exact_sum(b), exact_sum(c), exact_sum(d), exact_sum(e), exact_sum(NULL)"
                                + " FROM VALUES (1, 2S, 1.5BD, true, 0.5F), (2, 3S, 2.25BD, false, NULL) AS t(a, b, c, d, e)")
                        .toString())
                .isEqualTo("[3.0,5.0,3.75,1.0,0.5,null]");
    }

    @Test
    void filters_distinct_and_windows() {
        Row row = row(
                "SELECT exact_sum(x) FILTER (WHERE x > 1), exact_sum(DISTINCT x), sum(DISTINCT x) FROM VALUES (1D), (2D),"
                        + " (2D), (3D) AS t(x)");
        assertThat(row.getDouble(0)).isEqualTo(7);
        assertThat(row.getDouble(1)).isEqualTo(row.getDouble(2));
        assertThat(SPARK.sql(
                                "SELECT exact_sum(x) OVER (ORDER BY x) r, exact_avg(x) OVER (ORDER BY x ROWS BETWEEN 1 PRECEDING"
                                        + " AND CURRENT ROW) m, exact_avg(x) OVER () a FROM VALUES (1D), (2D), (6D) AS t(x) ORDER BY x")
                        .collectAsList()
                        .toString())
                .isEqualTo("[[1.0,1.0,3.0], [3.0,1.5,3.0], [9.0,4.0,3.0]]");
    }

    @Test
    void streams_are_aggregated_batch_after_batch(@TempDir Path folder) throws Exception {
        String path = folder.resolve("data").toString();
        DATA.repartition(3).write().parquet(path);
        SPARK.readStream()
                .schema(DATA.schema())
                .option("maxFilesPerTrigger", 1)
                .parquet(path)
                .groupBy("g")
                .agg(functions.expr("exact_avg(x)"), functions.expr("hex(exact_moments_state(x))"))
                .writeStream()
                .format("memory")
                .queryName("streamed")
                .outputMode("complete")
                .trigger(Trigger.AvailableNow())
                .start()
                .awaitTermination();
        assertThat(rows(SPARK.table("streamed")))
                .isEqualTo(rows(SPARK.sql("SELECT g, exact_avg(x), hex(exact_moments_state(x)) FROM data GROUP BY g")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exact_avg('text')|takes numbers or binary states",
                "exact_avg(named_struct('band', 0, 'word0', 1L, 'word1', 2L, 'word2', 3L))|takes numbers or binary states",
                "exact_avg(x, 2)|It takes one argument, but was given 2",
                "exact_avg()|needs a column",
                "exact_moments_merge(x)|takes binary states, but",
                "exact_quantile(x)|It takes 2 or 3 arguments, but was given 1",
                "exact_quantile(x, 1.5)|The quantile 1.5 is not from 0 to 1",
                "exact_quantile(x, x)|differs from row to row; give a constant",
                "exact_quantile(x, 'a')|is STRING and no number",
                "exact_quantile(x, 0.5, 1)|choose from 2",
                "exact_quantile(x, 0.5, 2.5)|is no whole number",
                "exact_avg(*)|It takes one argument, but was given 4",
                "exact_avg(x => x)|takes its arguments by their place; leave the name x out",
                "exact_quantile(x, q => 0.5)|leave the name q out",
                "exact_quantile(x, DATE'1970-01-01')|is DATE and no number",
                "exact_quantile(x, array(DATE'1970-01-01'))|is DATE and no number",
                "exact_quantile(x, INTERVAL '0' DAY)|is INTERVAL DAY and no number",
                "exact_quantile(x, true)|is BOOLEAN and no number",
                "exact_quantile(x, NULL)|is no number",
                "exact_quantile(x, array(0.5, NULL))|is no number",
                "exact_quantile(x, double('NaN'))|The quantile NaN is not from 0 to 1",
                "exact_quantile(x, 0.5, -3)|choose from 2",
                "exact_quantile(x, 0.5, array(64))|is no whole number",
                "exact_avg(DATE'1970-01-01')|is DATE; cast it",
                "exact_avg(array(x))|is ARRAY<DOUBLE>; cast it",
                "exact_avg(exact_sum(x))|in a sub-query"
            })
    void a_wrong_call_is_one_sentence(String call) {
        String[] parts = call.split("\\|", -1);
        assertThatThrownBy(() -> SPARK.sql("SELECT " + parts[0] + " FROM data").collectAsList())
                .hasMessageContaining(parts[1])
                .message()
                .doesNotContain("..");
    }

    @Test
    void plans_and_descriptions_show_what_a_function_is() {
        Tare.register(SPARK);
        String plan = SPARK.sql("EXPLAIN SELECT exact_avg(x), exact_quantile(x, 0.5) FROM data")
                .head()
                .getString(0);
        assertThat(plan).contains("exact_avg(x#", "exact_quantile(x#").doesNotContain("Lambda", "@");
        assertThat(SPARK.sql("DESCRIBE FUNCTION exact_avg").collectAsList().toString())
                .contains("exact_avg(x) - Returns the mean");
    }

    @Test
    void no_changed_bit_of_a_state_is_believed() {
        byte[] state =
                SPARK.sql("SELECT exact_moments_state(x) FROM data").head().getAs(0);
        StatisticAggregation<Moments> moments =
                StatisticAggregation.state("exact_moments_state", new MomentsStatistic(), false);
        for (int bit = 0; bit < Byte.SIZE * state.length; bit++) {
            byte[] changed = state.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThatThrownBy(() -> moments.read(changed)).hasMessageContaining("damaged");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exact_avg(unhex('00'))|damaged",
                "exact_avg(substr(exact_moments_state, 1, 30))|damaged",
                "exact_avg(exact_quantile_state)|takes states of 'moments', and one is of 'histogram'",
                "exact_quantile(exact_quantile_state, 0.5, 64)|takes states of 'histogram(buckets=64)'"
            })
    void a_damaged_or_foreign_state_is_told(String call) {
        String[] parts = call.split("\\|", -1);
        assertThatThrownBy(() -> SPARK.sql("SELECT " + parts[0] + " FROM (SELECT exact_moments_state(x) AS"
                                + " exact_moments_state, exact_quantile_state(x) AS exact_quantile_state FROM data)")
                        .collectAsList())
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(parts[1]);
    }
}
