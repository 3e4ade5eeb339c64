package org.tare.job.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.logging.log4j.Level;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.LogLines;
import org.tare.TestSpark;

class OutputTransactionTest {
    private final SparkSession spark = TestSpark.session();

    @TempDir
    private Path folder;

    @Test
    void what_is_there_is_refused_unless_it_may_be_replaced() throws IOException {
        Path place = Files.createDirectory(folder.resolve("result"));
        assertThatThrownBy(() -> transaction(WriteMode.ERRORIFEXISTS).folder(place.toString()))
                .hasMessage("'%s' exists; give --mode overwrite to replace it, or name another.", place);
        assertThatThrownBy(() -> transaction(WriteMode.APPEND).folder(place.toString()))
                .hasMessageStartingWith("'%s' exists;", place);
        assertThatCode(() -> transaction(WriteMode.OVERWRITE).folder(place.toString()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a[1]", "a*", "{a,b}", "a?", "a\\b"})
    void what_readers_take_for_a_pattern_is_refused(String name) {
        assertThatThrownBy(() -> transaction(WriteMode.ERRORIFEXISTS)
                        .rows(folder.resolve(name).toString()))
                .hasMessageEndingWith("for which readers would look as for a pattern; name a place without it.");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "table:x"})
    void what_is_no_path_is_refused(String name) {
        assertThatThrownBy(() -> transaction(WriteMode.ERRORIFEXISTS).folder(name))
                .hasMessage("'%s' is no path; give one.", name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a:b/c", "12:00"})
    void a_name_with_a_colon_is_refused(String name) throws IOException {
        for (WriteMode mode : WriteMode.values()) {
            assertThatThrownBy(() -> transaction(mode).rows(folder.resolve(name).toString()))
                    .hasMessageMatching("'.*" + name + "' has a ':' in the name[^\n]*; name a place without it[.]");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void the_root_is_refused() {
        assertThatThrownBy(() -> transaction(WriteMode.OVERWRITE).folder("/"))
                .hasMessage("'/' is a root; name a folder below it.");
    }

    @Test
    void a_place_below_a_file_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        try (OutputTransaction outputs = transaction(WriteMode.ERRORIFEXISTS)) {
            outputs.folder(file.resolve("below").toString());
            assertThatThrownBy(() -> outputs.claim(List.of(), Optional.empty())).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "_delta_log/0.json, Delta, delta",
        "metadata/v1.metadata.json, Iceberg, iceberg",
        ".hoodie/x, Hudi, hudi"
    })
    void the_folder_of_a_table_format_and_all_in_it_is_refused(String log, String name, String option)
            throws IOException {
        Path file = folder.resolve("t").resolve(log);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{}");
        for (Path place : List.of(folder.resolve("t"), folder.resolve("t/day=1"))) {
            assertThatThrownBy(() -> transaction(WriteMode.OVERWRITE).rows(place.toString()))
                    .hasMessage(
                            "'%s' belongs to a table of %s, which a folder of files would destroy; write rows there with "
                                    + "--output-format %s, or name another place.",
                            place, name, option);
        }
    }

    /** Sums tell of every file in a folder, so that a further one is damage. */
    @Test
    void nothing_goes_into_what_was_saved() throws IOException {
        Path saved = Files.createDirectory(folder.resolve("saved"));
        Files.writeString(saved.resolve("_sha256sums"), "");
        try (OutputTransaction outputs = transaction(WriteMode.OVERWRITE)) {
            for (String below : List.of("x.html", "groups", "a/b/c")) {
                String where = saved.resolve(below).toString();
                String sentence = "'" + where + "' lies in '" + saved
                        + "', which holds statistics or a model that a job saved and would no longer be whole; name a place"
                        + " outside of it.";
                assertThatThrownBy(() -> outputs.folder(where)).hasMessage(sentence);
                assertThatThrownBy(() -> outputs.file(where)).hasMessage(sentence);
                assertThatThrownBy(() -> outputs.rows(where)).hasMessage(sentence);
            }
            assertThatCode(() -> outputs.folder(saved.toString())).doesNotThrowAnyException();
        }
    }

    /** No job wrote it. */
    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void a_file_is_not_replaced_by_a_folder(WriteMode mode) throws IOException {
        Path file = Files.writeString(folder.resolve("rows.csv"), "x");
        String sentence = "'" + file + "' is a file, and a folder is written; name another place.";
        assertThatThrownBy(() -> transaction(mode).folder(file.toString())).hasMessage(sentence);
        assertThatThrownBy(() -> transaction(mode).rows(file.toString())).hasMessage(sentence);
        assertThat(file).hasContent("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"_SUCCESS", "part-00000-1.snappy.parquet", "part-r-00000", "day=1/part-00000", "d=1/h=2/_SUCCESS"
            })
    void nothing_goes_among_rows(String part) throws IOException {
        Path rows = folder.resolve("rows");
        Files.createDirectories(rows.resolve(part).getParent());
        Files.writeString(rows.resolve(part), "");
        for (WriteMode mode : WriteMode.values()) {
            for (String below : List.of("x.html", "a/b/c", "day=2/model/x")) {
                String where = rows.resolve(below).toString();
                String sentence = "'" + where + "' lies in '" + rows
                        + "', which holds rows, and would be read with them from then on; name a place outside of it.";
                assertThatThrownBy(() -> transaction(mode).folder(where)).hasMessage(sentence);
                assertThatThrownBy(() -> transaction(mode).file(where)).hasMessage(sentence);
                assertThatThrownBy(() -> transaction(mode).rows(where)).hasMessage(sentence);
                assertThatThrownBy(() -> transaction(mode).other(where)).hasMessage(sentence);
                assertThatThrownBy(() -> transaction(mode).into(where)).hasMessage(sentence);
            }
            assertThatThrownBy(() -> transaction(mode).into(rows.toString()))
                    .hasMessage(
                            "'%s' holds rows, with which other files there would be read from then on; name another place.",
                            rows);
        }
    }

    @Test
    void a_partition_may_come_to_rows_and_what_readers_pass_over() throws IOException {
        Path rows = Files.createDirectory(folder.resolve("rows"));
        Files.writeString(rows.resolve("_SUCCESS"), "");
        try (OutputTransaction outputs = transaction(WriteMode.ERRORIFEXISTS)) {
            outputs.rows(rows.resolve("day=2/hour=3").toString());
            outputs.folder(rows.resolve("_model").toString());
            outputs.file(rows.resolve(".notes/x.html").toString());
            assertThatThrownBy(() -> outputs.folder(rows.resolve("day=3").toString()))
                    .hasMessageContaining("which holds rows");
            Files.writeString(rows.resolve("part-00000.parquet"), "");
            assertThatThrownBy(() -> outputs.rows(rows.resolve("day=2").toString()))
                    .as("beside files readers find no partition")
                    .hasMessageContaining("which holds rows");
        }
    }

    /** As a folder of models by their settings looks. */
    @Test
    void folders_like_partitions_that_hold_no_rows_stand_in_nobodys_way() throws IOException {
        Files.createDirectories(folder.resolve("rate=0.1/model"));
        try (OutputTransaction outputs = transaction(WriteMode.ERRORIFEXISTS)) {
            outputs.folder(folder.resolve("rate=0.2/model").toString());
            outputs.file(folder.resolve("x.html").toString());
        }
    }

    /** A bucket may hold millions of files beside an output. */
    @Test
    void no_folder_above_is_listed_to_its_end() throws IOException {
        spark.sparkContext().hadoopConfiguration().setClass("fs.endless.impl", EndlessStore.class, FileSystem.class);
        String where = "endless:" + folder.resolve("a/b/out");
        Files.createDirectories(folder.resolve("a/b"));
        int above = folder.resolve("a/b").getNameCount() + 1;
        EndlessStore.begin(true);
        try (OutputTransaction outputs = transaction(WriteMode.ERRORIFEXISTS)) {
            outputs.rows(where);
            assertThat(EndlessStore.listed()).isPositive().isLessThanOrEqualTo(1000L * above);
        }
        Files.writeString(folder.resolve("a/_SUCCESS"), "");
        for (int i = 0; i < 1500; i++) {
            Files.writeString(folder.resolve("a/note-" + i), "");
        }
        assertThatThrownBy(() -> transaction(WriteMode.ERRORIFEXISTS).rows(where))
                .as("wherever it is in the list")
                .hasMessageContaining("/a', which holds rows");
    }

    /** An input may have a million partitions, which its reader lists. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void no_input_is_listed_to_its_end(boolean recursive) throws IOException {
        spark.sparkContext().hadoopConfiguration().setClass("fs.endless.impl", EndlessStore.class, FileSystem.class);
        for (int day = 0; day < 40; day++) {
            Files.createDirectories(folder.resolve("rows/day=" + day));
        }
        EndlessStore.begin(true);
        String where = "endless:" + folder.resolve("rows");
        try (LogLines log = new LogLines(FolderMarker.class, Level.WARN)) {
            assertThat(InputPaths.of(spark.sparkContext().hadoopConfiguration(), List.of(where), "parquet", recursive))
                    .containsExactly(where);
            assertThat(log.lines())
                    .containsExactly(
                            "Below '" + where + "' the first 1000 folders, and as many entries of each, were looked"
                                    + " at for tables, whose files alone are no rows.");
        }
        assertThat(EndlessStore.listed()).isPositive().isLessThanOrEqualTo(1000L * 50);
    }

    /** A bucket may hold millions of files beside an output. */
    @Test
    void what_lies_beside_a_place_is_not_listed_to_its_end() throws IOException {
        spark.sparkContext().hadoopConfiguration().setClass("fs.endless.impl", EndlessStore.class, FileSystem.class);
        EndlessStore.begin(true);
        String where = "endless:" + folder.resolve("out");
        assertThat(Leftovers.clear(spark, where))
                .containsExactly(
                        "Nothing is there, and no job that was killed left anything at " + where + ".",
                        "Of what lies beside it the first 10,000 were looked at; name other places there too.");
        assertThat(EndlessStore.listed()).isEqualTo(10_000);
    }

    @Test
    void what_others_remove_meanwhile_is_in_nobodys_way() throws IOException {
        spark.sparkContext().hadoopConfiguration().setClass("fs.endless.impl", EndlessStore.class, FileSystem.class);
        EndlessStore.begin(false);
        Files.createDirectories(folder.resolve("out/a"));
        try (OutputTransaction outputs = transaction(WriteMode.OVERWRITE)) {
            outputs.rows("endless:" + folder.resolve("out"));
        }
    }

    @Test
    void outputs_in_each_other_are_refused() {
        assertThat(refusal(List.of("out/model", "out"), List.of()))
                .isEqualTo("Output 'out' would replace 'out/model', which the job also reads or writes; name another.");
        assertThat(refusal(List.of("same", "./same"), List.of())).contains("would replace");
        assertThat(refusal(List.of("out", "in"), List.of("in/model"))).contains("'in' would replace 'in/model'");
    }

    @Test
    void outputs_in_what_is_read_are_refused() {
        assertThat(refusal(List.of("in/scaled"), List.of("in")))
                .isEqualTo("Output 'in/scaled' lies in 'in', which would be read with it from then on; name a place"
                        + " outside of it.");
        assertThat(refusal(List.of("in/b.parquet"), List.of("in/*.parquet")))
                .startsWith("Output 'in/b.parquet' lies in 'in/*.parquet', which");
        assertThat(refusal(List.of("in/b/scaled"), List.of("in/{a,b}"))).contains("lies in");
    }

    @Test
    void names_of_files_are_no_patterns() throws IOException {
        Path file = folder.resolve("in/part-[ab]");
        spark.range(3).write().parquet(file.toString());
        try (OutputTransaction outputs = transaction(WriteMode.ERRORIFEXISTS)) {
            outputs.folder(folder.resolve("in/part-a").toString());
            outputs.claim(
                    List.of(),
                    Optional.of(spark.read()
                            .parquet(folder.resolve("in/part-\\[ab\\]").toString())
                            .toDF()));
        }
    }

    @Test
    void outputs_beside_what_is_read_are_not() throws IOException {
        try (OutputTransaction outputs = transaction(WriteMode.ERRORIFEXISTS)) {
            outputs.folder(folder.resolve("in/out").toString());
            outputs.claim(List.of("in/*.parquet", "a[b"), Optional.empty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a,b}", "[ax]", "link", "A/../a", "*", "c", "a/part"})
    void what_is_read_is_not_replaced_however_it_is_spelled(String input) throws IOException {
        spark.range(3).write().parquet(folder.resolve("a/part").toString());
        spark.range(3).write().parquet(folder.resolve("b").toString());
        Files.createDirectory(folder.resolve("A"));
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a/part"));
        Files.createDirectory(folder.resolve("c"));
        Path file;
        try (var files = Files.newDirectoryStream(folder.resolve("a/part"), "*.parquet")) {
            file = files.iterator().next();
        }
        Files.createSymbolicLink(folder.resolve("c/linked.parquet"), file);
        Dataset<Row> rows = spark.read()
                .option("recursiveFileLookup", true)
                .parquet(folder.resolve(input).toString());
        rows.createOrReplaceTempView("view_of_a");
        for (Dataset<Row> read : List.of(rows, spark.sql("SELECT id + 1 FROM view_of_a WHERE id > 0"))) {
            try (OutputTransaction outputs = transaction(WriteMode.OVERWRITE)) {
                outputs.rows(folder.resolve("a").toString());
                assertThatThrownBy(() -> outputs.claim(List.of(), Optional.of(read)))
                        .hasMessageContaining("which the job also reads or writes; name another.");
            }
        }
        assertThat(spark.read().parquet(folder.resolve("a/part").toString()).count())
                .isEqualTo(3);
    }

    @Test
    void a_link_is_followed_and_stays() throws IOException {
        Files.createDirectory(folder.resolve("real"));
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
        try (OutputTransaction outputs = transaction(WriteMode.OVERWRITE)) {
            var target = outputs.folder(folder.resolve("link").toString());
            outputs.claim(List.of(), Optional.empty());
            spark.range(3).write().parquet(outputs.fresh(target));
            outputs.publish();
        }
        assertThat(folder.resolve("link")).isSymbolicLink();
        assertThat(spark.read().parquet(folder.resolve("real").toString()).count())
                .isEqualTo(3);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("link", "real");
    }

    private OutputTransaction transaction(WriteMode mode) {
        return new OutputTransaction(spark, mode);
    }

    private String refusal(List<String> places, List<String> reads) {
        try (OutputTransaction outputs = transaction(WriteMode.OVERWRITE)) {
            for (String place : places) {
                outputs.folder(place);
            }
            outputs.claim(reads, Optional.empty());
            return "";
        } catch (IOException | IllegalArgumentException e) {
            return e.getMessage();
        }
    }
}
