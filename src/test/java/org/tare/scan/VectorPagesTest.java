package org.tare.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
import org.tare.spark.row.RowFunctions;
import org.tare.stat.HistogramStatistic;

/** Vectors that are read page by page give the statistics that they give row by row. */
class VectorPagesTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final int ROWS = 3_000;
    private static final int SIZE = 37;
    private static final String[] VECTORS = {"dense", "sparse", "mixed", "always", "few", "nothing"};

    private static final Dataset<Row> NUMBERS = numbers();

    @TempDir
    private Path folder;

    /** Vectors with and without nulls, of values that repeat or not and of what is no number, with weights. */
    private static Dataset<Row> numbers() {
        Random random = new Random(5);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            Vector dense = dense(random);
            Vector sparse = sparse(random);
            rows.add(RowFactory.create(
                    i % 5 == 0 ? null : dense,
                    i % 7 == 0 ? null : sparse,
                    i % 11 == 0 ? null : i % 3 == 0 ? dense : sparse,
                    dense,
                    Vectors.sparse(
                            2,
                            i % 2 == 0 ? new int[0] : new int[] {1},
                            i % 2 == 0 ? new double[0] : new double[] {i % 4}),
                    null,
                    i % 3 / 2.0,
                    (double) i));
        }
        StructType schema = new StructType();
        for (String name : VECTORS) {
            schema = schema.add(name, SQLDataTypes.VectorType(), !name.equals("always"));
        }
        return SPARK.createDataFrame(
                        rows,
                        schema.add("weight", DataTypes.DoubleType, false).add("number", DataTypes.DoubleType, false))
                .repartition(2);
    }

    private static Vector dense(Random random) {
        return Vectors.dense(
                IntStream.range(0, SIZE).mapToDouble(e -> value(random)).toArray());
    }

    private static Vector sparse(Random random) {
        int[] indices =
                IntStream.range(0, SIZE).filter(e -> random.nextInt(6) == 0).toArray();
        return Vectors.sparse(
                SIZE,
                indices,
                Arrays.stream(indices).mapToDouble(e -> value(random)).toArray());
    }

    private static double value(Random random) {
        return switch (random.nextInt(40)) {
            case 0 -> Double.NaN;
            case 1 -> Double.NEGATIVE_INFINITY;
            case 2 -> -0.0;
            default -> random.nextGaussian();
        };
    }

    private String path() {
        return folder.resolve("vectors").toString();
    }

    private Dataset<Row> written(Dataset<Row> rows, String codec, boolean dictionary, String version) {
        rows.write()
                .mode("append")
                .options(Map.of(
                        "compression",
                        codec,
                        "parquet.enable.dictionary",
                        Boolean.toString(dictionary),
                        "parquet.writer.version",
                        version,
                        "parquet.page.size",
                        "2000",
                        "parquet.block.size",
                        "300000"))
                .parquet(path());
        return SPARK.read().parquet(path());
    }

    private static DatasetStatistics scan(Dataset<Row> data, String... columns) {
        return Scan.of(data, columns).with(new HistogramStatistic(64)).run();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }

    /** How many rows have a vector, read page by page. */
    private static long vectors(Path file, StructType columns) throws IOException {
        long[] count = {0};
        try (NumberFile numbers = new NumberFile(
                new org.apache.hadoop.fs.Path(file.toUri()),
                0,
                Files.size(file),
                new ReadColumns(columns, ColumnKey.NAME_IN_ANY_CASE, PageOrder.ANY),
                new Configuration())) {
            numbers.read(new PageConsumer() {
                @Override
                public void addRows(long rows) {}

                @Override
                public void add(int column, NumberPage page) {}

                @Override
                public void add(int column, KeyPage page) {}

                @Override
                public void add(int column, VectorPages vectors) throws IOException {
                    while (vectors.left() > 0) {
                        count[0] += vectors.next() ? 1 : 0;
                    }
                }
            });
        }
        return count[0];
    }

    @ParameterizedTest
    @CsvSource({
        "none, true, v1",
        "snappy, true, v1",
        "snappy, false, v1",
        "zstd, false, v1",
        "snappy, false, v2",
        "gzip, true, v1"
    })
    void of_any_codec_and_version(String codec, boolean dictionary, String version) {
        Dataset<Row> read = written(NUMBERS, codec, dictionary, version);
        assertThat(Plans.files(read.select("dense"), PageOrder.ANY)).isPresent();
        assertThat(scan(read, VECTORS)).isEqualTo(scan(NUMBERS, VECTORS));
        assertThat(scan(read, "number", "mixed")).isEqualTo(scan(NUMBERS, "number", "mixed"));
    }

    @Test
    void by_pages_and_all_of_them() throws IOException {
        Dataset<Row> read = written(NUMBERS, "snappy", true, "v1");
        for (String name : VECTORS) {
            long found = 0;
            for (Path file : files()) {
                found += vectors(file, read.select(name).schema());
            }
            assertThat(found).isEqualTo(NUMBERS.select(name).na().drop().count());
        }
    }

    /** More entries than are sorted at once. */
    @Test
    void of_sparse_vectors_as_of_dense_ones() {
        Dataset<Row> rows = SPARK.range(0, 30_000, 1, 1).selectExpr("array(hash(id) % 7D, 0D, id % 3D) AS elements");
        Column vector = RowFunctions.vector(rows.col("elements"));
        UserDefinedFunction sparse = functions.udf((Vector dense) -> dense.toSparse(), SQLDataTypes.VectorType());
        Dataset<Row> written =
                written(rows.select(vector.as("dense"), sparse.apply(vector).as("sparse")), "snappy", true, "v1");
        DatasetStatistics found = scan(written, "dense", "sparse");
        for (int e = 0; e < 3; e++) {
            assertThat(found.column("sparse").feature(e).moments())
                    .isEqualTo(found.column("dense").feature(e).moments());
        }
    }

    @Test
    void with_weights() {
        Dataset<Row> read = written(NUMBERS, "snappy", true, "v1");
        String[] columns = {"mixed", "dense", "number"};
        assertThat(Scan.of(read, columns).weightCol("weight").run())
                .isEqualTo(Scan.of(NUMBERS, columns).weightCol("weight").run());
    }

    @Test
    void of_lists_as_they_were_written_before_by_Spark() {
        SparkSession session = SPARK.newSession();
        session.conf().set("spark.sql.parquet.writeLegacyFormat", "true");
        session.createDataFrame(NUMBERS.javaRDD(), NUMBERS.schema()).write().parquet(path());
        assertThat(scan(SPARK.read().parquet(path()), VECTORS)).isEqualTo(scan(NUMBERS, VECTORS));
    }

    @Test
    void of_different_sizes_are_refused_in_the_same_words() {
        Dataset<Row> read = written(NUMBERS.selectExpr("dense AS v"), "snappy", true, "v1");
        Dataset<Row> both = written(NUMBERS.selectExpr("few AS v"), "snappy", true, "v1");
        assertThat(scan(read.limit(10), "v").rows()).isEqualTo(10);
        assertThatThrownBy(() -> scan(both, "v"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Column 'v'")
                .hasMessageContaining("2")
                .hasMessageContaining(Integer.toString(SIZE));
    }

    /** A flipped bit has the effect that it has on Spark, or none where Spark refuses what it does not need. */
    @Tag("long")
    @Test
    void of_damaged_files_as_Spark() throws IOException {
        written(NUMBERS.select("mixed", "few").limit(200).coalesce(1), "none", true, "v1");
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path sums :
                    all.filter(file -> file.toString().endsWith(".crc")).toList()) {
                Files.delete(sums);
            }
        }
        Path file = files().get(0);
        byte[] whole = Files.readAllBytes(file);
        SparkSession plain = SPARK.newSession();
        plain.conf().set("spark.tare.pages", "false");
        StructType schema = SPARK.read().parquet(path()).schema();
        Optional<DatasetStatistics> undamaged = outcome(plain, schema);
        Random random = new Random(11);
        for (int flip = 0; flip < 60; flip++) {
            byte[] bytes = whole.clone();
            int at = random.nextInt(bytes.length);
            int bit = random.nextInt(Byte.SIZE);
            bytes[at] ^= (byte) (1 << bit);
            Files.write(file, bytes);
            Optional<DatasetStatistics> ofSpark = outcome(plain, schema);
            Optional<DatasetStatistics> found = outcome(SPARK, schema);
            assertThat(found).as("bit %s of byte %s", bit, at).isIn(ofSpark, ofSpark.or(() -> undamaged));
        }
    }

    private Optional<DatasetStatistics> outcome(SparkSession session, StructType schema) {
        try {
            return Optional.of(scan(session.read().schema(schema).parquet(path()), schema.fieldNames()));
        } catch (Exception e) {
            return Optional.empty();
        }
    }
}
