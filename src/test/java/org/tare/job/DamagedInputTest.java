package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;

/** Files that are not what they seem: the one to blame is named, and nothing is learned from the rest. */
class DamagedInputTest {
    private final SparkSession spark = TestSpark.session();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_damaged_file_among_many_is_named(boolean isCut) throws IOException {
        Path rows = folder.resolve("rows");
        spark.range(1000).selectExpr("rand() AS x").repartition(4).write().parquet(rows.toString());
        remove(rows, ".*.crc");
        Path damaged;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(rows, "*.parquet")) {
            damaged = files.iterator().next();
        }
        byte[] bytes = Files.readAllBytes(damaged);
        if (isCut) {
            bytes = Arrays.copyOf(bytes, bytes.length / 2);
        } else {
            Arrays.fill(bytes, 4, bytes.length / 2, (byte) 0x5a);
        }
        Files.write(damaged, bytes);
        JobRun run = run("-i", rows, "--columns=x");
        assertThat(run.err())
                .hasLineCount(1)
                .contains(damaged.getFileName() + "' ")
                .contains("damaged");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void files_whose_types_differ_are_named() {
        spark.range(5)
                .selectExpr("id AS x")
                .write()
                .parquet(folder.resolve("in/day=1").toString());
        spark.range(5)
                .selectExpr("'a' AS x")
                .write()
                .parquet(folder.resolve("in/day=2").toString());
        JobRun run = run("-i", folder.resolve("in"), "--columns=x");
        assertThat(run.err()).hasLineCount(1).contains("' holds column 'x' as ").contains("read them apart");
        assertThat(run.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x.csv | a,b;1,2;3 | --schema=a INT, b INT | A record '3' of 'file:",
                "x.csv | a,b;1,2;3,x | --schema=a INT, b INT | A record of 'file:",
                "x.json | {\"a\":1};{\"a\": | --schema=a INT | A record of 'file:",
                "x.json | {\"a\":1};{\"a\": | --columns=a | A record '{\"a\":' of 'file:",
                "x.json | {\"a\":1};hello | --columns=a | A record 'hello' of 'file:",
            })
    void records_that_cannot_be_read_are_refused(String name, String lines, String option, String sentence)
            throws IOException {
        Path file = Files.writeString(folder.resolve(name), lines.replace(';', '\n') + "\n");
        fails(sentence, "-i", file, option);
        JobRun lenient = run("-i", file, option, "--columns=a", "--option=mode=PERMISSIVE");
        assertThat(lenient.err()).isEmpty();
    }

    /** The states within are numbers too, and would be taken for rows. */
    @Test
    void statistics_are_no_rows_be_they_whole_or_not() throws IOException {
        List<Path> saved = List.of(folder.resolve("whole"), folder.resolve("broken"));
        for (Path statistics : saved) {
            JobRun taken = JobRun.of(
                    new Statistics(), "-i", JobRun.SAMPLE, "--columns=delay", "--statistics", "" + statistics);
            assertThat(taken.err()).isEmpty();
        }
        Files.delete(saved.get(1).resolve("_tare.json"));
        String sentence = "holds statistics or a model that a job saved";
        saved.forEach(statistics -> fails(sentence, "-i", statistics));
        JobRun compared = JobRun.of(new Compare(), "--reference", "" + saved.get(0), "--current", "" + saved.get(1));
        assertThat(compared.err()).hasLineCount(1).contains(sentence);
        assertThat(compared.status()).isEqualTo(1);
    }

    @Test
    void a_column_of_texts_names_the_way_to_numbers() throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), "a\n1\nNA\n");
        fails("give --option nullValue=NA, or the types with --schema.", "-i", file, "--columns=a");
        assertThat(run("-i", file, "--columns=a", "--option=nullValue=NA").err())
                .isEmpty();
    }

    @Test
    void a_column_that_the_schema_names_twice_is_told() throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), "{\"a\":1}\n");
        fails("Column 'a' is there twice; name each column once", "-i", file, "--schema=a INT, A INT");
    }

    @Test
    void a_line_of_too_many_columns_is_told_in_the_words_of_the_options() throws IOException {
        Path wide = Files.writeString(folder.resolve("wide.csv"), "a,b\n1,2\n");
        assertThat(run("-i", wide, "--option=maxColumns=1").err())
                .startsWith("A line of CSV has more columns, or a cell more characters, than may be; give --option");
    }

    @Test
    void bytes_that_are_no_text_are_not_printed() {
        JobRun run = run("-i", JobRun.SAMPLE, "--format=csv");
        assertThat(run.err().strip()).doesNotContainPattern("\\p{Cntrl}").hasSizeLessThan(2_100);
    }

    @Test
    void whatever_is_thrown_ends_in_a_sentence() {
        for (Throwable thrown : List.of(
                new OutOfMemoryError("Java heap space"),
                new StackOverflowError(),
                new NoClassDefFoundError("org/x/Y"),
                new IllegalStateException("plain"))) {
            StringWriter err = new StringWriter();
            int status = Job.commandLine(new Throwing(thrown))
                    .setErr(new PrintWriter(err))
                    .execute();
            assertThat(status).isEqualTo(1);
            assertThat(err.toString().lines()).singleElement().asString().doesNotContain("\tat");
        }
    }

    @Test
    void the_folder_of_a_table_is_not_read_as_files() throws IOException {
        Path table = folder.resolve("t");
        spark.range(5)
                .selectExpr("id AS x")
                .write()
                .parquet(table.resolve("day=1").toString());
        Files.createDirectory(table.resolve("_delta_log"));
        for (Object input : List.of(table, table.resolve("day=1"), folder + "/*", folder + "/t/day=*")) {
            fails("belongs to a table of Delta, whose log says which rows hold; give --format delta", "-i", input);
        }
        fails("delta", "-i", table, "--format=delta");
    }

    /** Files by which their folder holds no plain rows, and what it holds. */
    static List<Arguments> markers() {
        return List.of(
                Arguments.of("_delta_log/0.json", "a table of Delta"),
                Arguments.of("metadata/v1.metadata.json", "a table of Iceberg"),
                Arguments.of(".hoodie/timeline/x", "a table of Hudi"),
                Arguments.of("_sha256sums", "statistics or a model that a job saved"));
    }

    @ParameterizedTest
    @MethodSource("markers")
    void what_is_no_rows_is_not_read_from_above_either(String log, String what) throws IOException {
        Path table = folder.resolve("lake/team/t");
        spark.range(5).selectExpr("id AS x").write().parquet(table.toString());
        Path file = table.resolve(log);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        for (String input : List.of("lake", "lak*", "lake/team")) {
            fails(
                    "' lies " + what + ", by 'file:" + file + "'",
                    "-i",
                    folder.resolve(input),
                    "--format=parquet",
                    "--option=RecursiveFileLookup=true");
        }
        Files.delete(file);
        Files.delete(file.getParent().equals(table) ? folder.resolve("lake/team/t/_SUCCESS") : file.getParent());
        assertThat(run("-i", folder.resolve("lake"), "--format=parquet", "--option=recursiveFileLookup=true")
                        .err())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("markers")
    void a_partition_is_no_table_of_its_own(String log, String what) throws IOException {
        Path lake = folder.resolve("lake");
        spark.range(5)
                .selectExpr("id AS x")
                .write()
                .parquet(lake.resolve("day=1/k=1").toString());
        spark.range(5)
                .selectExpr("id AS x")
                .write()
                .parquet(lake.resolve("day=2/k=1").toString());
        Path file = lake.resolve("day=2/k=1").resolve(log);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        fails("' lies " + what + ", by 'file:" + file + "'", "-i", lake);
        fails("' lies " + what + ", by 'file:" + file + "'", "-i", folder.resolve("l*"));
        assertThat(run("-i", lake.resolve("day=1"), "--columns=x").err()).isEmpty();
        List<String> modes = log.startsWith("_sha") ? List.of() : List.of("overwrite", "append");
        for (String mode : modes) {
            JobRun scaled = JobRun.of(
                    new Scale(),
                    "-i",
                    JobRun.few(),
                    "--columns=delay",
                    "-o",
                    lake,
                    "--mode",
                    mode,
                    "--scaler=standard");
            assertThat(scaled.err()).hasLineCount(1).contains("lies " + what, "which a folder of files would destroy");
            assertThat(scaled.status()).isEqualTo(1);
            assertThat(file).exists();
        }
    }

    @Test
    void a_place_with_a_colon_is_read() throws IOException {
        Path place = Files.createDirectories(folder.resolve("day:1/12:00"));
        Files.writeString(place.resolve("a.csv"), "x\n1\n2\n");
        for (Path input : List.of(place, place.resolve("a.csv"))) {
            assertThat(run("-i", input, "--format=csv").err()).isEmpty();
        }
    }

    @Test
    void a_file_whose_own_name_looks_like_a_pattern_is_read() {
        Path odd = folder.resolve("x[1]{a}");
        spark.range(5).selectExpr("id AS x").write().parquet(odd.toString());
        assertThat(run("-i", odd).err()).isEmpty();
    }

    private static void remove(Path folder, String glob) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private JobRun run(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--statistics", folder.resolve("statistics"), "--mode=overwrite"));
        return JobRun.of(new Statistics(), all.toArray());
    }

    private void fails(String sentence, Object... arguments) {
        JobRun run = run(arguments);
        assertThat(run.err().lines()).singleElement().asString().contains(sentence);
        assertThat(run.status()).isEqualTo(1);
        assertThat(folder.resolve("statistics")).doesNotExist();
    }

    @picocli.CommandLine.Command(name = "throwing")
    static final class Throwing extends Job {
        private final Throwable thrown;

        Throwing(Throwable thrown) {
            this.thrown = thrown;
        }

        @Override
        void check() {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        }

        @Override
        void run(SparkSession spark) {}
    }
}
