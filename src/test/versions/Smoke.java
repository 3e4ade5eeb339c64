import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.Trigger;
import org.tare.feature.ColumnScaler;
import org.tare.feature.Imputer;
import org.tare.feature.LogScaler;
import org.tare.feature.MaxAbsScaler;
import org.tare.feature.MinMaxScaler;
import org.tare.feature.Normalizer;
import org.tare.feature.Scaler;
import org.tare.feature.ScalerModel;
import org.tare.feature.StandardScaler;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.GroupedStatistics;
import org.tare.scan.Scan;
import org.tare.sql.Tare;
import org.tare.stat.HistogramStatistic;
import org.tare.train.NeuralNetworkClassificationModel;
import org.tare.train.NeuralNetworkClassifier;
import org.tare.train.NeuralNetworkRegressor;

/**
 * What a user does, on one version of Spark: {@code Smoke SAMPLES LOAD SAVE}. Prints a line for each result, which has to be the
 * same on all versions; saves statistics and models, and reads those that another version saved. Without SAVE it only reads, and
 * prints the lines of that.
 */
public final class Smoke {
    private final SparkSession spark;
    private final Dataset<Row> flights;
    private final Dataset<Row> digits;
    private final Path save;
    private final Path load;
    private final Map<String, Object> results = new TreeMap<>();

    private Smoke(SparkSession spark, Path samples, Path load, Path save) {
        this.spark = spark;
        this.flights = spark.read()
                .parquet(samples.resolve("flights.parquet").toString())
                .where("pmod(xxhash64(*), 10) = 0")
                .selectExpr("*", "IF(delay > 100, NULL, delay) AS gaps", "array(delay, distance / 3D) AS pair");
        this.digits = spark.read()
                .parquet(samples.resolve("digits.parquet").toString())
                .selectExpr("label", "CAST(pixels AS array<double>) AS pixels")
                .where("pmod(xxhash64(pixels), 5) = 0");
        this.save = save;
        this.load = load;
    }

    public static void main(String[] arguments) throws Exception {
        SparkSession spark = SparkSession.builder().appName("smoke").getOrCreate();
        Path load = Path.of(arguments[1]);
        boolean reads = arguments.length == 2;
        Smoke smoke = new Smoke(spark, Path.of(arguments[0]), load, reads ? load : Path.of(arguments[2]));
        if (reads) {
            smoke.read();
        } else {
            smoke.statistics();
            smoke.sql();
            smoke.scalers();
            smoke.training();
        }
        smoke.results.forEach((name, result) -> System.out.println(
                name + " " + Integer.toHexString(result.toString().hashCode())));
        spark.stop();
    }

    private void read() throws IOException {
        result(
                "statistics",
                rows(DatasetStatistics.load(spark, load.resolve("statistics").toString())
                        .toDataset(spark)));
        for (String name : services()) {
            ScalerModel model = ScalerModel.load(load.resolve(name).toString());
            result(name + " transforms", hash(model.transform(flights)));
        }
        result("predictions", predictions(PipelineModel.load(load.resolve("pipeline").toString())));
    }

    private void statistics() {
        DatasetStatistics whole = Scan.of(flights, "delay", "distance", "gaps", "pair")
                .with(new HistogramStatistic())
                .run();
        result("statistics", rows(whole.toDataset(spark)));
        DatasetStatistics merged = scan("delay > 0").merge(scan("NOT (delay > 0)"));
        require(merged.equals(scan("true")), "statistics of parts merge to those of the whole");
        result("weighted", Scan.of(flights, "delay").weightCol("distance").run());

        // More columns than Spark reads in batches, unless it is told to.
        String[] wide = new String[130];
        Arrays.setAll(wide, i -> "delay * " + i + " AS c" + i);
        String table = save.resolve("wide").toString();
        flights.selectExpr(wide).write().parquet(table);
        Dataset<Row> columns = spark.read().parquet(table);
        result("wide", Scan.of(columns, columns.columns()).run());

        GroupedStatistics groups =
                Scan.of(flights, "delay").groupBy("origin").run();
        result("groups", rows(groups.toDataset()));

        whole.save(spark, save.resolve("statistics").toString());
        require(
                DatasetStatistics.load(spark, load.resolve("statistics").toString())
                        .equals(whole),
                "statistics that another version saved");
    }

    /** The session was started with the extension, named twice. */
    private void sql() throws Exception {
        flights.createOrReplaceTempView("flights");
        String all = "exact_sum(delay) s, exact_avg(delay) a, exact_stddev(gaps) d, exact_moments(gaps) m,"
                + " exact_quantile(distance, array(0.1, 0.5)) q, hex(exact_moments_state(delay)) ms,"
                + " hex(exact_quantile_state(delay, 64)) qs";
        result("sql of all", rows(spark.sql("SELECT " + all + " FROM flights")));
        result("sql by group", rows(spark.sql("SELECT origin, " + all + " FROM flights GROUP BY origin")));
        result(
                "sql in windows",
                rows(spark.sql("SELECT origin, exact_avg(delay) OVER (PARTITION BY origin ORDER BY delay, distance"
                        + " ROWS BETWEEN 3 PRECEDING AND CURRENT ROW) FROM flights")));
        Row merged = spark.sql("SELECT exact_avg(m) a, exact_quantile(q, 0.5) q FROM (SELECT origin,"
                        + " exact_moments_state(delay) m, exact_quantile_state(delay) q FROM flights GROUP BY origin)")
                .head();
        require(
                merged.equals(spark.sql("SELECT exact_avg(delay), exact_quantile(delay, 0.5) FROM flights")
                        .head()),
                "states by group merge to those of all rows");
        String plan = spark.sql("EXPLAIN SELECT exact_avg(delay) FROM flights").head().getString(0);
        require(plan.contains("exact_avg(") && !plan.contains("Lambda"), "a plan shows what is called: " + plan);
        require(
                rows(spark.sql("DESCRIBE FUNCTION exact_avg")).toString().contains("the mean"),
                "functions are described");
        Tare.register(spark);
        stream();
    }

    private void stream() throws Exception {
        String path = save.resolve("streamed").toString();
        Dataset<Row> delays = flights.select("origin", "delay");
        delays.repartition(3).write().parquet(path);
        spark.readStream()
                .schema(delays.schema())
                .option("maxFilesPerTrigger", 1)
                .parquet(path)
                .groupBy("origin")
                .agg(functions.expr("exact_avg(delay)"), functions.expr("hex(exact_moments_state(delay))"))
                .writeStream()
                .format("memory")
                .queryName("streamed")
                .outputMode("complete")
                .trigger(Trigger.AvailableNow())
                .start()
                .awaitTermination();
        require(
                rows(spark.table("streamed"))
                        .equals(rows(spark.sql("SELECT origin, exact_avg(delay), hex(exact_moments_state(delay))"
                                + " FROM flights GROUP BY origin"))),
                "a stream ends with the states of its rows");
    }

    private DatasetStatistics scan(String rows) {
        return Scan.of(flights.where(rows), "delay", "pair").run();
    }

    private void scalers() throws Exception {
        for (String name : services()) {
            Scaler<?> scaler =
                    (Scaler<?>) Class.forName(name).getConstructor(String.class).newInstance("smoke");
            if (scaler instanceof Imputer imputer) {
                imputer.setStrategy("median");
            }
            if (scaler instanceof LogScaler logarithm) {
                logarithm.setFunction("asinh");
            }
            model(name, scaler.setInputCols("delay", "gaps", "distance", "pair").fit(flights));
        }
        ScalerModel groups = new StandardScaler()
                .setInputCols("delay")
                .setGroupCols("origin")
                .setMinGroupRows(50)
                .fit(flights);
        result("scaled in groups", hash(groups.transform(flights)));
        Dataset<Row> normalized = new Normalizer().setInputCols("delay", "distance").transform(flights);
        result("Normalizer", hash(normalized));
    }

    private void model(String name, ScalerModel model) throws IOException {
        long transformed = hash(model.transform(flights));
        result(name + " transforms", transformed);
        model.write().save(save.resolve(name).toString());
        result(name, Files.readString(save.resolve(name).resolve("features/part-00000.txt")));
        ScalerModel other = ScalerModel.load(load.resolve(name).toString());
        require(other.toString().equals(model.toString()), "a model that another version saved: " + name);
        require(hash(other.transform(flights)) == transformed, "its results: " + name);
    }

    private void training() throws IOException {
        PipelineModel model = new Pipeline()
                .setStages(new PipelineStage[] {
                    new ColumnScaler()
                            .add(new MaxAbsScaler().setInputCols("pixels"))
                            .add(new MinMaxScaler().setInputCols("pixels"))
                            .setVectorCol("features"),
                    new NeuralNetworkClassifier()
                            .setLabelCol("label")
                            .setLayers("dense(20) batchNorm relu dense(10)")
                            .setEpochs(3)
                            .setShards(4)
                            .setWorkers(2)
                })
                .fit(digits);
        var network = (NeuralNetworkClassificationModel) model.stages()[1];
        result("training", weights(network.weights()));
        result("predictions", predictions(model));
        model.write().overwrite().save(save.resolve("pipeline").toString());
        PipelineModel other = PipelineModel.load(load.resolve("pipeline").toString());
        require(
                hash(other.transform(digits).select("prediction", "probability"))
                        == hash(model.transform(digits).select("prediction", "probability")),
                "predictions of a pipeline that another version saved");
        result(
                "regression",
                weights(new NeuralNetworkRegressor()
                        .setFeaturesCol("scaled")
                        .setLabelCol("delay")
                        .setLayers("dense(4) tanh dense(1)")
                        .setEpochs(2)
                        .setWorkers(2)
                        .fit(new StandardScaler()
                                .setInputCols("distance")
                                .setVectorCol("scaled")
                                .fit(flights)
                                .transform(flights.where("pmod(xxhash64(*), 5) = 0")))
                        .weights()));
    }

    private long predictions(PipelineModel model) {
        return hash(model.transform(digits).select("label", "prediction"));
    }

    private static String weights(Map<String, double[]> weights) {
        StringBuilder all = new StringBuilder();
        new TreeMap<>(weights).forEach((name, values) -> all.append(name).append(Arrays.toString(values)));
        return all.toString();
    }

    /** The same whatever the order of the rows. */
    private static long hash(Dataset<Row> data) {
        return data.select(functions.expr("bit_xor(xxhash64(*))")).head().getLong(0);
    }

    private static List<String> rows(Dataset<Row> data) {
        return data.collectAsList().stream().map(Row::toString).sorted().toList();
    }

    /** The scalers that the jar registers. */
    private static List<String> services() throws IOException {
        List<String> names = new ArrayList<>();
        for (URL file : Collections.list(
                Scaler.class.getClassLoader().getResources("META-INF/services/org.apache.spark.ml.Estimator"))) {
            try (InputStream in = file.openStream()) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(names::add);
            }
        }
        names.removeIf(name -> !name.startsWith("org.tare.feature.") || name.endsWith(".ColumnScaler"));
        return names;
    }

    private void result(String name, Object result) {
        results.put(name.replace(' ', '_'), result);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("This does not hold: " + what);
        }
    }
}
