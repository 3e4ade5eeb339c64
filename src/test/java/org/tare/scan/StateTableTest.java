package org.tare.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;
import org.tare.stat.HistogramStatistic;

/** Statistics as rows of any table. */
class StateTableTest {
    private static final SparkSession SPARK = TestSpark.session();

    private static final Dataset<Row> DATA = new VectorAssembler()
            .setInputCols(new String[] {"id", "näme, b"})
            .setOutputCol("v")
            .transform(SPARK.range(100)
                    .selectExpr(
                            "id",
                            "id % 4 AS day",
                            "IF(id % 3 = 0, NULL, id / 7) AS `näme, b`",
                            "array(float(id), NULL) AS pair",
                            "CAST(NULL AS array<double>) AS nothing")
                    .na()
                    .fill(0, new String[] {"näme, b"}));

    private static DatasetStatistics scan(Dataset<Row> data) {
        return Scan.of(data, "id", "näme, b", "pair", "v", "nothing")
                .with(new HistogramStatistic())
                .run();
    }

    private static Dataset<Row> days() {
        Dataset<Row> all = null;
        for (int day = 0; day < 4; day++) {
            Dataset<Row> rows =
                    scan(DATA.where("day = " + day)).toDataset(SPARK).withColumn("day", functions.lit(day));
            all = all == null ? rows : all.union(rows);
        }
        return all;
    }

    @Test
    void a_state_comes_back_equal_whatever_the_order_of_its_rows() {
        DatasetStatistics state = scan(DATA);
        assertThat(DatasetStatistics.of(state.toDataset(SPARK).orderBy(functions.rand(1))))
                .isEqualTo(state);
    }

    @Test
    void weights_and_their_column_come_back() {
        DatasetStatistics state = Scan.of(DATA, "v").weightCol("day").run();
        assertThat(DatasetStatistics.of(state.toDataset(SPARK))).isEqualTo(state);
    }

    @Test
    void a_state_of_no_rows_comes_back() {
        DatasetStatistics none = scan(DATA.where("id < 0"));
        assertThat(DatasetStatistics.of(none.toDataset(SPARK))).isEqualTo(none);
    }

    @Test
    void days_are_rows_and_merge_to_the_whole(@TempDir Path folder) {
        String path = folder.resolve("days").toString();
        days().repartition(3).write().parquet(path);
        assertThat(DatasetStatistics.of(SPARK.read().parquet(path))).isEqualTo(scan(DATA));
        assertThat(DatasetStatistics.of(SPARK.read().parquet(path).where("day < 2")))
                .isEqualTo(scan(DATA.where("day < 2")));
    }

    /** Oracle has decimals, JSON longs. */
    @ParameterizedTest
    @ValueSource(strings = {"bigint", "decimal(38, 0)", "double"})
    void a_store_may_know_fewer_types_of_numbers(String type) {
        Dataset<Row> table =
                scan(DATA).toDataset(SPARK).withColumn("element", functions.expr("CAST(element AS " + type + ")"));
        assertThat(DatasetStatistics.of(table)).isEqualTo(scan(DATA));
    }

    @ParameterizedTest
    @CsvSource({"element, string", "exact, binary", "others, string"})
    void a_column_of_another_type_is_named(String column, String type) {
        Dataset<Row> table =
                scan(DATA).toDataset(SPARK).withColumn(column, functions.expr("CAST(NULL AS " + type + ")"));
        assertThatThrownBy(() -> DatasetStatistics.of(table))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Column '" + column + "' of the table is " + type + ", where states have ");
    }

    @Test
    void equal_days_are_told_apart_by_a_column() {
        Dataset<Row> rows = scan(DATA).toDataset(SPARK);
        Dataset<Row> twice =
                rows.withColumn("day", functions.lit("a")).union(rows.withColumn("day", functions.lit("b")));
        assertThat(DatasetStatistics.of(twice)).isEqualTo(scan(DATA).merge(scan(DATA)));
        refused(rows.union(rows), "is there twice");
    }

    @Test
    void what_is_not_whole_is_refused() {
        Dataset<Row> rows = scan(DATA).toDataset(SPARK);
        refused(rows.where("NOT (`column` = 'pair' AND element = 1)"), "1 features are missing from its rows");
        refused(rows.where("`column` != 'id'"), "it has rows of 4 of 5 columns");
        refused(rows.where("`column` != 'nothing'"), "it has rows of 4 of 5 columns");
        refused(rows.drop("state"), "The table has no column 'state'");
        refused(rows.where("false"), "The table of statistics has no rows");
        refused(rows.withColumn("state", functions.lit("{}")), "is none that toDataset writes");
        refused(rows.withColumn("state", functions.lit("[1")), "is none that toDataset writes");
        refused(
                rows.withColumn("exact", functions.expr("regexp_replace(exact, '^1 100 ', '1 99 ')")),
                "it was changed since it was made");
        refused(rows.withColumn("exact", functions.lit("1 2")), "are damaged");
    }

    @Test
    void states_that_do_not_merge_are_refused() {
        Dataset<Row> weighted = Scan.of(DATA, "id").weightCol("day").run().toDataset(SPARK);
        Dataset<Row> plain = Scan.of(DATA, "id").run().toDataset(SPARK);
        refused(weighted.union(plain), "weighted by 'day'");
        refused(
                plain.union(Scan.of(DATA.selectExpr("v AS id"), "id").run().toDataset(SPARK)),
                "cast it to one type and scan again");
        refused(plain.union(Scan.of(DATA, "day").run().toDataset(SPARK)), "is in one of the statistics only");
    }

    private static GroupedStatistics groups(Dataset<Row> data) {
        return Scan.of(data, "id", "näme, b", "pair", "v", "nothing")
                .with(new HistogramStatistic())
                .groupBy("group", "day")
                .run();
    }

    /** Groups of text with null, of which some have but null arrays. */
    private static final Dataset<Row> GROUPED = DATA.withColumn(
                    "group", functions.expr("IF(id % 5 = 0, NULL, 'g' || id % 5)"))
            .withColumn("pair", functions.expr("IF(id % 5 = 1, NULL, pair)"));

    private static void requireEqual(GroupedStatistics found, GroupedStatistics expected) {
        assertThat(found.all()).isEqualTo(expected.all());
        assertThat(found.groups()).isEqualTo(expected.groups());
        assertThat(found.keys()).isEqualTo(expected.keys());
        assertThat(comparable(found).exceptAll(comparable(expected)).count()).isZero();
    }

    /** Spark compares no maps. */
    private static Dataset<Row> comparable(GroupedStatistics statistics) {
        return statistics
                .toDataset()
                .withColumn("others", functions.array_sort(functions.map_entries(functions.col("others"))));
    }

    @Test
    void groups_come_back_from_a_table(@TempDir Path folder) {
        GroupedStatistics state = groups(GROUPED);
        String path = folder.resolve("groups").toString();
        state.toDataset().repartition(3).write().parquet(path);
        GroupedStatistics found = GroupedStatistics.of(SPARK.read().parquet(path), "group", "day");
        requireEqual(found, state);
        assertThat(found.group(null, 0L)).isEqualTo(state.group(null, 0L));
        requireEqual(GroupedStatistics.of(found.toDataset().orderBy(functions.rand(1)), "group", "day"), state);
    }

    @Test
    void the_states_of_a_group_merge_from_day_to_day() {
        Dataset<Row> parts = groups(GROUPED.where("id < 30"))
                .toDataset()
                .withColumn("part", functions.lit(0))
                .union(groups(GROUPED.where("id >= 30")).toDataset().withColumn("part", functions.lit(1)));
        requireEqual(GroupedStatistics.of(parts, "group", "day"), groups(GROUPED));
        // What is no group column is one more thing that tells states apart.
        assertThat(GroupedStatistics.of(parts, "day").group(2L)).isEqualTo(scan(GROUPED.where("day = 2")));
        assertThat(DatasetStatistics.of(parts)).isEqualTo(scan(GROUPED));
    }

    @Test
    void groups_that_are_not_whole_are_refused() {
        Dataset<Row> rows = groups(GROUPED).toDataset();
        refusedByGroup(rows.where("NOT (`column` = 'v' AND element = 1 AND day = 2)"), "are missing from its rows");
        refusedByGroup(rows.where("NOT (`column` = 'id' AND day = 2)"), "it has rows of 4 of 5 columns");
        refusedByGroup(rows.union(rows.where("day = 1")), "is there twice");
        refusedByGroup(rows.where("false"), "The table of statistics has no rows");
        refusedByGroup(rows.drop("exact"), "The table has no column 'exact'");
        refusedByGroup(rows.withColumn("state", functions.expr("IF(day = 1, NULL, state)")), "a row names no state");
        refusedByGroup(rows.withColumn("state", functions.lit("x")), "is none that toDataset writes");
        refusedByGroup(rows.withColumn("exact", functions.expr("IF(day = 3, '1 2', exact)")), "are damaged");
        Dataset<Row> weighted =
                Scan.of(GROUPED, "id").weightCol("day").groupBy("group").run().toDataset();
        Dataset<Row> plain = Scan.of(GROUPED, "id").groupBy("group").run().toDataset();
        assertThatThrownBy(() -> GroupedStatistics.of(weighted.union(plain), "group"))
                .hasMessageContaining("weighted by 'day'");
        assertThatThrownBy(() -> GroupedStatistics.of(plain, "grup")).hasMessageContaining("'group'");
        assertThatThrownBy(() -> GroupedStatistics.of(plain)).hasMessageContaining("No group columns are named");
    }

    private static void refusedByGroup(Dataset<Row> table, String why) {
        assertThatThrownBy(() -> GroupedStatistics.of(table, "group", "day"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private static void refused(Dataset<Row> table, String why) {
        assertThatThrownBy(() -> DatasetStatistics.of(table))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void kinds_that_one_state_lacks_are_left_out() {
        Dataset<Row> both = Scan.of(DATA, "id")
                .with(new HistogramStatistic())
                .run()
                .toDataset(SPARK)
                .union(Scan.of(DATA, "id").run().toDataset(SPARK));
        assertThat(DatasetStatistics.of(both).column("id").feature().kinds()).isEmpty();
    }
}
