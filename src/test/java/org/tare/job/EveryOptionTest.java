package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;

/** Whatever stands in an option, a job that cannot run says why in one sentence. */
class EveryOptionTest {
    private static final List<String> VALUES =
            List.of("", "x", "-1", "1e999", "99999999999999999999", "((((", "\0", "table:", "nowhere://a/b");

    /** Each misses its input. */
    private static final Map<Supplier<Job>, List<String>> JOBS = Map.of(
            Scale::new, List.of("-i", "nowhere.parquet", "-o", "FOLDER/out"),
            Fit::new, List.of("-i", "nowhere.parquet", "--model", "FOLDER/model"),
            Transform::new, List.of("-i", "nowhere.parquet", "-o", "FOLDER/out", "--model", "nowhere"),
            Statistics::new, List.of("-i", "nowhere.parquet", "--statistics", "FOLDER/statistics"),
            Compare::new,
                    List.of("-i", "nowhere.parquet", "--reference", "nowhere", "--json", "FOLDER/comparison.json"),
            Export::new, List.of("--model", "nowhere", "--to", "sql", "--table", "t", "-o", "FOLDER/out"),
            Report::new, List.of("--statistics", "nowhere", "--model", "nowhere", "-o", "FOLDER/report.html"),
            Train::new,
                    List.of(
                            "-i",
                            "nowhere.parquet",
                            "--model",
                            "FOLDER/model",
                            "--label=l",
                            "--features=a,b",
                            "--layers=dense(2)"),
            Predict::new, List.of("-i", "nowhere.parquet", "-o", "FOLDER/out", "--model", "nowhere"));

    @TempDir
    private Path folder;

    static Stream<Supplier<Job>> jobs() {
        return JOBS.keySet().stream();
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("jobs")
    void says_in_one_sentence_what_is_wrong(Supplier<Job> job) {
        SoftAssertions all = new SoftAssertions();
        int runs = 0;
        for (OptionSpec option : Job.commandLine(job.get()).getCommandSpec().options()) {
            if (option.usageHelp()
                    || option.versionHelp()
                    || option.longestName().equals("--stacktrace")) {
                continue;
            }
            for (String value : VALUES) {
                List<Object> arguments = new ArrayList<>();
                JOBS.get(job).forEach(argument -> arguments.add(argument.replace("FOLDER", folder.toString())));
                arguments.add(option.longestName() + "=" + value);
                JobRun run = JobRun.of(job.get(), arguments.toArray());
                String what = Job.commandLine(job.get()).getCommandName() + " " + option.longestName() + "=" + value;
                all.assertThat(run.status()).as(what + ": " + run.err()).isIn(1, 2);
                all.assertThat(run.err().strip())
                        .as(what)
                        .hasLineCount(1)
                        .hasSizeLessThan(600)
                        .doesNotContain("Exception")
                        .doesNotContain("\tat ")
                        .endsWith(".");
                runs++;
            }
        }
        all.assertAll();
        assertThat(runs).isGreaterThan(80);
        assertThat(folder).isEmptyDirectory();
    }
}
