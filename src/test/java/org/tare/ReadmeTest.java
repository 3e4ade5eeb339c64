package org.tare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.Scan;
import org.tare.stat.HistogramStatistic;

/** The Java in README.md compiles, runs on the sample, and yields what its comments say. */
class ReadmeTest {
    private static final Path README = Path.of("README.md");

    /** Statements stand behind a program that has made these, and the imports that the text names. */
    private static final String FRAGMENT = """
            import java.nio.file.Path;
            import java.util.*;
            import org.apache.spark.ml.*;
            import org.apache.spark.sql.*;
            import org.tare.export.*;
            import org.tare.feature.*;
            import org.tare.scan.*;
            import org.tare.scoring.*;
            import org.tare.stat.*;
            import org.tare.train.*;
            import org.tare.report.*;

            public class Fragment {
                public static Map<String, Object> run(SparkSession spark, Dataset<Row> flights%s) throws Exception {
            %s
                    return Map.of(%s);
                }
            }
            """;

    private static final Pattern VARIABLE = Pattern.compile("^[\\w<>\\[\\]]+ (\\w+) =", Pattern.MULTILINE);
    /** A link within the repository, but for the Javadoc, which only the site has. */
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|apidocs/|#)([^)#]+)[^)]*\\)");

    private static final Pattern VALUE = Pattern.compile("^double (\\w+) = .*; +// (-?[0-9.]+)$", Pattern.MULTILINE);

    private final SparkSession spark = TestSpark.session();

    @TempDir
    private Path folder;

    @Test
    void the_program_runs_and_prints_what_it_learned() throws Exception {
        List<String> programs = DocumentedJava.blocks(README, "java").stream()
                .filter(DocumentedJava::isComplete)
                .toList();
        assertThat(programs).hasSize(1);
        DocumentedJava.compile(programs, folder);
        String printed;
        try (URLClassLoader loader = DocumentedJava.loader(folder)) {
            Method main =
                    loader.loadClass(DocumentedJava.className(programs.get(0))).getMethod("main", String[].class);
            // A regression's summary cannot be sent to tasks once its session has observed anything, as other tests do.
            SparkSession.setActiveSession(spark.newSession());
            printed = printed(() -> main.invoke(null, (Object) new String[0]));
        } finally {
            SparkSession.clearActiveSession();
        }
        // The mean of the flights' delays has five decimals, since there are 100,000 of them.
        assertThat(printed).containsPattern("delay +100000 +0 +6\\.59889 +32\\.61564472408755 ");
        assertThat(printed).contains("|late|").contains("|prediction|");
        assertThat(PipelineModel.load("target/late").stages()).hasSize(2);
    }

    @Test
    void the_program_is_the_one_beside_the_sample() throws IOException {
        assertThat(DocumentedJava.blocks(README, "java"))
                .contains(Files.readString(Path.of("src/sample/Flights.java")));
    }

    @Test
    void statements_yield_the_values_in_their_comments() throws Exception {
        String statistics = fragmentWith("DatasetStatistics january");
        Map<String, Object> values = run(statistics);
        Matcher stated = VALUE.matcher(statistics);
        int numbers = 0;
        while (stated.find()) {
            assertThat(values.get(stated.group(1))).as(stated.group()).isEqualTo(Double.valueOf(stated.group(2)));
            numbers++;
        }
        assertThat(numbers).isEqualTo(2);
        DatasetStatistics once =
                Scan.of(flights(), "delay").with(new HistogramStatistic()).run();
        assertThat(values.get("all")).isEqualTo(once);
    }

    @Tag("long")
    @Test
    void the_network_is_as_right_as_it_says() throws Exception {
        String training = fragmentWith("NeuralNetworkClassifier()");
        Matcher stated = Pattern.compile("more than (\\d+) %").matcher(training);
        assertThat(stated.find()).isTrue();
        Dataset<?> predicted = (Dataset<?>) run(training).get("predicted");
        double right = predicted.where("prediction = label").count() / (double) predicted.count();
        assertThat(right).isGreaterThan(Integer.parseInt(stated.group(1)) / 100.0);
    }

    @Test
    void every_statement_is_run_by_a_test() throws IOException {
        assertThat(DocumentedJava.blocks(README, "java")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"statistics, 5", "training, 1", "export, 2", "reports, 2"})
    void the_java_of_a_page_compiles(String page, int number) throws IOException {
        List<String> blocks = DocumentedJava.blocks(Path.of("src/site/markdown", page + ".md"), "java");
        assertThat(blocks).hasSize(number);
        String known =
                ", Dataset<Row> today, Dataset<Row> train, Dataset<Row> test, double[] pixels, DatasetStatistics all,"
                        + " ScalerModel fitted";
        for (String block : blocks) {
            DocumentedJava.compile(List.of(FRAGMENT.formatted(known, block, "")), folder);
        }
    }

    /** Links and pictures lead to files. */
    @Test
    void links_lead_somewhere() throws IOException {
        List<Path> pages = new ArrayList<>(
                List.of(README, Path.of("CONTRIBUTING.md"), Path.of("CHANGELOG.md"), Path.of("SECURITY.md")));
        try (Stream<Path> site = Files.list(Path.of("src/site/markdown"))) {
            site.forEach(pages::add);
        }
        for (Path page : pages) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                assertThat(page.resolveSibling(link.group(1)))
                        .as("%s in %s", link.group(), page)
                        .exists();
            }
        }
    }

    private static String fragmentWith(String text) throws IOException {
        List<String> found = DocumentedJava.blocks(README, "java").stream()
                .filter(block -> !DocumentedJava.isComplete(block) && block.contains(text))
                .toList();
        assertThat(found).as("statements with " + text).hasSize(1);
        return found.get(0);
    }

    private Map<String, Object> run(String statements) throws Exception {
        List<String> variables = new ArrayList<>();
        Matcher variable = VARIABLE.matcher(statements);
        while (variable.find()) {
            variables.add("\"" + variable.group(1) + "\", " + variable.group(1));
        }
        DocumentedJava.compile(List.of(FRAGMENT.formatted("", statements, String.join(", ", variables))), folder);
        try (URLClassLoader loader = DocumentedJava.loader(folder)) {
            Method run = loader.loadClass("Fragment").getMethod("run", SparkSession.class, Dataset.class);
            Map<String, Object> values = new HashMap<>();
            ((Map<?, ?>) run.invoke(null, spark, flights())).forEach((name, value) -> values.put((String) name, value));
            return values;
        }
    }

    private Dataset<Row> flights() {
        return spark.read().parquet("src/sample/flights.parquet");
    }

    private interface Action {
        void run() throws Exception;
    }

    private static String printed(Action action) throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setOut(out);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
