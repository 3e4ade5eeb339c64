package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class EndSignalTest {
    /** Gets a signal while it runs, and fails of it as jobs of Spark do. */
    @Command(name = "ended")
    static final class Ended implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            long self = ProcessHandle.current().pid();
            new ProcessBuilder("kill", "-TERM", Long.toString(self)).start().waitFor();
            while (EndSignal.now().isEmpty()) {
                Thread.onSpinWait();
            }
            throw new IllegalStateException("Job 0 cancelled because SparkContext was shut down");
        }

        public static void main(String[] arguments) {
            System.exit(new JobCommand(new Ended(), List::of, () -> false, () -> " Give --resume.").execute());
        }
    }

    @Test
    void a_job_that_is_asked_to_end_says_so_and_no_more() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx200m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Ended.class.getName())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines(
                        "The job was ended by SIGTERM; each of its outputs is whole or as it was before."
                                + " Give --resume.");
        assertThat(process.waitFor()).isEqualTo(128 + 15);
    }
}
