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
    void new_and_missing_columns_are_findings() throws IOException {
        view("other", "month(date) = 1", "'late' AS delay", "DISTANCE", "hour(date) AS `hour`");
        JobRun run = compare("--current", "table:other", "--html", path("html"));
        assertThat(run.status()).isEqualTo(3);
        assertThat(folder.resolve("html")).content().contains("<dt>min now</dt>", "<dt>max now</dt>");
        assertThat(run.out())
                .containsPattern("delay +gone ")
                .containsPattern("hour +new ")
                .containsPattern("Drifted +1 of 2 features")
                .containsPattern("New +1 features")
                .containsPattern("Of another type +delay \\(string\\)");
        view("more", "month(date) = 1", "*", "1 AS one");
        assertThat(compare("--current", "table:more").status()).isZero();
    }

    private void groupView(String name, String where, String x) {
        spark.range(12_000)
                .selectExpr("IF(id % 4 = 3, NULL, CONCAT('g', id % 4)) AS g", "id % 97 AS v")
                .where(where)
                .selectExpr("g", x + " AS x")
                .createOrReplaceTempView(name);
    }

    @Test
    void each_group_is_compared_with_itself() throws IOException {
        groupView("before", "g <=> 'g0' OR g = 'g1' OR g IS NULL OR v < 3", "v * 1.0D");
        // A third of the rows moves by two fifths of the range, which moves all rows by less than a seventh.
        groupView("now", "g = 'g1' OR g IS NULL OR g = 'g2'", "IF(g <=> 'g1', v + 40.0D, v * 1.0D)");
        statistics("before", "--quantiles", "--group-cols=g");
        Object[] arguments = {
            "--reference", path("before"), "--current", "table:now", "--psi=none", "--ks=0.3", "--beyond=none"
        };
        JobRun all = JobRun.of(new Compare(), arguments);
        assertThat(all.status()).isZero();
        assertThat(all.out()).doesNotContain("Groups");
        List<Object> byGroup = new ArrayList<>(List.of(arguments));
        byGroup.addAll(List.of("--by-group", "--json", path("groups.json"), "--html", path("groups.html")));
        JobRun run = JobRun.of(new Compare(), byGroup.toArray());
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isEqualTo(3);
        // g2 had a few rows only.
        assertThat(run.out())
                .containsPattern("Groups +1 drifted, 1 gone, 1 of too few rows, 1 as before")
                .containsPattern("g1 +x: ks +3,000 +3,000")
                .containsPattern("g0 +gone +3,000 +0");
        JsonNode groups = new ObjectMapper()
                .readTree(folder.resolve("groups.json").toFile())
                .get("groups");
        assertThat(groups.get("by").toString()).isEqualTo("[\"g\"]");
        assertThat(groups.get("found")).hasSize(2);
        JsonNode drifted = groups.get("found").get(0).get("key").get(0).asText().equals("g1")
                ? groups.get("found").get(0)
                : groups.get("found").get(1);
        assertThat(drifted.get("features").toString()).isEqualTo("{\"x\":[\"ks\"]}");
        // 40 of 97 values in turn lie below all that there are now; the group begins and ends within a turn.
        assertThat(drifted.get("measures").get("x").get("ks").asDouble()).isBetween(39 / 97.0, 41 / 97.0);
        assertThat(drifted.get("measures").get("x").get("missing").asDouble()).isZero();
        assertThat(Files.readString(folder.resolve("groups.html")))
                .contains("Groups by g", ">g = g1<", ">x: ks<", ">gone<", "groups drifted or gone");
        byGroup.subList(byGroup.indexOf("--json"), byGroup.size()).clear();
        byGroup.add("--min-group-rows=3001");
        JobRun few = JobRun.of(new Compare(), byGroup.toArray());
        assertThat(few.status()).isZero();
        assertThat(few.out()).containsPattern("Groups +4 of too few rows");
        statistics("now", "--quantiles", "--group-cols=g");
        byGroup.set(byGroup.indexOf("table:now"), path("now"));
        byGroup.set(byGroup.indexOf("--min-group-rows=3001"), "--min-group-rows=1000");
        JobRun saved = JobRun.of(new Compare(), byGroup.toArray());
        assertThat(saved.out()).containsPattern("Groups +1 drifted, 1 gone");
        spark.table("now").selectExpr("7 AS g", "x").createOrReplaceTempView("typed");
        byGroup.set(byGroup.indexOf(path("now")), "table:typed");
        assertThat(JobRun.of(new Compare(), byGroup.toArray()).err())
                .contains("Group column 'g' is of type string in one of the statistics and int in the other; cast it");
    }

    @Test
    void one_group_is_compared() {
        groupView("before", "true", "v * 1.0D");
        groupView("now", "true", "IF(g IS NULL, v + 40.0D, v * 1.0D)");
        statistics("before", "--quantiles", "--group-cols=g");
        statistics("now", "--quantiles", "--group-cols=g");
        for (String current : List.of("table:now", path("now"))) {
            Object[] arguments = {"--reference", path("before"), "--current", current, "--group"};
            JobRun same =
                    JobRun.of(new Compare(), arguments[0], arguments[1], arguments[2], arguments[3], "--group=g=g1");
            assertThat(same.status()).isZero();
            assertThat(same.out()).containsPattern("Current +3,000 rows").containsPattern("Drifted +0 of 1 features");
            assertThat(JobRun.of(new Compare(), arguments[0], arguments[1], arguments[2], arguments[3], "--group=g1")
                            .out())
                    .isEqualTo(same.out());
            JobRun other =
                    JobRun.of(new Compare(), arguments[0], arguments[1], arguments[2], arguments[3], "--group=g");
            assertThat(other.status()).isEqualTo(3);
        }
        assertThat(JobRun.of(new Compare(), "--reference", path("january"), "--current", "table:january", "--group=g=1")
                        .err())
                .contains("--group is about groups, and the reference is not by group");
        assertThat(JobRun.of(new Compare(), "--reference", path("before"), "--current", path("january"), "--by-group")
                        .err())
                .contains("--by-group is about groups, and the current statistics are not by group");
        assertThat(JobRun.of(new Compare(), "--reference=a", "--current=b", "--by-group", "--group=g")
                        .err())
                .contains("give one of the two");
        assertThat(JobRun.of(new Compare(), "--reference", path("before"), "--current", "table:now", "--group=nowhere")
                        .err())
                .contains("There is no group [nowhere]");
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
        assertThat(JobRun.of(new Compare(), "--reference=a", "--current=").err())
                .contains("--current is empty; give a path, table:NAME or a jdbc: URL.");
        assertThat(JobRun.of(new Compare(), "--reference=a", "--current=https://example.com/flights.csv")
                        .err())
                .contains("'https://example.com/flights.csv' is on the web");
        assertThat(JobRun.of(new Compare(), "--reference=", "--current=b").err())
                .contains("--reference is empty; give a path.");
        assertThat(JobRun.of(new Compare(), "--reference", path("january"), "--current", path("nowhere"))
                        .err())
                .isEqualToIgnoringNewLines("There is nothing at '" + path("nowhere") + "'; correct --current.");
        for (String current : List.of(path("nowhere"), folder.toString())) {
            assertThat(JobRun.of(new Compare(), "--reference", path("january"), "--current", current)
                            .err())
                    .isNotBlank()
                    .doesNotContain("--input");
        }
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
