package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tare.job.JobRun.SAMPLE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
                .contains("There is no whole model at");
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
