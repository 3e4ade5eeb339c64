package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tare.job.JobRun.SAMPLE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.TestSpark;

class CompareTest {
    private final SparkSession spark = TestSpark.session();

    @TempDir
    private Path folder;

    @BeforeEach
    void january() {
        view("january", "month(date) = 1", "*");
        view("february", "month(date) = 2", "*");
        statistics("january", "--quantiles");
    }

    private void view(String name, String where, String... columns) {
        spark.read().parquet(SAMPLE).where(where).selectExpr(columns).createOrReplaceTempView(name);
    }

    private void statistics(String view, Object... more) {
        List<Object> all = new ArrayList<>(List.of("-i", "table:" + view, "--statistics", path(view)));
        all.addAll(List.of(more));
        assertThat(JobRun.of(new Statistics(), all.toArray()).err()).isEmpty();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private JobRun compare(Object... more) {
        List<Object> all = new ArrayList<>(List.of("--reference", path("january")));
        all.addAll(List.of(more));
        JobRun run = JobRun.of(new Compare(), all.toArray());
        assertThat(run.err()).isEmpty();
        return run;
    }

    private static JsonNode feature(JsonNode json, String name) {
        for (JsonNode feature : json.get("features")) {
            if (feature.get("feature").asText().equals(name)) {
                return feature;
            }
        }
        throw new AssertionError(name + " is not in " + json);
    }

    @Test
    void rows_and_their_statistics_differ_alike() throws IOException {
        statistics("february", "--quantiles");
        assertThat(compare("--current", "table:february", "--json", path("rows.json"))
                        .status())
                .isZero();
        compare("--current", path("february"), "--json", path("statistics.json"));
        compare("-i", "table:february", "--json", path("input.json"));
        String json = Files.readString(folder.resolve("rows.json"));
        assertThat(folder.resolve("statistics.json")).hasContent(json);
        assertThat(folder.resolve("input.json")).hasContent(json);
        JsonNode delay = feature(new ObjectMapper().readTree(json), "delay");
        assertThat(delay.get("findings")).isEmpty();
        assertThat(delay.get("ks").asDouble())
                .isBetween(delay.get("ksLower").asDouble(), delay.get("ksUpper").asDouble());
        assertThat(folder).isDirectoryNotContaining("glob:**.crc");
    }

    @Test
    void a_passed_threshold_is_status_3() {
        JobRun run = compare("--current", "table:february", "--ks=0.001", "--psi=none");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).containsPattern("delay +ks ").containsPattern("Drifted +2 of 2 features");
        assertThat(compare("--current", "table:january", "--mean-shift=0", "--ks=0", "--psi=0", "--beyond=0")
                        .status())
                .isZero();
    }

    @Test
    void what_is_missing_shifted_or_beyond_is_found() throws IOException {
        view(
                "changed",
                "month(date) = 2",
                "IF(day(date) < 14, NULL, delay + 60) AS delay",
                "distance * 10 AS distance");
        assertThat(compare("--current", "table:changed", "--mean-shift=5", "--json", path("json"))
                        .status())
                .isEqualTo(3);
        JsonNode json = new ObjectMapper().readTree(folder.resolve("json").toFile());
        assertThat(feature(json, "delay").get("findings"))
                .extracting(JsonNode::asText)
                .contains("missing", "meanShift", "psi", "ks");
        assertThat(feature(json, "distance").get("findings"))
                .extracting(JsonNode::asText)
                .containsExactly("meanShift", "psi", "ks", "beyond");
        assertThat(json.get("drifted").asInt()).isEqualTo(2);
        compare("--current", "table:changed", "--html", path("html"));
        assertThat(folder.resolve("html"))
                .content()
                .contains("<title>Comparison</title>", "class=\"ghost\"", ">beyond</span>");
    }

    @Test
    void new_and_missing_columns_are_findings() {
        view("other", "month(date) = 1", "'late' AS delay", "DISTANCE", "hour(date) AS `hour`");
        JobRun run = compare("--current", "table:other");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out())
                .containsPattern("delay +gone ")
                .containsPattern("hour +new ")
                .containsPattern("Drifted +1 of 3 features")
                .containsPattern("Of another type +delay \\(string\\)");
        view("more", "month(date) = 1", "*", "1 AS one");
        assertThat(compare("--current", "table:more").status()).isZero();
    }

    @Test
    void no_rows_are_a_finding() {
        view("none", "false", "*");
        JobRun run = compare("--current", "table:none");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).containsPattern("delay +no values ");
    }

    @Test
    void without_histograms_the_moments_are_compared() {
        statistics("february");
        view("january_again", "month(date) = 1", "*");
        statistics("january_again");
        Object[] moments = {"--reference", path("january_again"), "--current", path("february")};
        assertThat(JobRun.of(new Compare(), moments).status()).isZero();
        JobRun refused = JobRun.of(new Compare(), moments[0], moments[1], moments[2], moments[3], "--psi=0.1");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
                .contains(
                        "There is no histogram of 'delay' in the reference, which --psi takes; take the statistics with"
                                + " jobs/statistics --quantiles, or leave --psi out.");
        assertThat(JobRun.of(new Compare(), "--reference", path("january"), moments[2], moments[3], "--ks=0.1")
                        .err())
                .contains("There is no histogram of 'delay' in the current statistics");
    }

    @Test
    void what_cannot_be_is_said() {
        assertThat(JobRun.of(new Compare(), "--reference=a").err()).contains("Give either --current or --input");
        assertThat(JobRun.of(new Compare(), "--reference=a", "--current=b", "--psi=-1")
                        .err())
                .contains("--psi is '-1'; give a number from 0 up, or none.");
        assertThat(JobRun.of(new Compare(), "--reference", path("nowhere"), "--current", "table:january")
                        .err())
                .contains("There is nothing at '" + path("nowhere") + "'");
        view("none", "false", "*");
        statistics("none");
        assertThat(JobRun.of(new Compare(), "--reference", path("none"), "--current", "table:january")
                        .err())
                .contains("is of no rows");
    }

    @Test
    void an_output_that_exists_stays_unless_it_may_be_replaced() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "mine");
        Object[] to = {"--reference", path("january"), "--current", "table:february", "--json", file};
        assertThat(JobRun.of(new Compare(), to).err()).contains("exists; give --mode overwrite to replace it");
        assertThat(file).hasContent("mine");
        assertThat(JobRun.of(new Compare(), to[0], to[1], to[2], to[3], to[4], folder)
                        .err())
                .contains("'" + folder + "' is a folder; name a file in it.");
        compare("--current", "table:february", "--json", file, "--mode=overwrite");
        assertThat(Files.readString(file)).startsWith("{");
        assertThat(folder).isDirectoryNotContaining("glob:**.tare");
    }
}
