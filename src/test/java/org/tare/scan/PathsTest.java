package org.tare.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tare.TestSpark;
import org.tare.spark.parquet.PageOrder;
import org.tare.spark.plan.Plans;
import org.tare.stat.HistogramStatistic;

/** The same rows give equal statistics, however Spark brings them. */
class PathsTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final Dataset<Row> DATA = ScanData.read(SPARK);
    private static final DatasetStatistics EXPECTED =
            Scan.of(DATA, ScanData.FEATURES).run();

    @Test
    void a_plain_table_comes_in_batches_and_a_computed_one_in_rows() {
        assertThat(Plans.batches(DATA)).isPresent();
        assertThat(Plans.batches(DATA.filter("month >= 0"))).isEmpty();
    }

    @Test
    void picked_and_renamed_columns_come_in_batches_and_computed_ones_in_rows() {
        String path = "target/scan-partitioned";
        DATA.withColumn("part", functions.expr("month % 3"))
                .write()
                .mode("overwrite")
                .partitionBy("part")
                .parquet(path);
        Dataset<Row> parts = SPARK.read().parquet(path);
        Dataset<Row> renamed = parts.selectExpr("part AS i", "i AS d", "d AS part");
        Dataset<Row> computed = parts.withColumn("d", functions.expr("d + 0"));
        assertThat(Plans.batches(parts.select("d", "i"))).isPresent();
        assertThat(Plans.batches(renamed)).isPresent();
        assertThat(Plans.batches(computed.select("i", "d"))).isEmpty();

        assertThat(scan(parts)).isEqualTo(EXPECTED);
        DatasetStatistics found = Scan.of(renamed, "d", "i", "part").run();
        assertThat(found)
                .isEqualTo(Scan.of(renamed.repartition(2), "d", "i", "part").run());
        assertThat(found.column("part").feature().moments())
                .isEqualTo(EXPECTED.column("d").feature().moments());
    }

    @Test
    void rows_and_batches_give_the_same() {
        assertThat(scan(DATA.filter("month >= 0"))).isEqualTo(EXPECTED);
        assertThat(scan(readWith(Map.of("spark.sql.parquet.enableVectorizedReader", "false"))))
                .isEqualTo(EXPECTED);
    }

    @Test
    void the_size_and_the_place_of_batches_do_not_matter() {
        assertThat(scan(readWith(Map.of("spark.sql.parquet.columnarReaderBatchSize", "7"))))
                .isEqualTo(EXPECTED);
        assertThat(scan(readWith(Map.of("spark.sql.columnVector.offheap.enabled", "true"))))
                .isEqualTo(EXPECTED);
    }

    @Test
    void any_number_of_partitions_and_any_order_give_the_same() {
        for (int partitions : new int[] {1, 3, 17}) {
            assertThat(scan(DATA.repartition(partitions))).isEqualTo(EXPECTED);
        }
        assertThat(scan(DATA.orderBy(functions.rand(1)))).isEqualTo(EXPECTED);
    }

    @Test
    void cached_data_give_the_same() {
        Dataset<Row> cached = DATA.cache();
        try {
            assertThat(scan(cached)).isEqualTo(EXPECTED);
            String[] scalars = {"d", "i"};
            assertThat(Scan.of(cached, scalars).run()).isEqualTo(EXPECTED.select(scalars));
        } finally {
            cached.unpersist();
        }
    }

    @Test
    void cached_numbers_come_in_batches_whatever_is_cached_beside_them() {
        String[] scalars = {"d", "i"};
        Dataset<Row> mixed = DATA.withColumn("text", functions.expr("string(d)"));
        Dataset<Row> shuffled = mixed.repartition(3);
        for (Dataset<Row> data : List.of(mixed, shuffled)) {
            Dataset<Row> cached = data.cache();
            try {
                assertThat(Plans.batches(cached.select("i", "d"))).isPresent();
                assertThat(Plans.batches(cached.select("text"))).isEmpty();
                assertThat(Scan.of(cached, scalars).run()).isEqualTo(EXPECTED.select(scalars));
            } finally {
                cached.unpersist();
            }
        }
    }

    /** Else a task would hold all of its partition unpacked. */
    @Test
    void a_batch_of_cached_data_is_given_back_before_the_next() {
        Dataset<Row> cached = SPARK.range(0, 30_000, 1, 1)
                .selectExpr("double(id) AS x", "string(id) AS text")
                .cache();
        try {
            assertThat(Plans.batches(cached.select("x"))
                            .orElseThrow()
                            .mapPartitions(PathsTest::isFirstGone)
                            .collect())
                    .containsExactly(true);
        } finally {
            cached.unpersist();
        }
    }

    private static Iterator<Boolean> isFirstGone(Iterator<ColumnarBatch> batches) {
        ColumnVector first = batches.next().column(0);
        first.getDouble(0);
        batches.next();
        try {
            first.getDouble(0);
            return List.of(false).iterator();
        } catch (NullPointerException e) {
            return List.of(true).iterator();
        }
    }

    @Test
    void monthly_statistics_merge_to_those_of_the_year() {
        DatasetStatistics year = IntStream.range(0, 12)
                .mapToObj(month -> scan(DATA.filter("month = " + month)))
                .reduce(DatasetStatistics::merge)
                .orElseThrow();
        assertThat(year).isEqualTo(EXPECTED);
    }

    @Test
    void no_rows_are_the_identity_of_merge() {
        DatasetStatistics nothing = scan(DATA.filter("month > 12"));
        assertThat(nothing.rows()).isZero();
        assertThat(nothing.merge(EXPECTED)).isEqualTo(EXPECTED);
        assertThat(EXPECTED.merge(nothing)).isEqualTo(EXPECTED);
        assertThat(scan(SPARK.createDataFrame(java.util.List.of(), DATA.schema())))
                .isEqualTo(nothing);
    }

    @Test
    void many_columns_come_in_batches_too_and_leave_the_session_as_it_was() {
        Column[] columns = IntStream.range(0, 150)
                .mapToObj(i -> functions.col("id").multiply(i).cast("double").as("c" + i))
                .toArray(Column[]::new);
        String path = "target/scan-wide";
        SPARK.range(0, 300, 1, 2).select(columns).write().mode("overwrite").parquet(path);
        Dataset<Row> wide = SPARK.read().parquet(path);
        Map<String, String> before =
                scala.jdk.javaapi.CollectionConverters.asJava(SPARK.conf().getAll());
        assertThat(Plans.batches(wide)).isPresent();
        DatasetStatistics statistics = Scan.of(wide, wide.columns()).run();
        assertThat(statistics)
                .isEqualTo(Scan.of(wide.filter("c1 >= 0"), wide.columns()).run());
        assertThat(statistics.column("c149").feature().moments().max()).isEqualTo(299 * 149);
        assertThat(scala.jdk.javaapi.CollectionConverters.asJava(SPARK.conf().getAll()))
                .isEqualTo(before);
    }

    /** More columns than one job reads; the statistics are those of one job. */
    @Tag("long")
    @Test
    void columns_by_the_thousand_are_read_in_groups_of_them() {
        int columns = 2_500;
        String path = "target/scan-very-wide";
        SPARK.range(0, 20, 1, 3)
                .select(IntStream.range(0, columns)
                        .mapToObj(i ->
                                functions.col("id").multiply(i).cast("double").as("c" + i))
                        .toArray(Column[]::new))
                .write()
                .mode("overwrite")
                .parquet(path);
        Dataset<Row> wide = SPARK.read().parquet(path);
        Dataset<Row> byRows = wide.filter("c1 >= 0");
        assertThat(Plans.batches(byRows)).isEmpty();
        assertThat(weighted(wide)).isEqualTo(weighted(byRows));
        assertThat(Plans.files(wide, PageOrder.ANY)).isPresent();
        assertThat(Scan.of(wide, wide.columns()).run())
                .isEqualTo(Scan.of(byRows, wide.columns()).run());
    }

    @Test
    void many_states_merge_in_a_tree_to_the_same() {
        Dataset<Row> scattered = DATA.repartition(60);
        assertThat(Scan.of(scattered, "vector", "doubles", "floats").run())
                .isEqualTo(EXPECTED.select("vector", "doubles", "floats"));
    }

    private static DatasetStatistics weighted(Dataset<Row> wide) {
        return Scan.of(wide, wide.columns())
                .weightCol("c1")
                .with(new HistogramStatistic())
                .run();
    }

    private static DatasetStatistics scan(Dataset<Row> data) {
        return Scan.of(data, ScanData.FEATURES).run();
    }

    private static Dataset<Row> readWith(Map<String, String> conf) {
        SparkSession session = SPARK.newSession();
        conf.forEach((key, value) -> session.conf().set(key, value));
        return ScanData.read(session);
    }
}
