package org.tare.job.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tare.TestSpark;

/** Whenever a job dies, the next one at a place of it finds all of its outputs or none, and nothing beside them. */
class PublicationTest {
    private static final List<String> NAMES = List.of("statistics", "model", "rows");
    private static final Publication.Last NOTHING = () -> {};

    private final SparkSession spark = TestSpark.session();

    @TempDir
    private Path folder;

    @BeforeEach
    void know_the_store() {
        spark.sparkContext().hadoopConfiguration().setClass("fs.copying.impl", CopyingStore.class, FileSystem.class);
        CopyingStore.live();
    }

    @AfterEach
    void forget_the_dead() {
        CopyingStore.live();
    }

    @Test
    void a_list_of_files_leads_nowhere_else() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "mine");
        Claim claim = new Claim(
                spark.sparkContext().hadoopConfiguration(),
                folder.resolve("out").toString(),
                "abc");
        claim.write(claim.note("files"), "../other");
        assertThatThrownBy(new AddFiles(claim, true)::undo)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/other', which is not in '");
        assertThat(other).exists();
    }

    /** What a job does to its three places. */
    enum Job {
        REPLACE(Target.Kind.REPLACE, Target.Kind.REPLACE),
        NEW(Target.Kind.NEW, Target.Kind.NEW),
        APPEND(Target.Kind.NEW, Target.Kind.APPEND);

        private final Target.Kind models;
        private final Target.Kind rows;

        Job(Target.Kind models, Target.Kind rows) {
            this.models = models;
            this.rows = rows;
        }

        List<Target> targets(Path folder) {
            List<Target> targets = new ArrayList<>();
            for (String name : NAMES) {
                targets.add(Target.folder(name.equals("rows") ? rows : models, "copying:" + folder.resolve(name)));
            }
            return targets;
        }

        void prepare(Path folder) throws IOException {
            for (String name : NAMES) {
                if (this == REPLACE || (this == APPEND && name.equals("rows"))) {
                    write(folder.resolve(name), "old");
                }
            }
        }
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void a_job_that_dies_at_any_step_leaves_all_or_nothing(Job job) throws IOException {
        Path whole = Files.createDirectory(folder.resolve("whole"));
        job.prepare(whole);
        Map<String, String> before = content(whole);
        run(job, whole);
        Map<String, String> after = content(whole);
        long steps = CopyingStore.steps();
        assertThat(steps).isGreaterThan(30);
        assertThat(after).isNotEqualTo(before);

        Random random = new Random(7);
        boolean seenBefore = false;
        boolean seenAfter = false;
        for (long step = 0; step < steps; step += 3) {
            Path place = Files.createDirectory(folder.resolve("step" + step));
            job.prepare(place);
            die(job, place, step);
            // Who clears up may die too, and knows but one of the places.
            die(random.nextInt(40), () -> recover(place, NAMES.get(random.nextInt(NAMES.size()))));
            CopyingStore.live();
            for (String name : NAMES) {
                recover(place, name);
            }
            Map<String, String> found = content(place);
            assertThat(found).as("step %s", step).isIn(before, after);
            seenBefore |= found.equals(before);
            seenAfter |= found.equals(after);
        }
        assertThat(seenBefore && seenAfter).isTrue();
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void a_job_may_simply_run_again(Job job) throws IOException {
        for (long step = 0; step < 120; step += 5) {
            Path place = Files.createDirectory(folder.resolve("again" + step));
            job.prepare(place);
            die(job, place, step);
            CopyingStore.live();
            try {
                run(job, place);
            } catch (IllegalStateException e) {
                assertThat(job).isNotEqualTo(Job.REPLACE);
                assertThat(e).hasMessageContaining("appeared while the job ran");
            }
            assertThat(content(place))
                    .containsEntry("model/day=1/part-0", "new")
                    .doesNotContainValue("half");
            assertThat(names(place)).containsExactlyInAnyOrderElementsOf(NAMES);
        }
    }

    @Test
    void what_could_not_be_published_is_taken_back() throws IOException {
        Job.APPEND.prepare(folder);
        Map<String, String> before = content(folder);
        List<Target> targets = Job.APPEND.targets(folder);
        assertThatThrownBy(() -> {
                    try (Publication publication = new Publication(spark, targets)) {
                        writeAll(publication, targets);
                        publication.publish(() -> {
                            throw new IOException("The database is gone.");
                        });
                    }
                })
                .hasMessage("The database is gone.");
        assertThat(content(folder)).isEqualTo(before);
    }

    @Test
    void what_appeared_meanwhile_is_not_replaced() throws IOException {
        List<Target> targets = Job.NEW.targets(folder);
        assertThatThrownBy(() -> {
                    try (Publication publication = new Publication(spark, targets)) {
                        writeAll(publication, targets);
                        write(folder.resolve("model"), "another");
                        publication.publish(NOTHING);
                    }
                })
                .hasMessage(
                        "'copying:%s' appeared while the job ran, and nothing of it was replaced; "
                                + "give --mode overwrite to replace it, or name another.",
                        folder.resolve("model"));
        assertThat(names(folder)).containsExactly("model");
        assertThat(content(folder)).containsValue("another").doesNotContainValue("new");
    }

    @Test
    void two_jobs_at_one_place_exclude_each_other() throws IOException {
        List<Target> targets = Job.NEW.targets(folder);
        try (Publication first = new Publication(spark, targets)) {
            assertThatThrownBy(() -> recover(folder, "model"))
                    .hasMessageStartingWith(
                            "Another job, process " + ProcessHandle.current().pid() + " on ")
                    .hasMessageContaining("writes to 'copying:" + folder.resolve("model") + "'; wait for its end");
            writeAll(first, targets);
            first.publish(NOTHING);
        }
        assertThat(names(folder)).containsExactlyInAnyOrderElementsOf(NAMES);
    }

    @Test
    void a_claim_that_somebody_cleared_is_not_published() throws IOException {
        List<Target> targets = Job.NEW.targets(folder);
        try (Publication publication = new Publication(spark, targets)) {
            writeAll(publication, targets);
            try (Stream<Path> claims = Files.list(folder.resolve(".model.tare"))) {
                Files.delete(claims.findFirst().orElseThrow().resolve("claim"));
            }
            assertThatThrownBy(() -> publication.publish(NOTHING)).hasMessageContaining("is gone");
        }
        assertThat(content(folder)).isEmpty();
    }

    private void run(Job job, Path place) throws IOException {
        CopyingStore.dieAfter(Long.MAX_VALUE);
        List<Target> targets = job.targets(place);
        try (Publication publication = new Publication(spark, targets)) {
            writeAll(publication, targets);
            publication.publish(NOTHING);
        }
    }

    private void die(Job job, Path place, long step) {
        die(step, () -> {
            List<Target> targets = job.targets(place);
            try (Publication publication = new Publication(spark, targets)) {
                writeAll(publication, targets);
                publication.publish(NOTHING);
            }
        });
    }

    private static void die(long step, Dying job) {
        CopyingStore.dieAfter(step);
        try {
            job.run();
        } catch (IOException | UncheckedIOException e) {
            assertThat(e).hasMessageContaining("The process is dead.");
        }
    }

    private interface Dying {
        void run() throws IOException;
    }

    private void recover(Path place, String name) throws IOException {
        new Publication(spark, List.of(Target.folder(Target.Kind.NONE, "copying:" + place.resolve(name)))).close();
    }

    private static void writeAll(Publication publication, List<Target> targets) throws IOException {
        for (Target target : targets) {
            write(Path.of(publication.fresh(target).replaceFirst("^copying:", "")), "new");
        }
    }

    /** As Spark writes: the mark has one name everywhere, files of rows have names of their own. */
    private static void write(Path folder, String content) throws IOException {
        String part = folder.toString().contains("rows") ? "part-" + content : "part-0";
        Files.createDirectories(folder.resolve("day=1"));
        Files.writeString(folder.resolve("_SUCCESS"), "");
        Files.writeString(folder.resolve(part), content);
        Files.writeString(folder.resolve("day=1").resolve(part), content);
    }

    private static Map<String, String> content(Path folder) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return content;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
