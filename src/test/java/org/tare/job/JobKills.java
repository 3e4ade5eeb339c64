package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tare.TestSpark;
import org.tare.job.publish.CopyingStore;

/** Real processes, killed over the whole of a job and most often where it publishes: {@code mvn -Pkills verify}. */
class JobKills {
    private static final Pattern STEPS = Pattern.compile("steps (\\d+)");
    private static final int KILLS = 15;

    /** Steps before the end in which most kills fall: those of publishing. */
    private static final long PUBLISHING = 110;

    @TempDir
    private static Path common;

    private static String input;

    @TempDir
    private Path folder;

    @BeforeAll
    static void write_the_input() {
        SparkSession spark = TestSpark.session();
        spark.sparkContext().hadoopConfiguration().setClass("fs.copying.impl", CopyingStore.class, FileSystem.class);
        CopyingStore.live();
        spark.table(JobRun.few().replace("table:", ""))
                .coalesce(1)
                .write()
                .parquet(common.resolve("flights").toString());
        input = common.resolve("flights").toString();
    }

    @ParameterizedTest
    @CsvSource({"KILL, overwrite", "TERM, overwrite", "KILL, errorifexists", "TERM, errorifexists"})
    void whatever_a_kill_leaves_the_next_job_finds_all_outputs_of_one_job(String signal, String mode) throws Exception {
        long steps = steps(mode);
        for (int i = 0; i < KILLS; i++) {
            Path place = Files.createDirectory(folder.resolve("kill" + i));
            if (mode.equals("overwrite")) {
                assertThat(here(place, "delay", mode).status()).isZero();
            }
            long step = i < 3 ? 1 + steps * i / 3 : steps - PUBLISHING * (i - 3) / (KILLS - 3);
            launch(place, signal, step, "distance", mode);
            // The next job: any at one of the places, or the same one again.
            JobRun next = i % 2 == 0
                    ? JobRun.of(new Recover(), "copying:" + place.resolve("rows_model"))
                    : here(place, "distance", mode);
            assertThat(next.status())
                    .as("step %s: %s", step, next.err())
                    .isIn(mode.equals("overwrite") || i % 2 == 0 ? List.of(0) : List.of(0, 1));
            List<String> names = names(place);
            assertThat(names).as("step %s", step).isIn(List.of(), List.of("rows", "rows_model", "rows_statistics"));
            if (!names.isEmpty()) {
                Outcome.of(place.resolve("rows")).requireOneOf("delay", "distance");
            }
        }
    }

    private long steps(String mode) throws Exception {
        Path place = Files.createDirectory(folder.resolve("whole"));
        if (mode.equals("overwrite")) {
            here(place, "delay", mode);
        }
        Matcher steps = STEPS.matcher(launch(place, "KILL", Long.MAX_VALUE, "distance", mode));
        assertThat(steps.find()).isTrue();
        return Long.parseLong(steps.group(1));
    }

    private static JobRun here(Path place, String column, String mode) {
        return JobRun.of(new Scale(), arguments(place, column, mode).toArray());
    }

    private static List<String> arguments(Path place, String column, String mode) {
        return List.of("-i", input, "-o", "copying:" + place.resolve("rows"), "--columns=" + column, "--mode=" + mode);
    }

    private static String launch(Path place, String signal, long step, String column, String mode) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        ProcessHandle.current().info().arguments().stream()
                .flatMap(Stream::of)
                .filter(option -> option.startsWith("--add-") || option.startsWith("-D"))
                .forEach(command::add);
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), KilledJob.class.getName(), signal, "" + step));
        command.addAll(arguments(place, column, mode));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
