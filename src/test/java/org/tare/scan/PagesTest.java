package org.tare.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;
import org.tare.spark.parquet.ColumnKey;
import org.tare.spark.parquet.KeyPage;
import org.tare.spark.parquet.NumberFile;
import org.tare.spark.parquet.NumberPage;
import org.tare.spark.parquet.PageConsumer;
import org.tare.spark.parquet.PageOrder;
import org.tare.spark.parquet.ReadColumns;
import org.tare.spark.parquet.VectorPages;
import org.tare.spark.plan.Plans;
import org.tare.stat.HistogramStatistic;

/** Files that are read page by page give the statistics that Spark's rows give. */
class PagesTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final int ROWS = 5_000;

    /** Numbers of each type that repeat or not, with nulls seldom, often, always and never, and with what is no number. */
    private static final Dataset<Row> NUMBERS = SPARK.range(0, ROWS, 1, 2)
            .selectExpr(
                    "IF(id % 7 = 0, NULL, (hash(id) * 1D) / 3) AS d",
                    "IF(id % 500 = 3, double('NaN'), IF(id % 700 = 5, double('-Infinity'), id % 9 - 4.5D)) AS few",
                    "IF(id BETWEEN 1000 AND 3000, NULL, CAST(hash(id) AS float)) AS f",
                    "IF(id % 2 = 0, NULL, xxhash64(id)) AS l",
                    "id % 11 + 9007199254740990 AS beyond",
                    "IF(id % 3 = 0, NULL, hash(id)) AS i",
                    "CAST(hash(id) % 30000 AS smallint) AS s",
                    "IF(id % 5 = 0, NULL, CAST(hash(id) % 120 AS tinyint)) AS b",
                    "CAST(NULL AS double) AS nothing",
                    "-0.0D AS zero",
                    "CAST(id AS string) AS text");

    private static final String[] FEATURES =
            Stream.of(NUMBERS.columns()).filter(name -> !name.equals("text")).toArray(String[]::new);

    @TempDir
    private Path folder;

    private String path() {
        return folder.resolve("numbers").toString();
    }

    private void write(Dataset<Row> rows, Map<String, String> options) {
        rows.write().mode("append").options(options).parquet(path());
    }

    private static Map<String, String> options(String codec, boolean dictionary, String version) {
        return Map.of(
                "compression",
                codec,
                "parquet.enable.dictionary",
                Boolean.toString(dictionary),
                "parquet.writer.version",
                version,
                "parquet.page.size",
                "2000",
                "parquet.block.size",
                "60000");
    }

    private static DatasetStatistics scan(Dataset<Row> data, String... columns) {
        return Scan.of(data, columns).with(new HistogramStatistic(64)).run();
    }

    /** All rows behind a shuffle, which hands on nothing but rows. */
    private static Dataset<Row> asRows(Dataset<Row> data) {
        Dataset<Row> rows = data.repartition(2);
        assertThat(Plans.batches(rows)).isEmpty();
        return rows;
    }

    private static Optional<?> files(Dataset<Row> data) {
        return Plans.files(data, PageOrder.ANY);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }

    private static boolean isReadable(Path file, StructType columns) throws IOException {
        try (NumberFile numbers = open(file, columns)) {
            return numbers.isReadable();
        }
    }

    private static NumberFile open(Path file, StructType columns) throws IOException {
        return new NumberFile(
                new org.apache.hadoop.fs.Path(file.toUri()),
                0,
                Files.size(file),
                new ReadColumns(columns, ColumnKey.NAME_IN_ANY_CASE, PageOrder.ANY),
                new Configuration());
    }

    private static long rows(Path file) {
        return SPARK.read().parquet(file.toString()).count();
    }

    /** How many values, null or not, the pages of a file hold. */
    private static long values(Path file, StructType columns) throws IOException {
        AtomicLong values = new AtomicLong();
        try (NumberFile numbers = open(file, columns)) {
            numbers.read(new PageConsumer() {
                @Override
                public void addRows(long rows) {}

                @Override
                public void add(int column, NumberPage page) {
                    values.addAndGet(page.size() + page.nulls());
                }

                @Override
                public void add(int column, KeyPage page) {}

                @Override
                public void add(int column, VectorPages vectors) {}
            });
        }
        return values.get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "snappy", "zstd"})
    void of_any_common_codec(String codec) throws IOException {
        write(NUMBERS, options(codec, true, "v1"));
        write(NUMBERS, options(codec, false, "v1"));
        requirePages();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "snappy", "zstd"})
    void of_pages_of_the_second_version(String codec) throws IOException {
        write(NUMBERS.select("d", "few", "f", "nothing", "zero"), options(codec, true, "v2"));
        requirePages();
    }

    private void requirePages() throws IOException {
        Dataset<Row> read = SPARK.read().parquet(path());
        String[] features =
                Stream.of(read.columns()).filter(name -> !name.equals("text")).toArray(String[]::new);
        Dataset<Row> selected =
                read.select(Stream.of(features).map(functions::col).toArray(Column[]::new));
        assertThat(files(selected)).isPresent();
        for (Path file : files()) {
            assertThat(isReadable(file, selected.schema())).isTrue();
            assertThat(values(file, selected.schema())).isEqualTo(rows(file) * features.length);
        }
        assertThat(scan(read, features)).isEqualTo(scan(asRows(read), features));
    }

    /** Whole numbers of the second version are differences, which Spark reads. */
    @ParameterizedTest
    @CsvSource({"snappy, v2", "gzip, v1", "lz4_raw, v1"})
    void of_files_that_only_Spark_reads(String codec, String version) throws IOException {
        write(NUMBERS, options(codec, false, version));
        Dataset<Row> read = SPARK.read().parquet(path());
        assertThat(isReadable(files().get(0), read.select("l", "i").schema())).isFalse();
        assertThat(scan(read, FEATURES)).isEqualTo(scan(asRows(read), FEATURES));
    }

    @Test
    void of_parts_of_files() {
        write(NUMBERS, options("snappy", true, "v1"));
        SparkSession session = SPARK.newSession();
        session.conf().set("spark.sql.files.maxPartitionBytes", "20000");
        session.conf().set("spark.sql.files.openCostInBytes", "0");
        Dataset<Row> read = session.read().parquet(path());
        assertThat(read.rdd().getNumPartitions()).isGreaterThan(4);
        assertThat(scan(read, FEATURES)).isEqualTo(scan(asRows(read), FEATURES));
        assertThat(Scan.of(read, FEATURES).run().rows()).isEqualTo(ROWS);
    }

    /** Each file in its own way: other types, columns that are missing, doubled but for letter case, or in another order. */
    @Test
    void of_a_table_whose_files_differ() throws IOException {
        write(NUMBERS.select("d", "i"), Map.of());
        write(NUMBERS.select("i"), Map.of());
        write(NUMBERS.selectExpr("i AS I", "few AS D"), Map.of());
        write(NUMBERS.selectExpr("CAST(i AS float) AS d", "s AS i"), Map.of());
        Dataset<Row> read = SPARK.read().schema("d DOUBLE, i INT").parquet(path());
        assertThat(scan(read, "d", "i")).isEqualTo(scan(asRows(read), "d", "i"));
        long readable = 0;
        for (Path file : files()) {
            readable += isReadable(file, read.schema()) ? 1 : 0;
        }
        assertThat(readable).isPositive().isLessThan(files().size());
    }

    /** Spark takes the last bytes of a whole number that is longer than the type it is read as. */
    @Test
    void of_whole_numbers_beyond_their_type_as_Spark() throws IOException {
        write(NUMBERS.selectExpr("hash(text) AS s", "hash(text, 1) AS b"), Map.of());
        Dataset<Row> read = SPARK.read().schema("s SMALLINT, b TINYINT").parquet(path());
        assertThat(isReadable(files().get(0), read.schema())).isTrue();
        assertThat(scan(read, "s", "b")).isEqualTo(scan(asRows(read), "s", "b"));
    }

    /** Columns picked in another order than that of the files, some of which Spark reads. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "snappy"})
    void of_columns_in_another_order(String codec) throws IOException {
        write(NUMBERS.select("d", "few", "i"), options(codec, true, "v1"));
        write(NUMBERS.select("few", "i"), options("snappy", true, "v1"));
        write(NUMBERS.selectExpr("i", "CAST(f AS double) AS d", "few"), options("snappy", true, "v1"));
        Dataset<Row> read = SPARK.read()
                .schema("d DOUBLE, few DOUBLE, i INT")
                .parquet(path())
                .select("few", "i", "d");
        assertThat(files(read)).isPresent();
        assertThat(scan(read, "d", "few", "i")).isEqualTo(scan(asRows(read), "d", "few", "i"));
        assertThat(scan(read, "i", "d")).isEqualTo(scan(asRows(read), "i", "d"));
    }

    @Test
    void of_a_column_by_two_names() {
        write(NUMBERS.select("d", "few"), Map.of());
        Dataset<Row> read = SPARK.read().parquet(path()).selectExpr("d", "d AS again", "few");
        assertThat(scan(read, "d", "again", "few")).isEqualTo(scan(asRows(read), "d", "again", "few"));
    }

    @Test
    void of_what_is_more_than_files_by_Spark() {
        NUMBERS.withColumn("part", functions.expr("CAST(s AS int) % 3"))
                .write()
                .partitionBy("part")
                .parquet(path());
        Dataset<Row> read = SPARK.read().parquet(path());
        assertThat(files(read.select("d", "i"))).isPresent();
        assertThat(files(read.select("d", "part"))).isEmpty();
        assertThat(files(read.filter("d > 0").select("d"))).isEmpty();
        assertThat(files(read.selectExpr("d + 1 AS d"))).isEmpty();
        assertThat(files(read.selectExpr("_metadata.file_size AS d"))).isEmpty();
        assertThat(files(read.select("text"))).isPresent();
        Dataset<Row> part = read.filter("part = 1");
        assertThat(scan(part, "d", "i", "s")).isEqualTo(scan(asRows(part), "d", "i", "s"));
        assertThat(scan(read, "d", "part")).isEqualTo(scan(asRows(read), "d", "part"));

        SparkSession lenient = SPARK.newSession();
        lenient.conf().set("spark.sql.files.ignoreCorruptFiles", "true");
        assertThat(files(lenient.read().parquet(path()).select("d"))).isEmpty();
        SparkSession careful = SPARK.newSession();
        careful.conf().set("spark.tare.pages", "false");
        assertThat(files(careful.read().parquet(path()).select("d"))).isEmpty();
        Map<String, String> checked = Map.of("parquet.page.verify-checksum.enabled", "true");
        assertThat(files(SPARK.read().options(checked).parquet(path()).select("d")))
                .isEmpty();
    }

    /** Sessions with Delta allow it, where most columns have none. */
    @Test
    void of_columns_with_numbers_by_Spark() {
        Metadata number = new MetadataBuilder().putLong("parquet.field.id", 7).build();
        write(NUMBERS.select(NUMBERS.col("d").as("d", number), NUMBERS.col("i")), Map.of());
        SparkSession session = SPARK.newSession();
        session.conf().set("spark.sql.parquet.fieldId.read.enabled", "true");
        assertThat(files(session.read().parquet(path()).select("i"))).isPresent();
        StructType renamed = new StructType().add("renamed", DataTypes.DoubleType, true, number);
        Dataset<Row> read = session.read().schema(renamed).parquet(path());
        assertThat(files(read)).isEmpty();
        assertThat(scan(read, "renamed").column("renamed").feature(0).moments())
                .isEqualTo(scan(SPARK.read().parquet(path()), "d")
                        .column("d")
                        .feature(0)
                        .moments());
    }

    /** Where each reading is a request, Spark knows how to make few of them. */
    @Test
    void of_far_stores_as_Spark() {
        SPARK.sparkContext().hadoopConfiguration().setClass("fs.far.impl", FarStore.class, FileSystem.class);
        write(NUMBERS.select("d"), Map.of());
        Dataset<Row> read = SPARK.read().parquet("far://" + path());
        assertThat(files(read)).isEmpty();
        assertThat(scan(read, "d")).isEqualTo(scan(SPARK.read().parquet(path()), "d"));
    }

    /** This machine's disk by another name. */
    public static final class FarStore extends RawLocalFileSystem {
        @Override
        public URI getUri() {
            return URI.create("far:///");
        }

        @Override
        public String getScheme() {
            return "far";
        }
    }

    /**
     * A flipped bit has the effect that it has on Spark: none, other values, or a failure. Where it lies in what Spark notes
     * for itself, such as its version, Spark may refuse values that are whole.
     */
    @Tag("long")
    @ParameterizedTest
    @CsvSource({"none, true", "none, false", "snappy, true"})
    void of_damaged_files_as_Spark(String codec, boolean dictionary) throws IOException {
        Dataset<Row> small =
                NUMBERS.select("d", "few", "l", "nothing").limit(300).coalesce(1);
        write(small, options(codec, dictionary, "v1"));
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path sums :
                    all.filter(file -> file.toString().endsWith(".crc")).toList()) {
                Files.delete(sums);
            }
        }
        Path file = files().get(0);
        byte[] whole = Files.readAllBytes(file);
        StructType schema = SPARK.read().parquet(path()).schema();
        SparkSession plain = SPARK.newSession();
        plain.conf().set("spark.tare.pages", "false");
        Optional<DatasetStatistics> undamaged = outcome(plain, schema);
        Random random = new Random(codec.hashCode());
        for (int flip = 0; flip < 60; flip++) {
            byte[] bytes = whole.clone();
            int at = random.nextInt(bytes.length);
            int bit = random.nextInt(Byte.SIZE);
            bytes[at] ^= (byte) (1 << bit);
            Files.write(file, bytes);
            Optional<DatasetStatistics> ofSpark = outcome(plain, schema);
            assertThat(outcome(SPARK, schema))
                    .as("bit %s of byte %s", bit, at)
                    .satisfiesAnyOf(
                            found -> assertThat(found).isEqualTo(ofSpark),
                            found -> assertThat(ofSpark.or(() -> undamaged)).isEqualTo(found));
        }
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThat(outcome(SPARK, schema)).isEmpty();
    }

    private Optional<DatasetStatistics> outcome(SparkSession session, StructType schema) {
        try {
            return Optional.of(scan(session.read().schema(schema).parquet(path()), schema.fieldNames()));
        } catch (Exception e) {
            return Optional.empty();
        }
    }
}
