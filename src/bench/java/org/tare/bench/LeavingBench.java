package org.tare.bench;

import static org.apache.spark.sql.functions.rand;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.export.ModelExport;
import org.tare.export.StagePlans;
import org.tare.feature.ColumnScaler;
import org.tare.feature.MinMaxScaler;
import org.tare.feature.RobustScaler;
import org.tare.feature.StandardScaler;
import org.tare.report.Comparison;
import org.tare.report.ComparisonJson;
import org.tare.report.ComparisonPage;
import org.tare.report.HtmlReport;
import org.tare.report.Thresholds;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.Scan;
import org.tare.scoring.Port;
import org.tare.scoring.Scoring;
import org.tare.stat.HistogramStatistic;
import org.tare.train.NeuralNetworkClassifier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What leaves Spark: exports, reports and comparisons of many features, and rows scored without it. Each of the first three is done
 * once in a JVM that did nothing like it before, as a job does it, and then again.
 */
@Command(name = "leaving", mixinStandardHelpOptions = true)
public final class LeavingBench implements Callable<Integer> {
    private static final String FIRST = "first";
    private static final String AGAIN = "again";
    private static final int ROWS = 2_000;
    private static final int SAMPLES = 1_000;

    @Option(names = "--features", description = "Features of the pipeline and of the report (default: ${DEFAULT-VALUE}).")
    int features = 1_000;

    @Option(names = "--compared", description = "Features that are compared (default: ${DEFAULT-VALUE}).")
    int compared = 10_000;

    @Option(names = "--rounds", description = "Rounds after the first, of which the median counts (default: ${DEFAULT-VALUE}).")
    int rounds = 5;

    @Option(names = "--rows", description = "Rows that are scored (default: ${DEFAULT-VALUE}).")
    int rows = 2_000_000;

    private final RaceTable table = new RaceTable(List.of(FIRST, AGAIN));

    public static void main(String[] args) {
        System.exit(new CommandLine(new LeavingBench()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("leaving");
        try (SparkSession spark = ScalingBench.session("tare leaving bench")
                .config("spark.sql.shuffle.partitions", ScalingBench.CORES)
                .getOrCreate()) {
            Dataset<Row> data = columns(spark).cache();
            PipelineModel pipeline = pipeline(data);
            time("ONNX of a pipeline of %,d features".formatted(features), () -> ModelExport.toOnnx(pipeline, file(folder)));
            DatasetStatistics statistics = scan(data);
            time("report of %,d features".formatted(features), () -> HtmlReport.of(statistics).save(Path.of(file(folder))));
            DatasetStatistics before = scan(vectors(spark, 1));
            DatasetStatistics now = scan(vectors(spark, 2));
            time("comparison of %,d features, as HTML and JSON".formatted(compared), () -> compare(before, now));
            score("scaling of 20 features", Scoring.of(StagePlans.of(new StandardScaler()
                    .setInputCols(Arrays.copyOf(data.columns(), 20))
                    .fit(data))));
            score("network 20-32-3 with batch normalization", network(data));
        }
        table.lines().forEach(System.out::println);
        return 0;
    }

    private Dataset<Row> columns(SparkSession spark) {
        Column[] columns = IntStream.range(0, features)
                .mapToObj(i -> rand(i).multiply(i + 1).as("feature " + i))
                .toArray(Column[]::new);
        return spark.range(0, ROWS, 1, ScalingBench.CORES).select(columns);
    }

    private Dataset<Row> vectors(SparkSession spark, int seed) {
        return spark.range(0, ROWS, 1, ScalingBench.CORES)
                .selectExpr("transform(sequence(1, %d), e -> double(pmod(xxhash64(id, e, %d), 1009))) AS vector"
                        .formatted(compared, seed));
    }

    private static PipelineModel pipeline(Dataset<Row> data) {
        String[] names = data.columns();
        int half = names.length / 2;
        String[] scaled = Arrays.stream(names).map(name -> name + "_scaled").toArray(String[]::new);
        ColumnScaler columns = new ColumnScaler()
                .add(new RobustScaler().setInputCols(Arrays.copyOf(names, half)))
                .add(new MinMaxScaler().setInputCols(Arrays.copyOfRange(names, half, names.length)));
        return new Pipeline()
                .setStages(new PipelineStage[] {
                    columns,
                    new VectorAssembler().setInputCols(scaled).setOutputCol("assembled"),
                    new StandardScaler().setInputCols("assembled").setOutputCols("features")
                })
                .fit(data);
    }

    private static Scoring network(Dataset<Row> data) {
        String[] names = Arrays.copyOf(data.columns(), 20);
        Dataset<Row> labeled = data.selectExpr("*", "CAST(`feature 0` * 3 AS int) AS label");
        return Scoring.of(StagePlans.of(new Pipeline()
                .setStages(new PipelineStage[] {
                    new StandardScaler().setInputCols(names).setVectorCol("features"),
                    new NeuralNetworkClassifier()
                            .setLayers("dense(32) batchNorm relu dense(3)")
                            .setEpochs(1)
                })
                .fit(labeled)));
    }

    private static DatasetStatistics scan(Dataset<Row> data) {
        return Scan.of(data, data.columns()).with(new HistogramStatistic()).run();
    }

    private static void compare(DatasetStatistics before, DatasetStatistics now) {
        Comparison comparison = Comparison.of(before, now);
        ComparisonPage.of(comparison, Thresholds.usual());
        ComparisonJson.of(comparison, Thresholds.usual());
    }

    private static String file(Path folder) throws Exception {
        Path file = folder.resolve("file");
        Files.deleteIfExists(file);
        return file.toString();
    }

    private void time(String work, Race.Work run) throws Exception {
        double[] seconds = new double[rounds + 1];
        for (int i = 0; i < seconds.length; i++) {
            long start = System.nanoTime();
            run.run();
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        double[] again = Arrays.copyOfRange(seconds, 1, seconds.length);
        Arrays.sort(again);
        table.add(work, Map.of(FIRST, "%.2f s".formatted(seconds[0]), AGAIN, "%.2f s".formatted(again[again.length / 2])));
    }

    /** One row after another, by one thread. */
    private void score(String work, Scoring scoring) {
        Random random = new Random(1);
        int size = scoring.inputs().stream().mapToInt(Port::size).sum();
        double[][] some = Stream.generate(() -> random.doubles(size).toArray())
                .limit(SAMPLES)
                .toArray(double[][]::new);
        double first = microseconds(scoring, some);
        double[] again = IntStream.range(0, rounds)
                .mapToDouble(round -> microseconds(scoring, some))
                .sorted()
                .toArray();
        table.add(
                work + ", a row",
                Map.of(FIRST, "%.2f µs".formatted(first), AGAIN, "%.2f µs".formatted(again[again.length / 2])));
    }

    private double microseconds(Scoring scoring, double[]... some) {
        long start = System.nanoTime();
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += scoring.apply(some[i % some.length])[0];
        }
        double elapsed = (System.nanoTime() - start) / 1e3;
        if (Double.isNaN(sum)) {
            throw new IllegalStateException("A result is missing.");
        }
        return elapsed / rows;
    }
}
