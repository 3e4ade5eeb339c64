package org.tare.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;
import org.tare.spark.parquet.PageOrder;
import org.tare.spark.plan.Plans;
import org.tare.stat.HistogramStatistic;
import org.tare.stat.MissingStatistic;

/** Groups whose rows are read page by page are those of the same rows read by Spark. */
class GroupPagesTest {
    private static final SparkSession SPARK = TestSpark.session();

    private static final Dataset<Row> ROWS = SPARK.range(0, 5_000, 1, 2)
            .selectExpr(
                    "int(id % 7 - 3) AS i",
                    "id % 5 * 10000000000 AS l",
                    "smallint(id % 3) AS s",
                    "tinyint(id % 4) AS b",
                    "concat('g', id % 13) AS text",
                    "IF(id % 17 = 3, NULL, concat('é', pmod(hash(id), 3))) AS some",
                    "date_add(DATE'1999-12-30', int(id % 9)) AS day",
                    "date_add(DATE'1500-02-27', int(id % 9)) AS old",
                    "CAST(NULL AS int) AS nothing",
                    "IF(id < 2500, NULL, int(id % 3)) AS half",
                    "CAST(id % 4 AS decimal(10, 1)) AS price",
                    "id % 3 / 2D AS fraction",
                    "id % 2 = 0 AS flag",
                    "id AS each",
                    "IF(id % 7 = 0, NULL, (hash(id) * 1D) / 3) AS d",
                    "IF(id % 500 = 3, double('NaN'), IF(id % 700 = 5, double('-Infinity'), id % 9 - 4.5D)) AS few",
                    "float(sin(id)) AS f",
                    "xxhash64(id) >> (id % 12) AS long",
                    "IF(id % 3 = 0, NULL, xxhash64(id) >> (id % 12)) AS someLongs",
                    "IF(id BETWEEN 1000 AND 3000, NULL, hash(id)) AS whole");

    private static final String[] FEATURES = {"d", "few", "f", "whole", "long", "someLongs"};

    @TempDir
    private Path folder;

    private String path() {
        return folder.resolve("rows").toString();
    }

    private Dataset<Row> written(Dataset<Row> rows, Map<String, String> options) {
        rows.write().options(options).mode("append").parquet(path());
        return SPARK.read().parquet(path());
    }

    private static Map<String, String> smallPages(String codec) {
        return Map.of("compression", codec, "parquet.page.size", "2000", "parquet.block.size", "60000");
    }

    private static GroupedStatistics scan(Dataset<Row> data, String key) {
        return Scan.of(data, FEATURES)
                .with(new HistogramStatistic(64), new MissingStatistic())
                .groupBy(key)
                .run();
    }

    private static boolean havePages(Dataset<Row> data, String key) {
        String[] read = Stream.concat(Stream.of(key), Stream.of(FEATURES)).toArray(String[]::new);
        return Plans.files(data.select(read[0], FEATURES), PageOrder.ofKeys(0)).isPresent();
    }

    /** The statistics of each group by its key. */
    private static Map<Object, DatasetStatistics> byKey(GroupedStatistics groups, Dataset<Row> rows, String key) {
        Map<Object, DatasetStatistics> all = new HashMap<>();
        for (Row row : rows.select(key).distinct().collectAsList()) {
            all.put(row.get(0), groups.group(row.get(0)));
        }
        assertThat(groups.groups()).isEqualTo(all.size());
        return all;
    }

    private static void requireAsRows(Dataset<Row> read, String key) {
        Dataset<Row> rows = read.repartition(3);
        GroupedStatistics byPages = scan(read, key);
        GroupedStatistics byRows = scan(rows, key);
        assertThat(byPages.all()).isEqualTo(byRows.all());
        assertThat(byKey(byPages, rows, key)).isEqualTo(byKey(byRows, rows, key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"i", "l", "s", "b", "text", "some", "day", "old", "nothing", "half", "price", "fraction", "flag"
            })
    void keys_of_any_type_have_the_same_groups(String key) {
        Dataset<Row> read = written(ROWS, smallPages("snappy"));
        requireAsRows(read, key);
    }

    @ParameterizedTest
    @CsvSource({"none, v1", "zstd, v1", "gzip, v1", "snappy, v2", "none, v2"})
    void files_of_any_codec_and_version_have_the_same_groups(String codec, String version) {
        Map<String, String> options = new HashMap<>(smallPages(codec));
        options.put("parquet.writer.version", version);
        Dataset<Row> read = written(ROWS, options);
        assertThat(havePages(read, "some")).isTrue();
        requireAsRows(read, "some");
    }

    /** Days before 1582-10-15 are written as those of the Julian calendar if the session says so, and read as Spark's. */
    @Test
    void days_of_another_calendar_are_those_that_Spark_reads() {
        SparkSession legacy = SPARK.newSession();
        legacy.conf().set("spark.sql.parquet.datetimeRebaseModeInWrite", "LEGACY");
        legacy.range(100)
                .selectExpr(
                        "date_add(DATE'1500-02-27', int(id % 9)) AS old",
                        "sin(id) AS d",
                        "cos(id) AS few",
                        "float(id) AS f",
                        "int(id) AS whole",
                        "id AS long",
                        "id AS someLongs")
                .write()
                .parquet(path());
        requireAsRows(SPARK.read().parquet(path()), "old");
    }

    @Test
    void files_without_dictionaries_stand_beside_others() {
        Map<String, String> options = new HashMap<>(smallPages("snappy"));
        written(ROWS, options);
        options.put("parquet.enable.dictionary", "false");
        requireAsRows(written(ROWS, options), "text");
    }

    @Test
    void more_groups_than_a_task_accumulates_have_the_same_statistics() {
        Dataset<Row> read = written(
                SPARK.range(0, 60_000, 1, 1)
                        .selectExpr(
                                "id % 20000 AS many",
                                "sin(id) AS d",
                                "cos(id) AS few",
                                "float(id) AS f",
                                "int(id) AS whole",
                                "xxhash64(id) AS long",
                                "id AS someLongs"),
                Map.of());
        Dataset<Row> some = read.where("many % 1000 = 7");
        GroupedStatistics groups = scan(read, "many");
        assertThat(groups.groups()).isEqualTo(20_000);
        GroupedStatistics ofSome = scan(some.repartition(2), "many");
        for (long key = 7; key < 20_000; key += 1000) {
            assertThat(groups.group(key)).isEqualTo(ofSome.group(key));
        }
    }

    @Test
    void row_groups_of_several_parts_have_the_same_groups() {
        long rows = 2 * SortedRows.MOST + 1000L;
        Dataset<Row> read = written(
                SPARK.range(0, rows, 1, 1)
                        .selectExpr(
                                "pmod(hash(id), 3) AS key",
                                "sin(id) AS d",
                                "IF(id % 3 = 0, NULL, cos(id)) AS few",
                                "float(id) AS f",
                                "int(id) AS whole",
                                "xxhash64(id) >> 9 AS long",
                                "IF(id % 5 = 0, NULL, xxhash64(id)) AS someLongs"),
                Map.of("parquet.page.size", "100000", "parquet.page.row.count.limit", "1000000"));
        requireAsRows(read, "key");
    }

    /** Without other kinds of statistics, rows are not sorted by their groups. */
    private static void requireMomentsOfEach(Dataset<Row> read, String key, String... features) {
        Scan scan = Scan.of(read, features);
        GroupedStatistics byPages = scan.groupBy(key).run();
        GroupedStatistics byRows =
                Scan.of(read.repartition(3), features).groupBy(key).run();
        GroupedStatistics byBatches = Scan.of(read.withColumn("one", functions.lit(1)), features)
                .groupBy(key, "one")
                .run();
        assertThat(byPages.all()).isEqualTo(scan.run()).isEqualTo(byRows.all()).isEqualTo(byBatches.all());
        for (Row row : read.select(key).distinct().collectAsList()) {
            DatasetStatistics alone = Scan.of(read.where(read.col(key).eqNullSafe(row.get(0))), features)
                    .run();
            assertThat(byPages.group(row.get(0)))
                    .isEqualTo(alone)
                    .isEqualTo(byRows.group(row.get(0)))
                    .isEqualTo(byBatches.group(row.get(0), 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"i", "some", "half", "day"})
    void moments_alone_are_those_of_the_rows_of_each_group(String key) {
        Dataset<Row> read = written(ROWS, smallPages("snappy"));
        assertThat(havePages(read, key)).isTrue();
        requireMomentsOfEach(read, key, FEATURES);
    }

    /** No window is for the values of all groups, or of all rows. */
    @Test
    void groups_of_other_scales_have_the_moments_of_their_rows() {
        long rows = 2 * SortedRows.MOST + 1000L;
        Dataset<Row> read = written(
                SPARK.range(0, rows, 1, 1)
                        .selectExpr(
                                "int(id % 3) AS key",
                                "sin(id) * pow(2D, id % 3 * 70) AS d",
                                "IF(id < 300000, 0D, cos(id)) AS few",
                                "float(IF(id % 6 = 0, NULL, IF(id < 1000, 'NaN', pow(10D, 30 * sin(id))))) AS f",
                                "sin(id) * pow(2D, int(id / 5000)) AS d5"),
                Map.of("parquet.page.size", "100000", "parquet.page.row.count.limit", "1000000"));
        requireMomentsOfEach(read, "key", "d", "few", "f", "d5");
    }

    /** Partitions have more groups than go from each to the driver. */
    @Test
    void groups_beyond_the_memory_of_the_driver_have_the_moments_of_their_rows() {
        Dataset<Row> rows = SPARK.range(0, 330_000, 1, 9).selectExpr("id DIV 3 AS key", "sin(id) AS x", "id AS y");
        GroupedStatistics groups = Scan.of(rows, "x", "y").groupBy("key").run();
        assertThat(groups.groups()).isEqualTo(110_000);
        assertThat(groups.all()).isEqualTo(Scan.of(rows, "x", "y").run());
        for (long key = 0; key < 110_000; key += 27_000) {
            assertThat(groups.group(key))
                    .isEqualTo(Scan.of(rows.where(rows.col("key").equalTo(key)), "x", "y")
                            .run());
        }
    }

    @Test
    void decimals_and_several_keys_are_read_in_batches() {
        Dataset<Row> read = written(ROWS, smallPages("snappy"));
        assertThat(Scan.of(read, "price", "d").groupBy("i").run().group(-3))
                .isEqualTo(Scan.of(ROWS.where("i = -3"), "price", "d").run());
        assertThat(Scan.of(read, "d").groupBy("i", "s").run().group(-3, (short) 0))
                .isEqualTo(Scan.of(ROWS.where("i = -3 AND s = 0"), "d").run());
    }

    /** Where Spark fails there is no answer, and where it answers there is no other one. */
    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"text", "i"})
    void damaged_files_have_the_groups_that_Spark_finds(String key) throws IOException {
        written(ROWS.select(key, FEATURES).limit(300).coalesce(1), Map.of("compression", "none"));
        Path file = file(".parquet");
        Files.delete(file(".crc"));
        byte[] whole = Files.readAllBytes(file);
        StructType schema = SPARK.read().parquet(path()).schema();
        SparkSession plain = SPARK.newSession();
        plain.conf().set("spark.tare.pages", "false");
        Optional<Map<Object, DatasetStatistics>> undamaged = outcome(plain, schema, key);
        Random random = new Random(key.hashCode());
        for (int flip = 0; flip < 40; flip++) {
            byte[] bytes = whole.clone();
            int at = random.nextInt(bytes.length);
            int bit = random.nextInt(Byte.SIZE);
            bytes[at] ^= (byte) (1 << bit);
            Files.write(file, bytes);
            Optional<Map<Object, DatasetStatistics>> ofSpark = outcome(plain, schema, key);
            assertThat(outcome(SPARK, schema, key))
                    .as("bit %s of byte %s", bit, at)
                    .satisfiesAnyOf(
                            found -> assertThat(found).isEqualTo(ofSpark),
                            found -> assertThat(ofSpark.or(() -> undamaged)).isEqualTo(found));
        }
    }

    private Path file(String end) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(end)
                            && file.getFileName().toString().contains("part-"))
                    .toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }

    private Optional<Map<Object, DatasetStatistics>> outcome(SparkSession session, StructType schema, String key) {
        try {
            Dataset<Row> read = session.read().schema(schema).parquet(path());
            return Optional.of(byKey(scan(read, key), read, key));
        } catch (Exception e) {
            return Optional.empty();
        }
    }
}
