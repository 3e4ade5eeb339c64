package org.tare.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Statistics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.LogLines;
import org.tare.TestSpark;
import org.tare.stat.HistogramStatistic;

/** A scan without sums gives what a scan gives but for its sums, and reads footers alone where these tell that. */
class FootersTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final int ROWS = 5_000;

    /** Whole numbers, decimals and booleans of each type, with nulls seldom, often, always and never, and the ends of types. */
    private static final Dataset<Row> EXACT = SPARK.range(0, ROWS, 1, 2)
            .selectExpr(
                    "IF(id % 5 = 0, NULL, CAST(id % 256 - 128 AS tinyint)) AS b",
                    "CAST(hash(id) % 30000 AS smallint) AS s",
                    "IF(id = 17, -2147483648, IF(id % 3 = 0, NULL, hash(id))) AS i",
                    "IF(id % 2 = 0, NULL, xxhash64(id) DIV 4096) AS l",
                    "IF(id BETWEEN 1000 AND 3000, NULL, CAST(hash(id) % 10000000 * 0.01 AS decimal(9, 2))) AS small",
                    "CAST(xxhash64(id) DIV 4096 AS decimal(18, 0)) AS middle",
                    "CAST(xxhash64(id) * 1234567.0123456789 AS decimal(38, 10)) AS large",
                    "IF(id % 6 = 0, NULL, id BETWEEN 1000 AND 3000) AS flag",
                    "CAST(NULL AS int) AS nothing",
                    "CAST(NULL AS decimal(30, 3)) AS none");

    /** What footers do not tell, or not for sure. */
    private static final Dataset<Row> OTHERS = SPARK.range(0, ROWS, 1, 2)
            .selectExpr(
                    "IF(id % 500 = 3, double('NaN'), IF(id % 700 = 5, double('-Infinity'), id % 9 - 4.5D)) AS d",
                    "IF(id % 7 = 0, NULL, float(hash(id))) AS f",
                    "id + 9007199254740990 AS beyond",
                    "CAST(id + 9007199254740990 AS decimal(20, 0)) AS decimals");

    @TempDir
    private Path folder;

    private String path() {
        return folder.resolve("numbers").toString();
    }

    private void write(Dataset<Row> rows, Map<String, String> options) {
        rows.write().mode("append").options(options).parquet(path());
    }

    private Dataset<Row> read() {
        return SPARK.read().parquet(path());
    }

    private List<Path> files() throws IOException {
        return Footer.files(folder);
    }

    /** For each column, how many values were rounded, and its moments. */
    private static Map<String, List<Object>> ranges(DatasetStatistics found) {
        Map<String, List<Object>> ranges = new LinkedHashMap<>();
        found.columns()
                .forEach(column -> ranges.put(
                        column.name(),
                        List.of(
                                found.rows(),
                                column.rounded(),
                                column.feature().moments().withoutSums())));
        return ranges;
    }

    private static DatasetStatistics scan(Dataset<Row> data, String... columns) {
        return Scan.of(data, columns).withoutSums().run();
    }

    private static Map<String, List<Object>> expected(Dataset<Row> data, String... columns) {
        return ranges(Scan.of(data, columns).run());
    }

    private static void requireSame(Dataset<Row> data, String... columns) {
        DatasetStatistics found = scan(data, columns);
        assertThat(ranges(found)).isEqualTo(expected(data, columns));
        assertThat(found.columns())
                .allMatch(column -> column.feature().moments().hasSums()
                        == (column.feature().moments().count() == 0));
    }

    @ParameterizedTest
    @CsvSource({"snappy, true, v1, false", "none, false, v1, true", "gzip, false, v2, false"})
    void of_whole_numbers_decimals_and_booleans(String codec, String dictionary, String version, String legacy)
            throws IOException {
        SPARK.conf().set("spark.sql.parquet.writeLegacyFormat", legacy);
        try {
            write(
                    EXACT,
                    Map.of(
                            "compression", codec,
                            "parquet.enable.dictionary", dictionary,
                            "parquet.writer.version", version,
                            "parquet.page.size", "2000",
                            "parquet.block.size", "60000"));
        } finally {
            SPARK.conf().unset("spark.sql.parquet.writeLegacyFormat");
        }
        write(EXACT.limit(0), Map.of());
        write(EXACT.limit(1), Map.of());
        Map<String, List<Object>> all = expected(read(), EXACT.columns());
        requireSame(read(), EXACT.columns());
        for (Path file : files()) {
            Footer.damagePages(file);
        }
        assertThat(ranges(scan(read(), EXACT.columns()))).isEqualTo(all);
        assertThatThrownBy(() -> Scan.of(read(), "i").run()).isInstanceOf(Exception.class);
    }

    @Test
    void of_parts_of_files_each_row_group_once() throws IOException {
        write(EXACT.coalesce(1), Map.of("parquet.block.size", "20000", "parquet.page.size", "1000"));
        Map<String, List<Object>> all = expected(read(), EXACT.columns());
        Footer.damagePages(files().get(0));
        SparkSession session = SPARK.newSession();
        session.conf().set("spark.sql.files.maxPartitionBytes", "20000");
        session.conf().set("spark.sql.files.openCostInBytes", "0");
        Dataset<Row> parts = session.read().parquet(path());
        assertThat(parts.rdd().getNumPartitions()).isGreaterThan(4);
        assertThat(ranges(scan(parts, EXACT.columns()))).isEqualTo(all);
    }

    @Test
    void of_files_in_folders_of_partitions() throws IOException {
        EXACT.withColumn("part", functions.expr("s % 3"))
                .write()
                .partitionBy("part")
                .parquet(path());
        Dataset<Row> picked = read().where("part = 1").select("i", "small", "b");
        Map<String, List<Object>> all = expected(picked, "b", "i", "small");
        requireSame(read(), "i", "part");
        for (Path file : files()) {
            Footer.damagePages(file);
        }
        assertThat(ranges(scan(picked, "b", "i", "small"))).isEqualTo(all);
    }

    /** A column that is read stands beside one that is not. */
    @Test
    void of_one_column_beside_pages_of_another() throws IOException {
        write(EXACT.select("i", "s"), Map.of());
        Map<String, List<Object>> all = expected(read(), "i", "s");
        for (Path file : files()) {
            Footer.damagePages(file, "i");
        }
        DatasetStatistics found = Scan.of(read(), "i", "s").withoutSums("i").run();
        assertThat(ranges(found)).isEqualTo(all);
        assertThat(found.column("s").feature().moments().hasSums()).isTrue();
    }

    /** Of others that nobody but Spark reads or makes, which would have it read all. */
    @ParameterizedTest
    @CsvSource({
        "small, other",
        "flag, other",
        "'array(double(s), double(i))', other",
        "s, CAST(other AS bigint)",
        "s, other + 1"
    })
    void of_columns_beside_one_that_Spark_reads(String stored, String asked) throws IOException {
        write(EXACT.selectExpr("i", stored + " AS other", "large"), Map.of());
        Dataset<Row> rows = read().selectExpr("i", asked + " AS other", "large");
        DatasetStatistics all = Scan.of(rows, "i", "other", "large").run();
        for (Path file : files()) {
            Footer.damagePages(file, "i");
            Footer.damagePages(file, "large");
        }
        DatasetStatistics found =
                Scan.of(rows, "i", "other", "large").withoutSums("i", "large").run();
        assertThat(found.columns()).extracting(ColumnStatistics::name).containsExactly("i", "other", "large");
        assertThat(found.column("other")).isEqualTo(all.column("other"));
        assertThat(ranges(found.select("i", "large"))).isEqualTo(ranges(all.select("i", "large")));
    }

    @Test
    void the_log_tells_what_footers_told() {
        write(EXACT.select("i", "s", "small"), Map.of());
        try (LogLines log = new LogLines(ScanRun.class, Level.INFO)) {
            Scan.of(read(), "i", "s", "small").withoutSums("i", "small").run();
            Scan.of(read().where("i > 0 OR i <= 0 OR i IS NULL"), "i", "s")
                    .withoutSums()
                    .run();
            Scan.of(read(), "s").run();
            Scan.of(read(), "i")
                    .withoutSums()
                    .further(Map.of("i", List.of(List.of(new HistogramStatistic()))))
                    .run();
            Scan.of(read().selectExpr("i", "array(s, 1D) AS a"), "i", "a")
                    .withoutSums()
                    .run();
            assertThat(log.lines())
                    .containsExactly(
                            "Footers told 10000 of 10000 values of columns without sums; the others were read.",
                            "Footers told 0 of 10000 values of columns without sums; the others were read.",
                            "Footers told 5000 of 15000 values of columns without sums; the others were read.");
        }
    }

    @Test
    void of_what_footers_do_not_tell() {
        write(OTHERS, Map.of());
        requireSame(read(), OTHERS.columns());
        assertThat(scan(read(), "beyond").column("beyond").rounded()).isPositive();
        assertThat(scan(read(), "decimals").column("decimals").rounded()).isPositive();
    }

    /** Spark takes the last bytes of a whole number that is longer than the type it is read as, or no digits at all. */
    @Test
    void of_files_whose_types_differ_from_those_that_are_read() {
        write(
                SPARK.range(0, 999).selectExpr("int(id * 77) AS s", "int(id) AS b", "CAST(id AS decimal(9, 2)) AS d"),
                Map.of());
        requireSame(
                SPARK.read().schema("s SMALLINT, b TINYINT, d DECIMAL(12, 3)").parquet(path()), "s", "b", "d");
        requireSame(SPARK.read().schema("s BIGINT, b INT, more INT").parquet(path()), "s", "b", "more");
    }

    @Test
    void of_what_is_more_than_files() {
        write(EXACT, Map.of());
        requireSame(read().where("i > 0"), "i", "l", "small");
        requireSame(read().selectExpr("i + 1 AS i"), "i");
        requireSame(read().join(read().selectExpr("s", "i AS other").limit(50), "s"), "i", "other", "large");
        requireSame(read().repartition(3), EXACT.columns());
        requireSame(read().limit(7), "i", "b");
        EXACT.select("i", "l").write().option("header", true).csv(path() + "csv");
        requireSame(
                SPARK.read().schema("i INT, l BIGINT").option("header", true).csv(path() + "csv"), "i", "l");
        SparkSession careful = SPARK.newSession();
        careful.conf().set("spark.tare.pages", "false");
        requireSame(careful.read().parquet(path()), EXACT.columns());
    }

    @Test
    void of_elements_weights_and_groups_without_sums() {
        Dataset<Row> rows = EXACT.selectExpr("s", "i", "abs(s) % 4 AS w", "array(double(s), double(i)) AS a", "b");
        DatasetStatistics weighted =
                Scan.of(rows, "s", "a").weightCol("w").withoutSums("s", "a").run();
        DatasetStatistics ofAll = Scan.of(rows, "s", "a").weightCol("w").run();
        for (int e = 0; e < 2; e++) {
            assertThat(weighted.column("a").feature(e).moments())
                    .isEqualTo(ofAll.column("a").feature(e).moments().withoutSums());
        }
        assertThat(weighted.column("s").feature().moments())
                .isEqualTo(ofAll.column("s").feature().moments().withoutSums());
        write(EXACT.selectExpr("s", "i", "abs(s) % 3 AS k"), Map.of());
        GroupedStatistics groups =
                Scan.of(read(), "s", "i").withoutSums("s").groupBy("k").run();
        for (int k = 0; k < 3; k++) {
            Dataset<Row> group = read().where("k = " + k);
            DatasetStatistics found = groups.group(k);
            assertThat(ranges(found)).isEqualTo(expected(group, "s", "i"));
            assertThat(found.column("s").feature().moments().hasSums()).isFalse();
            assertThat(found.column("i")).isEqualTo(Scan.of(group, "i").run().column("i"));
        }
    }

    @Test
    void with_further_statistics_values_are_read() {
        write(EXACT.select("i"), Map.of());
        HistogramStatistic histogram = new HistogramStatistic();
        FeatureStatistics found = Scan.of(read(), "i")
                .withoutSums("i")
                .with(histogram)
                .run()
                .column("i")
                .feature();
        FeatureStatistics ofAll =
                Scan.of(read(), "i").with(histogram).run().column("i").feature();
        assertThat(found.get(histogram)).isEqualTo(ofAll.get(histogram));
        assertThat(found.moments()).isEqualTo(ofAll.moments().withoutSums());
    }

    private static byte[] bytes(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    /** A lie of which nobody can see anything is told on, which shows that others would be too. */
    @Test
    void a_minimum_that_may_be_right_is_taken() throws IOException {
        write(EXACT.select("s").coalesce(1), Map.of());
        Footer.change(
                files().get(0), footer -> statistics(footer, "s").forEach(told -> told.setMin_value(bytes(-31_000))));
        assertThat(scan(read(), "s").column("s").feature().moments().min()).isEqualTo(-31_000);
    }

    private static Stream<Statistics> statistics(FileMetaData footer, String column) {
        return Footer.chunks(footer, column).stream().map(ColumnMetaData::getStatistics);
    }

    private record Lie(String name, String column, Consumer<FileMetaData> change) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Lie lie(String name, String column, Consumer<Statistics> change) {
        return new Lie(name, column, footer -> statistics(footer, column).forEach(change));
    }

    static Stream<Lie> lies() {
        return Stream.of(
                lie("the minimum is above the maximum", "s", told -> told.setMin_value(bytes(31_000))),
                lie("minimum and maximum of a short that is none", "s", told -> told.setMax_value(bytes(40_000))),
                lie("more nulls than rows", "i", told -> told.setNull_count(ROWS + 1)),
                lie("fewer nulls than none", "i", told -> told.setNull_count(-1)),
                lie("all are nulls, of which there is a minimum", "i", told -> told.setNull_count(ROWS)),
                lie("none are nulls, of which there is no minimum", "nothing", told -> told.setNull_count(0)),
                lie("no count of nulls", "i", Statistics::unsetNull_count),
                lie("no minimum", "i", Statistics::unsetMin_value),
                lie("no statistics", "i", Statistics::clear),
                lie("bytes cut short", "large", FootersTest::cutShort),
                lie("more digits than the type has", "large", told -> {
                    told.setMin_value(large(BigInteger.TEN.pow(38).negate()));
                    told.setMax_value(large(BigInteger.TEN.pow(38)));
                }),
                lie("the order of bytes that old writers took", "large", FootersTest::asOldWriters),
                new Lie(
                        "nothing of the column",
                        "i",
                        footer -> Footer.chunks(footer, "i").forEach(ColumnMetaData::unsetStatistics)),
                new Lie("a writer whose statistics of bytes are known to be wrong", "large", footer -> {
                    footer.setCreated_by("parquet-mr version 1.6.0 (build 6aa21f8776625b5fa6b18059cfebe7549f2e00cb)");
                    statistics(footer, "large").forEach(told -> {
                        asOldWriters(told);
                        told.setMax(told.getMin());
                    });
                }));
    }

    private static byte[] large(BigInteger value) {
        byte[] bytes = new byte[16];
        byte[] digits = value.toByteArray();
        Arrays.fill(bytes, (byte) (value.signum() < 0 ? -1 : 0));
        System.arraycopy(digits, 0, bytes, bytes.length - digits.length, digits.length);
        return bytes;
    }

    private static void cutShort(Statistics told) {
        told.setMin_value(Arrays.copyOf(told.getMin_value(), 1));
        told.setMax_value(Arrays.copyOf(told.getMax_value(), 15));
    }

    /** By it, -1 is the largest number. */
    private static void asOldWriters(Statistics told) {
        told.setMin(large(BigInteger.ZERO));
        told.setMax(large(BigInteger.ONE.negate()));
        told.unsetMin_value();
        told.unsetMax_value();
    }

    @ParameterizedTest
    @MethodSource("lies")
    void where_a_footer_cannot_be_right_values_are_read(Lie lie) throws IOException {
        write(EXACT.coalesce(1), Map.of());
        Map<String, List<Object>> all = expected(read(), EXACT.columns());
        Footer.change(files().get(0), lie.change());
        assertThat(ranges(scan(read(), EXACT.columns()))).isEqualTo(all);
        assertThat(ranges(scan(read(), lie.column()))).containsEntry(lie.column(), all.get(lie.column()));
    }

    /** Columns that the lie is not of are still told by footers, and rows are counted once. */
    @Test
    void a_chunk_is_read_alone() throws IOException {
        write(EXACT.select("i", "s").coalesce(1), Map.of("parquet.block.size", "4000", "parquet.page.size", "500"));
        Map<String, List<Object>> all = expected(read(), "i", "s");
        Path file = files().get(0);
        Footer.change(file, footer -> {
            List<ColumnMetaData> chunks = Footer.chunks(footer, "i");
            assertThat(chunks.size()).isGreaterThan(2);
            chunks.get(1).unsetStatistics();
        });
        Footer.damagePages(file, "s");
        assertThat(ranges(scan(read(), "i", "s"))).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void Spark_counts_the_rows_that_it_is_told_of(boolean isRange) throws Exception {
        write(EXACT.select("i"), Map.of());
        AtomicLong records = new AtomicLong();
        SparkListener listener = new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd end) {
                records.addAndGet(end.taskMetrics().inputMetrics().recordsRead());
            }
        };
        Dataset<Row> read = read();
        SPARK.sparkContext().addSparkListener(listener);
        Scan scan = Scan.of(read, "i");
        (isRange ? scan.withoutSums("i") : scan).run();
        SPARK.sparkContext().listenerBus().waitUntilEmpty();
        SPARK.sparkContext().removeSparkListener(listener);
        assertThat(records).hasValue(ROWS);
    }

    @Test
    void saved_and_merged_without_sums() {
        DatasetStatistics all = scan(EXACT, "i", "b");
        DatasetStatistics some = scan(EXACT.where("s < 0"), "i", "b");
        DatasetStatistics others = scan(EXACT.where("s >= 0"), "i", "b");
        assertThat(some.merge(others)).isEqualTo(all);
        DatasetStatistics withSums = Scan.of(EXACT.where("s >= 0"), "i", "b").run();
        assertThat(some.merge(withSums)).isEqualTo(all);
        all.save(SPARK, folder.resolve("saved").toString());
        assertThat(DatasetStatistics.load(SPARK, folder.resolve("saved").toString()))
                .isEqualTo(all);
        Dataset<Row> table = all.toDataset(SPARK);
        assertThat(DatasetStatistics.of(table)).isEqualTo(all);
        assertThat(table.where("mean IS NULL AND standardDeviation IS NULL").count())
                .isEqualTo(2);
    }

    @Test
    void columns_that_are_not_scanned_are_refused() {
        assertThatThrownBy(() -> Scan.of(EXACT, "i").withoutSums("s"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column 's' is not among the scanned columns [i]; name one of these.");
        assertThatThrownBy(() -> Scan.of(EXACT, "i").withoutSums(new String[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No columns were named; name those to scan without sums.");
    }
}
