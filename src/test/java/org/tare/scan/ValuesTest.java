package org.tare.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.tare.TestSpark;
import org.tare.spark.column.ColumnIndex;
import org.tare.stat.Moments;
import org.tare.stat.MomentsAccumulator;
import org.tare.stat.MomentsStatistic;

/** Each value counts as the double that Spark's own cast makes of it, and as often as its row weighs. */
class ValuesTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final Dataset<Row> DATA = ScanData.read(SPARK);
    private static final DatasetStatistics STATISTICS =
            Scan.of(DATA, ScanData.FEATURES).run();

    @Test
    void scalars_are_what_sparks_cast_to_double_gives() {
        for (String column : ScanData.SCALARS) {
            List<Row> rows =
                    DATA.select(ColumnIndex.column(column).cast("double")).collectAsList();
            assertThat(STATISTICS.column(column).feature().moments())
                    .as(column)
                    .isEqualTo(MomentsStatistic.of(rows.stream()
                            .mapToDouble(row -> row.isNullAt(0) ? Double.NaN : row.getDouble(0))
                            .toArray()));
        }
    }

    @Test
    void arrays_count_element_by_element_and_null_is_missing() {
        for (String column : new String[] {"doubles", "floats"}) {
            List<Row> rows = DATA.select(ColumnIndex.column(column).cast("array<double>"))
                    .collectAsList();
            for (int e = 0; e < 3; e++) {
                int element = e;
                assertThat(STATISTICS.column(column).feature(e).moments())
                        .isEqualTo(MomentsStatistic.of(rows.stream()
                                .map(row -> row.isNullAt(0)
                                        ? null
                                        : row.<Double>getList(0).get(element))
                                .mapToDouble(x -> x == null ? Double.NaN : x)
                                .toArray()));
            }
        }
    }

    @Test
    void a_column_of_several_features_has_no_one_statistic() {
        assertThatThrownBy(() -> STATISTICS.column("vector").feature().moments())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Column 'vector' holds 3 features, not one; ask for each by its index.");
    }

    @Test
    void sparse_vectors_count_as_the_dense_ones_they_stand_for() {
        List<Row> rows = DATA.select("vector").collectAsList();
        for (int e = 0; e < 3; e++) {
            int element = e;
            assertThat(STATISTICS.column("vector").feature(e).moments())
                    .isEqualTo(MomentsStatistic.of(rows.stream()
                            .mapToDouble(row -> row.isNullAt(0)
                                    ? Double.NaN
                                    : row.<Vector>getAs(0).apply(element))
                            .toArray()));
        }
        assertThat(STATISTICS.column("vector").sparseRows())
                .isEqualTo(rows.stream()
                        .map(row -> row.<Vector>getAs(0))
                        .filter(v -> v != null && !(v instanceof DenseVector))
                        .count());
    }

    @Test
    void a_row_counts_with_its_weight_on_both_paths() {
        DatasetStatistics weighted =
                Scan.of(DATA, ScanData.FEATURES).weightCol("w").run();
        assertThat(Scan.of(DATA.filter("month >= 0"), ScanData.FEATURES)
                        .weightCol("w")
                        .run())
                .isEqualTo(weighted);
        assertThat(weighted.rows()).isEqualTo(DATA.count());
        assertThat(weighted.weightCol()).contains("w");
        List<Row> rows = DATA.selectExpr("w", "d", "vector").collectAsList();
        assertThat(weighted.column("d").feature().moments()).isEqualTo(weigh(rows, row -> row.<Double>getAs("d")));
        for (int e = 0; e < 3; e++) {
            int element = e;
            assertThat(weighted.column("vector").feature(e).moments())
                    .isEqualTo(weigh(
                            rows,
                            row -> row.isNullAt(2) ? null : row.<Vector>getAs(2).apply(element)));
        }
    }

    private static Moments weigh(List<Row> rows, java.util.function.Function<Row, Double> value) {
        MomentsAccumulator expected = new MomentsAccumulator();
        for (Row row : rows) {
            expected.add(Objects.requireNonNullElse(value.apply(row), Double.NaN), row.getInt(0));
        }
        return expected.result();
    }

    @Test
    void integer_weights_equal_repeated_rows() {
        Dataset<Row> repeated = DATA.select("w", ScanData.FEATURES)
                .flatMap(
                        (org.apache.spark.api.java.function.FlatMapFunction<Row, Row>)
                                row -> IntStream.range(0, row.getInt(0))
                                        .mapToObj(i -> row)
                                        .iterator(),
                        Encoders.row(DATA.select("w", ScanData.FEATURES).schema()));
        DatasetStatistics weighted =
                Scan.of(DATA, ScanData.FEATURES).weightCol("w").run();
        DatasetStatistics unweighted = Scan.of(repeated, ScanData.FEATURES).run();
        for (ColumnStatistics column : weighted.columns()) {
            for (int e = 0; e < column.size(); e++) {
                Moments w = column.feature(e).moments();
                Moments r = unweighted.column(column.name()).feature(e).moments();
                assertThat(List.of(
                                w.sumOfWeights(),
                                w.sum(),
                                w.mean(),
                                w.populationVariance(),
                                w.sampleVariance(),
                                w.min(),
                                w.max()))
                        .as(column.feature(e).name())
                        .isEqualTo(List.of(
                                r.sumOfWeights(),
                                r.sum(),
                                r.mean(),
                                r.populationVariance(),
                                r.sampleVariance(),
                                r.min(),
                                r.max()));
            }
        }
    }

    @Test
    void a_null_vector_or_array_is_missing_in_all_its_elements_whenever_their_number_shows() {
        DatasetStatistics nulls = Scan.of(DATA.filter("vector IS NULL AND doubles IS NULL"), "vector", "doubles")
                .run();
        assertThat(nulls.column("vector").size()).isZero();
        assertThat(nulls.rows()).isPositive();
        DatasetStatistics others = Scan.of(
                        DATA.filter("vector IS NOT NULL AND doubles IS NOT NULL"), "vector", "doubles")
                .run();
        DatasetStatistics merged = nulls.merge(others);
        assertThat(merged).isEqualTo(others.merge(nulls));
        for (int e = 0; e < 3; e++) {
            assertThat(merged.column("vector").feature(e).moments().missing())
                    .isEqualTo(others.column("vector").feature(e).moments().missing() + nulls.rows());
            assertThat(merged.column("doubles").feature(e).moments().missing())
                    .isEqualTo(others.column("doubles").feature(e).moments().missing() + nulls.rows());
        }
    }
}
