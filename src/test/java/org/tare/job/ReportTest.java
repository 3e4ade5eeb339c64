package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tare.job.JobRun.SAMPLE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.feature.VectorAssembler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.TestSpark;

class ReportTest {
    @TempDir
    private Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static JobRun succeed(Job job, Object... arguments) {
        JobRun run = JobRun.of(job, arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        return run;
    }

    private String page(Object... arguments) throws IOException {
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--output", path("report.html"), "--mode=overwrite"));
        succeed(new Report(), all.toArray());
        assertThat(folder).isDirectoryNotContaining("glob:**.{crc,tare}");
        return Files.readString(folder.resolve("report.html"));
    }

    @Test
    void statistics_and_a_scaler_are_shown_without_the_data() throws IOException {
        succeed(new Statistics(), "-i", SAMPLE, "--quantiles", "--statistics", path("statistics"));
        succeed(new Fit(), "--from-statistics", path("statistics"), "--model", path("model"));
        assertThat(page("--statistics", path("statistics"), "--title", "Flights & <more>"))
                .contains("<h1>Flights &amp; &lt;more&gt;</h1>", ">delay<", "class=\"before\"")
                .doesNotContain("class=\"curve\"");
        assertThat(page("--statistics", path("statistics"), "--model", path("model")))
                .contains("class=\"before\"", "class=\"curve\"", "class=\"after\"", "delay_scaled");
        assertThat(page("--model", path("model"))).contains("class=\"curve\"").doesNotContain("class=\"before\"");
    }

    @Test
    void one_group_is_shown_with_its_own_numbers() throws IOException {
        TestSpark.session()
                .range(30)
                .selectExpr("id % 3 AS g", "id % 3 * 1000 + id % 10 AS x")
                .createOrReplaceTempView("grouped_numbers");
        Object[] scan = {"-i", "table:grouped_numbers", "--columns=x", "--group-cols=g", "--quantiles"};
        succeed(new Statistics(), with(scan, "--statistics", path("by_g")));
        succeed(new Fit(), "--from-statistics", path("by_g"), "--columns=x", "--model", path("model"));
        assertThat(page("--statistics", path("by_g"), "--group", "g=2"))
                .contains("<h1>Group g = 2</h1>", ">2,009<")
                .doesNotContain(">1,009<");
        assertThat(page("--statistics", path("by_g"), "--model", path("model"), "--group", "g=1", "--title=One"))
                .contains("<h1>One</h1>", ">1,009<", "class=\"before\"", "class=\"after\"");
        assertThat(page("--model", path("model"), "--group", "g=0"))
                .contains(">4.5<", "x_scaled", "affine(x0=4.5")
                .doesNotContain("values not known", "no values");
        String all = page("--statistics", path("by_g"));
        assertThat(all)
                .contains("<h2>Groups by g</h2>", "All 3 groups", "g = 0", "g = 2", ">mean of x<", ">4.5<")
                .doesNotContain("affine(");
        assertThat(page("--statistics", path("by_g"), "--model", path("model")))
                .contains("<h2>Groups by g</h2>", "affine(x0=2004.5", "class=\"thumb\"");
        assertThat(page("--model", path("model")))
                .contains("<h2>Groups by g</h2>", "affine(x0=2004.5", ">4.5<", ">mean of x<");
        succeed(new Statistics(), "-i", "table:grouped_numbers", "--columns=x", "--statistics", path("all"));
        assertThat(JobRun.of(new Report(), "--statistics", path("all"), "--group", "g=2", "-o", path("x"))
                        .err())
                .contains("--group names a group, and neither model nor statistics are by group; leave it out.");
    }

    private static Object[] with(Object[] some, Object... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray();
    }

    @Test
    void a_network_is_shown_and_on_rows_measured() throws IOException {
        TestSpark.session()
                .range(200)
                .selectExpr("IF(id % 2 = 0, 'even', 'odd') AS parity", "id % 2 + rand(1) / 2 AS x", "rand(2) AS y")
                .createOrReplaceTempView("numbers_of_parity");
        Object[] train = {
            "-i",
            "table:numbers_of_parity",
            "--label=parity",
            "--features=x,y",
            "--scaler=standard",
            "--layers=dense(4) relu dense(2)",
            "--epochs=3",
            "--batch-size=20",
            "--model",
            path("network")
        };
        succeed(new Train(), train);
        assertThat(page("--model", path("network")))
                .contains("dense(4", "class=\"loss\"", "class=\"curve\"", ">x<")
                .doesNotContain("Confusion matrix");
        assertThat(page("--model", path("network"), "-i", "table:numbers_of_parity"))
                .contains("Confusion matrix", ">even<", ">odd<");
    }

    @Test
    void what_cannot_be_is_said() throws IOException {
        assertThat(JobRun.of(new Report(), "-o", "x").err())
                .contains("There is nothing to show; give --statistics, --model or both");
        assertThat(JobRun.of(new Report(), "-o", "x", "--statistics=a", "--label=b")
                        .err())
                .contains("give --input too");
        assertThat(JobRun.of(new Report(), "-o", path("x"), "--model", path("nowhere"))
                        .err())
                .contains("There is nothing at '" + path("nowhere") + "'; give the path of a model that jobs/fit,");
        Files.createDirectory(folder.resolve("empty"));
        assertThat(JobRun.of(new Report(), "-o", path("x"), "--model", path("empty"))
                        .err())
                .contains("There is no whole model at '" + path("empty") + "'");
        assertThat(JobRun.of(new Report(), "-o", "", "--model", folder).err())
                .startsWith("--output is empty; give a path.");
        assertThat(JobRun.of(new Report(), "-o", path("x"), "--model", folder, "--title= ")
                        .err())
                .startsWith("--title is empty; give a text, or leave it out.");
        new VectorAssembler()
                .setInputCols(new String[] {"a"})
                .setOutputCol("b")
                .write()
                .save(path("assembler"));
        assertThat(JobRun.of(new Report(), "-o", path("x"), "--model", path("assembler"))
                        .err())
                .contains("holds a VectorAssembler without a scaler or a network of Tare");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void a_page_that_is_there_stays() throws IOException {
        succeed(new Statistics(), "-i", SAMPLE, "--statistics", path("statistics"));
        Path mine = Files.writeString(folder.resolve("mine.html"), "mine");
        assertThat(JobRun.of(new Report(), "--statistics", path("statistics"), "-o", mine)
                        .err())
                .contains("exists; give --mode overwrite to replace it");
        assertThat(JobRun.of(new Report(), "--statistics", path("statistics"), "-o", folder)
                        .err())
                .contains("is a folder; name a file in it");
        assertThat(mine).hasContent("mine");
    }
}
