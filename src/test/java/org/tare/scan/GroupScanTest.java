package org.tare.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;
import org.tare.stat.HistogramStatistic;

/** The statistics of a group are those of a scan of its rows alone. */
class GroupScanTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final HistogramStatistic HISTOGRAM = new HistogramStatistic();
    private static final Dataset<Row> DATA = SPARK.range(0, 3000, 1, 5)
            .selectExpr(
                    "id",
                    "IF(id % 7 = 3, NULL, concat('g', id % 7)) AS text",
                    "CASE id % 5 WHEN 0 THEN -0D WHEN 1 THEN 0D WHEN 2 THEN double('NaN') WHEN 3 THEN NULL ELSE 1D END AS d",
                    "int(id % 3) AS i",
                    "CAST(id % 4 AS decimal(25, 1)) AS big",
                    "IF(id % 11 = 0, NULL, sin(id) * 100) AS x",
                    "array(CAST(cos(id) AS float), 1F) AS a",
                    "double(id % 3) AS w");

    @TempDir
    Path folder;

    private static Scan scan(Dataset<Row> data) {
        return Scan.of(data, "x", "a");
    }

    private static void requireLikeALoop(Scan scan, String... keys) {
        GroupedStatistics groups = scan.groupBy(keys).run();
        List<Row> found = DATA.selectExpr(keys).distinct().collectAsList();
        assertThat(groups.groups()).isEqualTo(found.size());
        assertThat(groups.all()).isEqualTo(scan.run());
        for (Row key : found) {
            Object[] values = new Object[keys.length];
            Dataset<Row> rows = DATA;
            for (int k = 0; k < keys.length; k++) {
                values[k] = key.get(k);
                rows = rows.where(rows.col(keys[k]).eqNullSafe(values[k]));
            }
            assertThat(groups.group(values)).isEqualTo(scan(rows).run());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "d", "i", "big", "i,text", "id"})
    void a_group_has_the_bits_of_a_scan_of_its_rows(String keys) {
        String[] names = keys.split(",", -1);
        if (names[0].equals("id")) {
            GroupedStatistics groups = scan(DATA).groupBy(names).run();
            assertThat(groups.groups()).isEqualTo(3000);
            assertThat(groups.group(17L)).isEqualTo(scan(DATA.where("id = 17")).run());
        } else {
            requireLikeALoop(scan(DATA), names);
        }
    }

    @Test
    void histograms_and_weights_go_by_group_too() {
        GroupedStatistics groups =
                scan(DATA).with(HISTOGRAM).weightCol("w").groupBy("text").run();
        assertThat(groups.group("g1"))
                .isEqualTo(scan(DATA.where("text = 'g1'"))
                        .with(HISTOGRAM)
                        .weightCol("w")
                        .run());
        assertThat(groups.all())
                .isEqualTo(scan(DATA).with(HISTOGRAM).weightCol("w").run());
    }

    @Test
    void groups_beyond_what_a_task_accumulates_have_the_same_bits() {
        Dataset<Row> many = SPARK.range(0, 60_000, 1, 2).selectExpr("id % 25000 AS g", "sin(id) AS x", "id % 3 AS y");
        Scan scan = Scan.of(many, "x", "y", "y");
        GroupedStatistics groups = scan.groupBy("g").run();
        assertThat(groups.groups()).isEqualTo(25_000);
        assertThat(groups.all()).isEqualTo(scan.run());
        for (long g : new long[] {0, 12_345, 24_999}) {
            assertThat(groups.group(g))
                    .isEqualTo(Scan.of(many.where("g = " + g), "x", "y").run());
        }
    }

    @Test
    void many_groups_have_histograms_weights_and_vectors() {
        Dataset<Row> many = DATA.selectExpr("*", "id % 1000 AS g");
        GroupedStatistics groups =
                scan(many).with(HISTOGRAM).weightCol("w").groupBy("g").run();
        assertThat(groups.groups())
                .isEqualTo(many.where("w > 0").select("g").distinct().count());
        assertThat(groups.all())
                .isEqualTo(scan(many).with(HISTOGRAM).weightCol("w").run());
        for (long g : new long[] {1, 499, 998}) {
            assertThat(groups.group(g))
                    .isEqualTo(scan(many.where("g = " + g))
                            .with(HISTOGRAM)
                            .weightCol("w")
                            .run());
        }
    }

    @Test
    void days_of_many_groups_merge() {
        Dataset<Row> first = SPARK.range(130_000).selectExpr("id AS g", "sin(id) AS x");
        Dataset<Row> second = SPARK.range(10_000, 140_000).selectExpr("id AS g", "cos(id) AS x");
        GroupedStatistics merged = Scan.of(first, "x")
                .groupBy("g")
                .run()
                .merge(Scan.of(second, "x").groupBy("g").run());
        Dataset<Row> both = first.union(second);
        assertThat(merged.groups()).isEqualTo(140_000);
        assertThat(merged.all()).isEqualTo(Scan.of(both, "x").run());
        for (long g : new long[] {0, 9_999, 10_000, 129_999, 130_000, 139_999}) {
            assertThat(merged.group(g))
                    .isEqualTo(Scan.of(both.where("g = " + g), "x").run());
        }
    }

    /** Such a row is in no group, and was seen. */
    @Test
    void rows_of_weight_0_are_counted_in_merges_too() {
        Dataset<Row> rows =
                SPARK.range(100).selectExpr("id DIV 2 AS g", "id % 2 AS day", "sqrt(id) AS x", "id DIV 2 % 3 AS w");
        GroupedStatistics[] days = new GroupedStatistics[2];
        for (int day = 0; day < days.length; day++) {
            days[day] = Scan.of(rows.where("day = " + day), "x")
                    .weightCol("w")
                    .groupBy("g")
                    .run();
        }
        GroupedStatistics merged = days[0].merge(days[1]);
        assertThat(merged.all()).isEqualTo(Scan.of(rows, "x").weightCol("w").run());
        assertThat(merged.all().rows()).isEqualTo(100);
        assertThat(merged.groups())
                .isEqualTo(rows.where("w > 0").select("g").distinct().count());
    }

    @Test
    void days_merge_are_selected_saved_and_loaded() {
        GroupedStatistics whole =
                scan(DATA).with(HISTOGRAM).groupBy("text", "d").run();
        GroupedStatistics first = scan(DATA.where("id < 1000"))
                .with(HISTOGRAM)
                .groupBy("text", "d")
                .run();
        GroupedStatistics rest =
                scan(DATA.where("id >= 1000")).groupBy("text", "d").run();
        GroupedStatistics merged = rest.merge(first);
        assertThat(merged.groups()).isEqualTo(whole.groups());
        merged.select("a").save(SPARK, folder.resolve("s").toString());
        GroupedStatistics loaded =
                GroupedStatistics.load(SPARK, folder.resolve("s").toString());
        assertThat(loaded.groups()).isEqualTo(whole.groups());
        assertThat(loaded.all()).isEqualTo(scan(DATA).run().select("a"));
        Object[] key = {null, Double.NaN};
        assertThat(loaded.group(key)).isEqualTo(merged.group(key).select("a"));
        assertThat(merged.group(key))
                .isEqualTo(scan(DATA.where("text IS NULL AND isnan(d)")).run());
        assertThat(whole.toDataset().count()).isEqualTo(3 * whole.groups());
        assertThat(whole.toDataset().columns()).startsWith("text", "d", "feature");
    }

    @Test
    void keys_of_a_class_that_the_file_names_are_refused() throws IOException {
        Path saved = folder.resolve("s");
        scan(DATA).groupBy("text").run().save(SPARK, saved.toString());
        Path manifest = saved.resolve("_tare_groups.json");
        Files.delete(saved.resolve("._tare_groups.json.crc"));
        String udt = "{\\\"type\\\":\\\"udt\\\",\\\"class\\\":\\\"java.lang.Object\\\"}";
        String changed = Files.readString(manifest).replace("\\\"string\\\"", udt);
        assertThat(changed).contains(udt);
        Files.writeString(manifest, changed);
        try (Stream<Path> sums = Files.walk(saved)) {
            for (Path sum : sums.filter(file -> file.getFileName().toString().contains("_sha256sums"))
                    .toList()) {
                Files.delete(sum);
            }
        }
        assertThatThrownBy(() -> GroupedStatistics.load(SPARK, saved.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a column is of class 'java.lang.Object', which is never saved");
    }

    @Test
    void what_cannot_be_grouped_by_is_refused() {
        Dataset<Row> data = DATA.selectExpr("*", "map(1, 2) AS m", "CAST(text AS STRING COLLATE UTF8_LCASE) AS lower");
        assertThatThrownBy(() -> scan(data).groupBy("m"))
                .hasMessage("Column 'm' is of type map<int,int>, by which rows cannot be grouped;"
                        + " group by numbers, texts, dates or the like.");
        assertThatThrownBy(() -> scan(data).groupBy("lower"))
                .hasMessageContaining("of which different texts are equal");
        assertThatThrownBy(() -> scan(data).groupBy("x"))
                .hasMessage("Column 'x' is among groupCols and is scaled itself; take it out of one of both.");
        assertThatThrownBy(() -> scan(data).groupBy("i", "I"))
                .hasMessage("groupCols has 'i' twice; name each column once.");
        assertThatThrownBy(() -> scan(data).groupBy("txt")).hasMessageStartingWith("There is no column 'txt'");
        assertThatThrownBy(() -> scan(data).groupBy()).hasMessageStartingWith("No columns were named to group by");
        Dataset<Row> ragged = SPARK.range(9).selectExpr("id % 2 AS g", "IF(id = 8, array(1D), array(1D, 2D)) AS a");
        assertThatThrownBy(() -> Scan.of(ragged, "a").groupBy("g").run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Column 'a' has 1 elements in one row and 2 in another");
        GroupedStatistics groups = scan(DATA).groupBy("i").run();
        assertThatThrownBy(() -> groups.group(7))
                .hasMessage("There is no group [7] of [i]; name one of the 3 that were seen.");
        assertThatThrownBy(() -> groups.group(1, 2))
                .hasMessageStartingWith("There are 2 values for the group columns [i]");
        assertThatThrownBy(() -> groups.merge(scan(DATA).groupBy("text").run()))
                .hasMessageContaining("scan again by the same");
    }

    @Test
    void no_rows_have_no_groups() {
        GroupedStatistics none = scan(DATA.limit(0)).groupBy("text").run();
        GroupedStatistics some = scan(DATA).groupBy("text").run();
        assertThat(none.groups()).isZero();
        assertThat(none.merge(some).groups()).isEqualTo(7);
        assertThat(none.merge(some).group("g2")).isEqualTo(some.group("g2"));
        assertThat(Arrays.asList(none.all().rows(), none.toDataset().count())).containsExactly(0L, 0L);
    }

    /** The attempt to do without a shuffle of rows ends after as many partitions as run at once. */
    @Test
    void many_groups_are_hardly_read_twice() {
        long rows = 400_000;
        LongAccumulator read = SPARK.sparkContext().longAccumulator();
        Dataset<Row> data = SPARK.createDataFrame(
                SPARK.range(0, rows, 1, 40).javaRDD().map(id -> {
                    read.add(1);
                    return RowFactory.create(id, (double) id);
                }),
                new StructType().add("g", DataTypes.LongType).add("x", DataTypes.DoubleType));
        assertThat(Scan.of(data, "x").groupBy("g").run().groups()).isEqualTo(rows);
        assertThat(read.value()).isBetween(rows, rows + rows / 10);
    }

    @Test
    void decimal_keys_that_are_one_double_are_groups_of_their_own() {
        Dataset<Row> data = SPARK.sql("SELECT CAST(k AS decimal(38, 18)) AS k, x FROM VALUES"
                + " ('0.123456789012345678', 1D), ('0.123456789012345679', 2D) AS t(k, x)");
        GroupedStatistics groups = Scan.of(data, "x").groupBy("k").run();
        for (Row row : data.collectAsList()) {
            assertThat(groups.group(row.getDecimal(0))
                            .column("x")
                            .feature()
                            .moments()
                            .mean())
                    .isEqualTo(row.getDouble(1));
        }
    }
}
