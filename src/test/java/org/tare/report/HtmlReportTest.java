package org.tare.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.TestSpark;
import org.tare.feature.ColumnScaler;
import org.tare.feature.MinMaxScaler;
import org.tare.feature.PowerTransformer;
import org.tare.feature.RobustScaler;
import org.tare.feature.ScalerModel;
import org.tare.feature.StandardScaler;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.GroupedStatistics;
import org.tare.scan.Scan;
import org.tare.stat.HistogramStatistic;
import org.tare.train.NeuralNetworkClassificationModel;
import org.tare.train.NeuralNetworkClassifier;

class HtmlReportTest {
    private static final List<String> HOSTILE = List.of(
            "\"><script>alert(1)</script>",
            "</style></title><img src=x onerror=alert(2)>",
            "a'b\"c&d;`e",
            "javascript:alert(3)",
            "--> ]]> \u202Egpj.exe",
            "line\nbreak\u0000end",
            "\uD83D\uDE80 Ωμέγα",
            "x".repeat(500));

    private final SparkSession spark = TestSpark.session();

    private Dataset<Row> data() {
        return spark.range(1000)
                .selectExpr(
                        "CAST(id AS double) AS even",
                        "IF(id % 10 = 0, NULL, id * id * 1.0D) AS holes",
                        "7 AS same",
                        "IF(id = 3, CAST('Infinity' AS double), id * 1.0D) AS endless",
                        "IF(id = 5, 1e6, id % 7) AS spiky",
                        "CAST(NULL AS double) AS nothing");
    }

    private static DatasetStatistics scan(Dataset<Row> data) {
        return Scan.of(data, data.columns()).with(new HistogramStatistic()).run();
    }

    private static String body(String html) {
        return html.substring(html.indexOf("<body>"), html.indexOf("<script>"));
    }

    private static int count(String what, String text) {
        return text.split(Pattern.quote(what), -1).length - 1;
    }

    @Test
    void a_feature_has_its_numbers_its_picture_and_what_is_to_look_at() {
        String html = HtmlReport.of(scan(data())).title("Some data").html();
        assertThat(html)
                .contains("<title>Some data</title>", ">499.5<", ">10 % missing<", ">constant<", ">1 infinite<")
                .contains(">0.1 % outliers, up to 1,000,000<", ">100 % missing<", ">no values<");
        assertThat(count("class=\"card\"", html)).isEqualTo(6);
        assertThat(count("class=\"before\"", html)).isEqualTo(5);
        assertThat(count("class=\"curve\"", html)).isZero();
    }

    @Test
    void a_scaler_has_curves_between_histograms() {
        ScalerModel model = new ColumnScaler()
                .add(new StandardScaler().setInputCols("even", "same"))
                .add(new PowerTransformer().setInputCols("holes"))
                .fit(data());
        String html = HtmlReport.of(model).with(scan(data())).html();
        assertThat(count("class=\"curve\"", html)).isEqualTo(3);
        assertThat(count("class=\"after\"", html)).isEqualTo(3);
        // Those that are not scaled are shown too.
        assertThat(count("class=\"before\"", html)).isEqualTo(5);
        assertThat(html).contains("even_scaled", "<dt>lambda</dt>");
    }

    @Test
    void a_scaler_beside_other_days_shows_one_set_of_values() {
        Dataset<Row> before = spark.range(11).selectExpr("id * 1.0D AS x", "id * 2.0D AS y");
        Dataset<Row> after = spark.range(11).selectExpr("IF(id = 0, NULL, id + 4000.5D) AS x");
        ScalerModel model = new RobustScaler().setInputCols("x", "y").fit(before);
        String html = body(HtmlReport.of(model).with(scan(after)).html());
        String x = html.substring(html.indexOf("id=\"f0\""), html.indexOf("id=\"f1\""));
        // The values are 4001.5 to 4010.5, and of the fit there is the curve alone: quartiles 2.5, 5 and 7.5.
        assertThat(x)
                .contains("<dt>values</dt><dd>10</dd>", "<dt>missing</dt><dd>1</dd>", "<dt>min</dt><dd>4,002</dd>")
                .contains("<dt>max</dt><dd>4,011</dd>", "9.09 % missing", "<dt>median</dt><dd>5</dd>", "affine(x0=5.0");
        String y = html.substring(html.indexOf("id=\"f1\""));
        assertThat(y).contains("<dt>max</dt><dd>20</dd>").doesNotContain("class=\"before\"");
    }

    @Test
    void a_scaler_of_another_ones_results_is_not_shown_with_the_raw_values() {
        Dataset<Row> data = spark.range(9).selectExpr("id * 100.0D AS x");
        ScalerModel first =
                new MinMaxScaler().setInputCols("x").setOutputCols("x").fit(data);
        ScalerModel second = new StandardScaler().setInputCols("x").fit(first.transform(data));
        String html = body(HtmlReport.of(first).with(second).with(scan(data)).html());
        String card = html.substring(html.indexOf("id=\"f1\""));
        assertThat(card).contains("<dt>max</dt><dd>1</dd>").doesNotContain("class=\"before\"");
        assertThat(html).contains("<dt>max</dt><dd>800</dd>");
    }

    @Test
    void a_feature_that_is_scaled_twice_is_told_apart_by_its_results() {
        Dataset<Row> data = spark.range(9).selectExpr("id * 1.0D AS `<x>`", "id AS y", "id % 2 AS g");
        ColumnScaler twice = new ColumnScaler()
                .add(new StandardScaler().setInputCols("<x>", "y"))
                .add(new MinMaxScaler().setInputCols("<x>").setOutputCols("<x>_01"));
        HtmlReport report = HtmlReport.of(twice.fit(data));
        for (String shown : List.of(body(report.html()), report.shortForm())) {
            assertThat(shown).contains(twofold("<x>", "<x>_scaled"), twofold("<x>", "<x>_01"), "<bdi>y</bdi>");
            assertThat(count(" → ", shown.replaceAll("<svg.*?</svg>|title=\"[^\"]*\"", "")))
                    .isEqualTo(count(twofold("<x>", "<x>_scaled"), shown) + count(twofold("<x>", "<x>_01"), shown));
        }
        String groups = body(HtmlReport.of(twice.setGroupCols("g").fit(data)).html());
        assertThat(groups).contains("mean of &lt;x&gt; → &lt;x&gt;_scaled", "mean of &lt;x&gt; → &lt;x&gt;_01");
        ScalerModel first =
                new MinMaxScaler().setInputCols("y").setOutputCols("y").fit(data);
        ScalerModel second =
                new RobustScaler().setInputCols("y").setOutputCols("y").fit(first.transform(data));
        assertThat(body(HtmlReport.of(first).with(second).html()))
                .contains("<h3>" + twofold("y", "y (1)"), "<h3>" + twofold("y", "y (2)"));
    }

    private static String twofold(String name, String result) {
        return ("[" + name + "] → [" + result + "]")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("[", "<bdi>")
                .replace("]", "</bdi>");
    }

    @Test
    void shares_of_the_tails_stand_above_the_bars() {
        Dataset<Row> data = spark.range(5000).selectExpr("IF(id < 10, -1e6D, IF(id < 20, 1e6D, id % 97)) AS x");
        String html = HtmlReport.of(new StandardScaler().setInputCols("x").fit(data))
                .with(scan(data))
                .html();
        Matcher bars = Pattern.compile("class=\"before\" d=\"([^\"]*)\"").matcher(html);
        assertThat(bars.find()).isTrue();
        double highest = Pattern.compile("V([0-9.]+)")
                .matcher(bars.group(1))
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .min()
                .orElseThrow();
        List<String> labels = Pattern.compile("class=\"tail[^>]* y=\"([0-9.]+)\"")
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(labels)
                .hasSize(2)
                .allSatisfy(y -> assertThat(Double.parseDouble(y)).isLessThan(highest));
    }

    @Test
    void without_histograms_curves_are_drawn_alone() {
        ScalerModel model = new MinMaxScaler().setInputCols("even", "spiky").fit(data());
        String html = HtmlReport.of(model).html();
        assertThat(count("class=\"curve\"", html)).isEqualTo(2);
        assertThat(count("class=\"before\"", html)).isZero();
        assertThat(html).contains("standard deviations off");
        String moments = HtmlReport.of(Scan.of(data(), "even").run()).html();
        assertThat(moments).contains(">499.5<").doesNotContain("<svg");
    }

    @Test
    void names_are_text_whatever_they_hold() {
        Dataset<Row> hostile = spark.range(20).toDF();
        for (String name : HOSTILE) {
            hostile = hostile.withColumn(name, hostile.col("id"));
        }
        DatasetStatistics statistics = scan(hostile);
        List<String> names = new ArrayList<>();
        statistics.columns().forEach(column -> names.add("`" + column.name().replace("`", "``") + "`"));
        ScalerModel model =
                new MinMaxScaler().setInputCols(names.toArray(String[]::new)).fit(statistics);
        List<String> pages = List.of(
                HtmlReport.of(statistics).title(HOSTILE.get(0)).html(),
                HtmlReport.of(model).with(statistics).title(HOSTILE.get(1)).html(),
                ComparisonPage.of(Comparison.of(statistics, scan(spark.range(3).toDF())), Thresholds.usual()));
        for (String page : pages) {
            assertThat(count("<script", page)).isEqualTo(1);
            assertThat(count("</style", page)).isEqualTo(1);
            assertThat(page)
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "\uD83D\uDE80 Ωμέγα", "line\uFFFDbreak\uFFFDend")
                    .doesNotContain("<img", "\u0000", "x".repeat(300));
        }
        assertThat(pages.get(2)).contains("gone").doesNotContain("NaN to NaN");
    }

    @Test
    void a_page_loads_nothing_and_runs_only_its_own_script() throws Exception {
        String html = HtmlReport.of(scan(data())).html();
        assertThat(html).doesNotContainPattern("https?://|url\\(|@import|\\ssrc=|href=\"[^#]");
        for (String element : List.of("style", "script")) {
            Matcher content = Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
                    .matcher(html);
            assertThat(content.find()).isTrue();
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(content.group(1).getBytes(StandardCharsets.UTF_8));
            assertThat(html)
                    .contains(
                            element + "-src &#x27;sha256-" + Base64.getEncoder().encodeToString(hash) + "&#x27;");
        }
    }

    @Tag("long")
    @Test
    void a_thousand_features_stay_below_5_megabytes() {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            columns.add("exp(randn(" + i + ")) * " + (i + 1) + " AS sensor_" + i);
        }
        Dataset<Row> wide = spark.range(500).selectExpr(columns.toArray(String[]::new));
        DatasetStatistics statistics = scan(wide);
        ScalerModel model = new StandardScaler().setInputCols(wide.columns()).fit(statistics);
        String html = HtmlReport.of(model).with(statistics).html();
        assertThat(count("class=\"card\"", html)).isEqualTo(1000);
        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(5_000_000);
        DatasetStatistics more = scan(wide.withColumn("one", wide.col("sensor_1")));
        html = HtmlReport.of(more).html();
        assertThat(count("class=\"card\"", html)).isEqualTo(1000);
        assertThat(count("data-card", html)).isGreaterThan(1001);
    }

    @Test
    void the_largest_groups_are_listed_and_each_has_its_own_numbers(@TempDir Path folder) throws IOException {
        Dataset<Row> data = spark.range(300).selectExpr("floor(sqrt(id)) AS g", "floor(sqrt(id)) * 10 + id % 2 AS x");
        GroupedStatistics groups =
                Scan.of(data, "x").with(new HistogramStatistic()).groupBy("g").run();
        String html = HtmlReport.of(groups).html();
        assertThat(html).contains("<h2>Groups by g</h2>", "All 18 groups", "<dt>groups</dt><dd>18</dd>");
        // Rows of g are those of id from g² to (g + 1)², so 16 has the most and 0 the fewest; 17 ends early.
        assertThat(html.indexOf(">g = 16<")).isPositive().isLessThan(html.indexOf(">g = 15<"));
        assertThat(html.indexOf(">g = 1<")).isLessThan(html.indexOf(">g = 0<"));
        ScalerModel model =
                new StandardScaler().setInputCols("x").setGroupCols("g").fit(data);
        String scaled = HtmlReport.of(model).with(groups).html();
        assertThat(count("affine(", scaled)).isEqualTo(1 + 18);
        assertThat(count("class=\"thumb\"", scaled)).isEqualTo(1 + 18);
        model.report(folder.resolve("groups.html").toString(), groups);
        assertThat(folder.resolve("groups.html")).hasContent(scaled);
        String unseen = HtmlReport.of(model).html();
        assertThat(count("affine(", unseen)).isEqualTo(1 + 18);
        assertThat(unseen).contains(">mean of x<", "<td>160.5</td>").doesNotContain("class=\"thumb\"", ">rows<");
        ScalerModel named = new StandardScaler()
                .setInputCols("x")
                .setGroupCols("counts")
                .fit(data.withColumnRenamed("g", "counts"));
        assertThat(HtmlReport.of(named).html()).contains(">counts = 2<");
        GroupedStatistics others =
                Scan.of(data.where("g > 5"), "x").groupBy("g").run();
        assertThat(HtmlReport.of(model).with(others).html()).contains(">g = 2<", ">mean of x<");
    }

    /** What is known is shown, and that sums are wanting is no finding in each of a thousand features. */
    @Test
    void without_sums_there_are_bounds() {
        Dataset<Row> data = spark.range(300).selectExpr("id % 2 AS g", "id AS x", "id AS y");
        Scan bounds = Scan.of(data, "x", "y").withoutSums();
        String all = HtmlReport.of(bounds.run()).html();
        assertThat(all)
                .contains("All features were scanned without sums", ">min<", ">299<")
                .doesNotContain(">mean<", ">std. deviation<", "class=\"flag\"");
        String groups = HtmlReport.of(bounds.groupBy("g").run()).html();
        assertThat(groups)
                .contains("All features were scanned without sums", ">min of x<", ">max of y<", "<td>298</td>")
                .doesNotContain(">mean", ">std.", "class=\"flag\"");
        assertThat(HtmlReport.of(Scan.of(data, "x", "y").withoutSums("y").run()).html())
                .contains("1 of 2 features were scanned without sums", ">mean<", ">149.5<");
    }

    @Tag("long")
    @Test
    void groups_of_many_features_or_with_hostile_names_stay_a_page() {
        List<String> columns = new ArrayList<>(List.of("CONCAT(id % 300, '</b><script>', CHAR(7)) AS g"));
        for (int i = 0; i < 1000; i++) {
            columns.add("exp(randn(" + i + ")) * " + (i + 1) + " AS sensor_" + i);
        }
        Dataset<Row> wide = spark.range(600).selectExpr(columns.toArray(String[]::new));
        String[] sensors =
                Stream.of(wide.columns()).filter(name -> !name.equals("g")).toArray(String[]::new);
        GroupedStatistics groups = Scan.of(wide, sensors)
                .with(new HistogramStatistic())
                .groupBy("g")
                .run();
        String html = HtmlReport.of(groups).html();
        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(5_000_000);
        assertThat(html).contains("5 largest of 300 groups", "and 800 more", "&lt;/b&gt;&lt;script&gt;\uFFFD");
        assertThat(count("<script", html)).isEqualTo(1);
        String few = HtmlReport.of(groups.select("sensor_0", "sensor_1")).html();
        assertThat(few).contains("200 largest of 300 groups");
    }

    @Test
    void the_ends_of_doubles_range_and_no_rows_are_shown_too() {
        Dataset<Row> extreme = spark.range(9)
                .selectExpr(
                        "IF(id % 2 = 0, -1.7e308D, 1.7e308D) AS wide",
                        "id * 4.9e-324D AS tiny", "1e300D + id AS far", "array(id * 1.0D, 0.0D) AS pair");
        String html = HtmlReport.of(scan(extreme)).html();
        assertThat(body(html)).contains("1.7e308", "pair[1]").doesNotContain("NaN", "Infinity");
        ScalerModel model = new StandardScaler().setInputCols("tiny", "far").fit(extreme);
        assertThat(body(HtmlReport.of(model).with(scan(extreme)).html())).doesNotContain("NaN", "Infinity");
        assertThat(HtmlReport.of(scan(extreme.where("false"))).html()).contains("no values");
    }

    @Test
    void a_network_has_layers_learning_curves_and_where_known_a_confusion_matrix() {
        Dataset<Row> points = spark.createDataFrame(
                        spark.range(60)
                                .selectExpr("id % 2 * 1.0D AS label", "id % 2 + rand(1) AS x")
                                .javaRDD(),
                        new org.apache.spark.sql.types.StructType()
                                .add("label", "double")
                                .add("x", "double"))
                .selectExpr("label", "array(x, 1 - x) AS features", "x > 1.5 AS held");
        NeuralNetworkClassificationModel model = new NeuralNetworkClassifier()
                .setLayers("dense(3) batchNorm relu dense(2)")
                .setValidationIndicatorCol("held")
                .setEpochs(3)
                .setShards(1)
                .setBatchSize(20)
                .fit(points);
        String html = HtmlReport.of(model)
                .with(new Confusion(List.of("no", "<b>"), List.of(List.of(5.0, 0.0), List.of(1.0, 2.0))))
                .html();
        assertThat(html)
                .contains("dense(3", "batchNorm", "class=\"loss\"", "class=\"validation\"", "class=\"metric\"")
                .contains("<td class=\"h5\">5</td>", "<td class=\"h0\"></td>", "<td class=\"h2\">1</td>", "&lt;b&gt;")
                .doesNotContain("<b>");
        long weights = model.weights().values().stream()
                .mapToLong(array -> array.length)
                .sum();
        assertThat(html).contains("<dt>weights</dt><dd>" + weights + "</dd>");
        assertThat(HtmlReport.of(model).shortForm())
                .contains("dense(3", "epoch 3")
                .doesNotContain("<style");
        assertThat(model.predict(Vectors.dense(2, -1))).isIn(0.0, 1.0);
    }

    @Test
    void shares_of_weighted_statistics_are_those_of_rows_and_the_page_says_so() {
        Dataset<Row> data = spark.range(10).selectExpr("IF(id = 0, NULL, id * 1.0D) AS x", "IF(id = 0, 91, 1) AS w");
        DatasetStatistics weighted = Scan.of(data, "x").weightCol("w").run();
        assertThat(HtmlReport.of(weighted).html()).contains(">10 % missing<", "counted and shared by rows");
        assertThat(HtmlReport.of(scan(data.select("x"))).html()).doesNotContain("shared by rows");
    }

    @Test
    void what_is_null_is_named() {
        HtmlReport report = HtmlReport.of(scan(data()));
        DatasetStatistics none = null;
        assertThatNullPointerException()
                .isThrownBy(() -> HtmlReport.of(none))
                .withMessage("A report's statistics may not be null; leave out what is not there.");
        assertThatNullPointerException()
                .isThrownBy(() -> HtmlReport.of((ScalerModel) null))
                .withMessageContaining("report's scaler");
        assertThatNullPointerException()
                .isThrownBy(() -> report.with((Confusion) null))
                .withMessageContaining("report's confusion matrix");
        assertThatNullPointerException().isThrownBy(() -> report.title(null)).withMessageContaining("report's title");
        assertThatNullPointerException().isThrownBy(() -> report.save(null)).withMessageContaining("report's file");
        assertThatNullPointerException()
                .isThrownBy(() -> Comparison.of(none, none))
                .withMessage("The reference is null; give the statistics of the earlier rows.");
    }

    @Test
    void a_matrix_has_a_number_for_each_class_and_class() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Confusion(List.of("a", "b"), List.of(List.of(1.0, 2.0))))
                .withMessageContaining("want a matrix of 2 rows and columns");
    }

    @Test
    void a_short_form_stands_in_other_pages() {
        String html = HtmlReport.of(scan(data())).shortForm();
        assertThat(html)
                .startsWith("<div>")
                .contains("10 % missing", "fill=\"#0072b2\"")
                .doesNotContain("<script", "<style", " id=");
        Dataset<Row> wide = data();
        for (int i = 0; i < 30; i++) {
            wide = wide.withColumn("<i>" + i, wide.col("even"));
        }
        assertThat(HtmlReport.of(scan(wide)).shortForm())
                .contains("and 16 more", "&lt;i&gt;")
                .doesNotContain("<i>");
        ScalerModel model = new StandardScaler().setInputCols("even").fit(data());
        assertThat(HtmlReport.of(model).shortForm()).contains("affine(");
    }

    @Test
    void it_is_saved_once(@TempDir Path folder) throws Exception {
        HtmlReport report = HtmlReport.of(scan(data()));
        report.save(folder.resolve("report.html"));
        assertThat(Files.readString(folder.resolve("report.html"))).isEqualTo(report.html());
        assertThatThrownBy(() -> report.save(folder.resolve("report.html")))
                .isInstanceOf(FileAlreadyExistsException.class);
    }
}
