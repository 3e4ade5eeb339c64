package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;
import org.tare.job.publish.CopyingStore;

class RecoverTest {
    private static final Map<String, Long> STEPS = new HashMap<>();

    @TempDir
    private static Path trials;

    @TempDir
    private Path folder;

    @BeforeEach
    void know_the_store() {
        TestSpark.session()
                .sparkContext()
                .hadoopConfiguration()
                .setClass("fs.copying.impl", CopyingStore.class, FileSystem.class);
        CopyingStore.live();
    }

    @AfterEach
    void forget_the_dead() {
        CopyingStore.live();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "{\"id\": \"abc\"}"})
    void what_a_damaged_claim_replaced_is_kept(String claim) throws IOException {
        Path kept = Files.createDirectories(folder.resolve(".out.tare/abc/old")).resolve("rows");
        Files.writeString(kept, "all there is");
        Files.writeString(folder.resolve(".out.tare/abc/claim"), claim);
        JobRun run = JobRun.of(new Recover(), folder.resolve("out").toString());
        assertThat(run.err()).hasLineCount(1).contains("of a job that was killed is damaged");
        assertThat(run.status()).isEqualTo(1);
        assertThat(kept).hasContent("all there is");
    }

    /** The last steps of a job are those of publishing. */
    @Test
    void a_root_is_no_place_of_a_job() {
        JobRun run = JobRun.of(new Recover(), "/");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().strip()).isEqualTo("'/' is a root, where no job writes; give a place that one wrote to.");
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(longs = {5, 20, 35, 50, 65, 80, 95})
    void a_job_that_died_while_it_published_is_finished_or_taken_back(long stepsBeforeTheEnd) throws IOException {
        long steps = stepsOf("overwrite");
        scale("delay", "overwrite");

        CopyingStore.dieAfter(steps - stepsBeforeTheEnd);
        scale("distance", "overwrite");
        CopyingStore.live();
        JobRun run = JobRun.of(new Recover(), "copying:" + folder.resolve("rows_model"));
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).matches("(?s)A job that was killed .*rows_model.*\\R|No job that was killed .*\\R");
        Outcome.of(folder.resolve("rows")).requireOneOf("delay", "distance");
        assertThat(names()).containsExactlyInAnyOrder("rows", "rows_model", "rows_statistics");
    }

    /** Without a mode outputs may not be there, and a part of those of the dead job may be. */
    @Tag("long")
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4, 8, 12, 20, 28, 36, 44, 52, 60, 75, 90})
    void the_same_job_again_finds_all_or_nothing_of_one_that_died(long stepsBeforeTheEnd) throws IOException {
        CopyingStore.dieAfter(stepsOf("errorifexists") - 1 - stepsBeforeTheEnd);
        scale("distance", "errorifexists");
        CopyingStore.live();
        JobRun again = scale("distance", "errorifexists");
        if (again.status() == 0) {
            assertThat(again.out()).containsAnyOf("had not committed its outputs", "Written");
        } else {
            assertThat(again.err()).contains("rows_statistics' exists; give --mode overwrite");
        }
        Outcome.of(folder.resolve("rows")).requireOneOf("distance");
        assertThat(names()).containsExactlyInAnyOrder("rows", "rows_model", "rows_statistics");
    }

    @Tag("long")
    @Test
    void an_append_that_died_adds_all_rows_or_none() throws IOException {
        scale("delay", "append");
        long before = Outcome.of(folder.resolve("rows")).rows();
        for (long step : List.of(0L, 8L, 16L)) {
            CopyingStore.live();
            JobRun whole = transform();
            assertThat(whole.err()).isEmpty();
            long grown = Outcome.of(folder.resolve("rows")).rows();
            assertThat(grown).isEqualTo(before + 200);
            CopyingStore.dieAfter(CopyingStore.steps() - 1 - step);
            assertThat(transform().status()).isEqualTo(1);
            CopyingStore.live();
            JobRun.of(new Recover(), "copying:" + folder.resolve("rows"));
            before = Outcome.of(folder.resolve("rows")).rows();
            assertThat(before).isIn(grown, grown + 200);
        }
        assertThat(names()).containsExactlyInAnyOrder("rows", "rows_model", "rows_statistics");
    }

    @Test
    void nothing_is_made_where_nothing_was_left() {
        JobRun run = JobRun.of(new Recover(), folder.resolve("rows"), "table:nothing", folder);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("Nothing is there, and no job that was killed left anything at " + folder.resolve("rows"))
                .contains("No job that was killed left anything at " + folder + ".");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_place_in_no_folder_is_refused() {
        JobRun run = JobRun.of(new Recover(), folder.resolve("nowhere/rows"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .isEqualToIgnoringNewLines("There is no folder 'file:" + folder.resolve("nowhere")
                        + "', so no job wrote to '" + folder.resolve("nowhere/rows")
                        + "'; give a place that one wrote to.");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_table_by_no_name_is_refused() {
        assertThat(JobRun.of(new Recover(), "table:a b c").err())
                .isEqualToIgnoringNewLines(
                        "'a b c' is no name of a table; give NAME or DATABASE.NAME, with odd names in backticks.");
    }

    @Test
    void a_database_needs_no_recovery() {
        JobRun run = JobRun.of(new Recover(), "jdbc:h2:x");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("A database takes back by itself what was not committed;");
    }

    /** The steps of a job that does not die: where one of its kind wrote before, or where nothing is. */
    private static long stepsOf(String mode) {
        return STEPS.computeIfAbsent(mode, any -> {
            Path place = trials.resolve(mode);
            if (mode.equals("overwrite")) {
                scale("delay", mode, place);
            }
            CopyingStore.live();
            assertThat(scale("delay", mode, place).status()).isZero();
            long steps = CopyingStore.steps();
            CopyingStore.live();
            return steps;
        });
    }

    private JobRun scale(String column, String mode) {
        return scale(column, mode, folder.resolve("rows"));
    }

    private static JobRun scale(String column, String mode, Path place) {
        return JobRun.of(
                new Scale(),
                "-i",
                JobRun.few(),
                "-o",
                "copying:" + place,
                "--columns=" + column,
                String.format(Locale.ROOT, "--mode=%s", mode));
    }

    private JobRun transform() {
        return JobRun.of(
                new Transform(),
                "-i",
                JobRun.few(),
                "-o",
                "copying:" + folder.resolve("rows"),
                "--model",
                "copying:" + folder.resolve("rows_model"),
                "--mode=append");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
