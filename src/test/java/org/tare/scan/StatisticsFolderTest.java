package org.tare.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;
import org.tare.spark.group.GroupRows;

/** What is saved is loaded as it was, or refused with a reason. */
class StatisticsFolderTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final DatasetStatistics SAVED = Scan.of(
                    SPARK.sql("SELECT id / 7 AS x, IF(id % 3 = 0, NULL, array(1D, double(id))) AS `a.b`,"
                            + " CAST(NULL AS array<float>) AS none, id % 4 / 8 AS w FROM range(100)"),
                    "a.b",
                    "x",
                    "none")
            .weightCol("w")
            .run();

    @TempDir
    private Path directory;

    private Path folder;

    @BeforeEach
    void save() {
        folder = directory.resolve("statistics");
        SAVED.save(SPARK, folder.toString());
    }

    private DatasetStatistics load() {
        return DatasetStatistics.load(SPARK, folder.toString());
    }

    private void refused(String reason) {
        assertThatThrownBy(this::load)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + folder + "' holds no whole feature statistics: " + reason + "; save them again.");
    }

    @Test
    void what_is_loaded_equals_what_was_saved() {
        assertThat(load()).isEqualTo(SAVED);
        DatasetStatistics vectors =
                Scan.of(ScanData.read(SPARK), ScanData.FEATURES).run();
        folder = directory.resolve("vectors");
        vectors.save(SPARK, folder.toString());
        assertThat(load()).isEqualTo(vectors);
    }

    @Test
    void statistics_of_no_rows_and_of_no_elements_come_back_too() {
        Dataset<Row> none = SPARK.sql("SELECT CAST(NULL AS array<float>) AS a");
        for (Dataset<Row> data : List.of(none, none.limit(0))) {
            DatasetStatistics statistics = Scan.of(data, "a").run();
            folder = directory.resolve("rows-" + statistics.rows());
            statistics.save(SPARK, folder.toString());
            assertThat(load()).isEqualTo(statistics);
        }
    }

    @Test
    void the_folder_is_parquet_with_a_row_per_feature() {
        Row x = SPARK.read().parquet(folder.toString()).filter("feature = 'x'").first();
        assertThat(x.<Double>getAs("mean"))
                .isEqualTo(SAVED.column("x").feature().moments().mean());
        assertThat(x.<Long>getAs("count"))
                .isEqualTo(SAVED.column("x").feature().moments().count());
        assertThat(SPARK.read().parquet(folder.toString()).count()).isEqualTo(3);
    }

    @Test
    void an_existing_path_is_not_written_to() {
        assertThatThrownBy(() -> SAVED.save(SPARK, directory.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + directory + "' exists already; give another path, or remove it first.");
        assertThat(directory).isDirectoryContaining("glob:**/statistics");
    }

    @Test
    void a_missing_folder_is_named() {
        folder = directory.resolve("nowhere");
        assertThatThrownBy(this::load)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "There is nothing at '" + folder + "'; give the path of a folder of saved feature statistics.");
    }

    /** As Python writes them, which can do no more over Spark Connect. */
    @Test
    void a_folder_of_their_table_is_loaded_too_if_it_is_whole() {
        folder = directory.resolve("table");
        Dataset<Row> table = SAVED.toDataset(SPARK);
        table.write().parquet(folder.toString());
        assertThat(load()).isEqualTo(SAVED);
        assertThat(DatasetStatistics.isAt(SPARK, folder.toString())).isTrue();
        folder = directory.resolve("days");
        for (int day = 1; day <= 2; day++) {
            table.write().parquet(folder.resolve("day=" + day).toString());
        }
        assertThat(load()).isEqualTo(SAVED.merge(SAVED));
        folder = directory.resolve("part");
        table.where("feature != 'x'").write().parquet(folder.toString());
        assertThatThrownBy(this::load)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds a state that is not whole");
        SPARK.range(3).write().parquet(directory.resolve("data").toString());
        assertThat(DatasetStatistics.isAt(SPARK, directory.resolve("data").toString()))
                .isFalse();
    }

    @Test
    void a_folder_whose_writing_was_cut_short_is_refused() throws IOException {
        removeSums();
        Files.delete(folder.resolve("_tare.json"));
        refused("it has no _tare.json, which is written last");
    }

    @Test
    void a_layout_that_was_cut_short_is_refused() throws IOException {
        rewriteLayout(json -> json.substring(0, json.length() / 2));
        refused("its _tare.json cannot be read");
    }

    @Test
    void rows_that_went_missing_are_counted() throws IOException {
        removeSums();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path part :
                    files.filter(file -> file.toString().contains("part-")).toList()) {
                Files.delete(part);
            }
        }
        refused("3 features are missing from its rows");
    }

    @Test
    void a_parquet_file_that_was_cut_short_is_refused() throws IOException {
        removeSums();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path part :
                    files.filter(file -> file.toString().endsWith(".parquet")).toList()) {
                Files.delete(part.resolveSibling("." + part.getFileName() + ".crc"));
                Files.write(part, java.util.Arrays.copyOf(Files.readAllBytes(part), 100));
            }
        }
        refused("its Parquet files cannot be read");
    }

    @Test
    void a_feature_that_is_there_twice_is_refused() throws IOException {
        removeSums();
        SAVED.toDataset(SPARK).filter("feature = 'x'").write().mode("append").parquet(folder.toString());
        refused("element 0 of column 'x' is there twice");
    }

    @Test
    void parquet_of_something_else_is_refused() throws IOException {
        removeSums();
        SPARK.range(3).write().mode("append").parquet(folder.toString());
        refused("its rows hold something else");
    }

    @Test
    void a_newer_format_version_is_refused() throws IOException {
        rewriteLayout(json -> json.replace("\"format\" : 1", "\"format\" : 2"));
        assertThatThrownBy(this::load)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + folder
                        + "' has format version 2 and this Tare reads version 1; read it with a newer Tare.");
    }

    @Test
    void a_class_that_the_file_names_is_not_made_an_object_of() throws IOException {
        rewriteLayout(json -> json.replace(
                "\"type\" : \"double\"",
                "\"type\" : {\"type\": \"udt\", \"class\": \"" + Stranger.class.getName() + "\"}"));
        assertThatThrownBy(this::load)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "'%s' holds no whole feature statistics: a column is of class '%s', which is never saved; save"
                                + " them again.",
                        folder, Stranger.class.getName());
        assertThat(Stranger.MADE).isFalse();
    }

    /** Code that must not run. */
    public static final class Stranger {
        private static final AtomicBoolean MADE = new AtomicBoolean();

        /** As Spark would make one. */
        public Stranger() {
            MADE.set(true);
        }
    }

    /** A folder without sums, in which the number of a group's features is none that its bytes hold. */
    @ParameterizedTest
    @ValueSource(strings = {"7FFFFFFF", "FFFFFFFF", "00000002"})
    void a_state_of_a_group_is_not_believed_how_long_it_is(String size) throws IOException {
        folder = directory.resolve("by group");
        Scan.of(SPARK.sql("SELECT id % 3 AS g, id / 7 AS x FROM range(100)"), "x")
                .groupBy("g")
                .run()
                .save(SPARK, folder.toString());
        removeSums();
        // Behind the failure, which is empty, and four numbers.
        int at = Short.BYTES + 4 * Long.BYTES;
        String groups = folder.resolve("groups").toString();
        List<Row> damaged = SPARK.read()
                .parquet(groups)
                .withColumn(
                        GroupRows.STATE,
                        functions.expr(String.format(
                                Locale.ROOT,
                                "concat(substring(%1$s, 1, %2$d), X'%4$s', substring(%1$s, %3$d))",
                                GroupRows.STATE,
                                at,
                                at + Integer.BYTES + 1,
                                size)))
                .collectAsList();
        StructType schema = SPARK.read().parquet(groups).schema();
        SPARK.createDataFrame(damaged, schema).write().mode("overwrite").parquet(groups);
        GroupedStatistics loaded = GroupedStatistics.load(SPARK, folder.toString());
        assertThatThrownBy(() -> loaded.toDataset().collectAsList())
                .rootCause()
                .isNotInstanceOf(OutOfMemoryError.class);
        assertThatThrownBy(() -> loaded.toDataset().collectAsList())
                .hasStackTraceContaining("bytes is damaged; save the statistics again.");
    }

    private void rewriteLayout(java.util.function.UnaryOperator<String> change) throws IOException {
        removeSums();
        Path layout = folder.resolve("_tare.json");
        Files.delete(folder.resolve("._tare.json.crc"));
        Files.writeString(layout, change.apply(Files.readString(layout)));
    }

    /** Leaves what the first build would have saved. */
    private void removeSums() throws IOException {
        Files.delete(folder.resolve("_sha256sums"));
    }
}
