package org.tare.bench;

import dev.ludovic.netlib.blas.BLAS;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains side by side with Spark's own perceptron and, step by step, with PyTorch; writes the tables that README shows. */
@Command(name = "training-bench", mixinStandardHelpOptions = true)
public final class TrainingBench implements Callable<Integer> {
    enum Part {
        STEPS,
        PRECISION,
        ACCURACY,
        MLLIB,
        EXCHANGE
    }

    @Option(names = "--parts", split = ",", description = "Which (default: all): ${COMPLETION-CANDIDATES}.")
    List<Part> parts = List.of(Part.values());

    @Option(names = "--rounds", description = "Rounds that count (default: ${DEFAULT-VALUE}).")
    int rounds = 5;

    @Option(names = "--seeds", description = "Seeds of each training of ACCURACY (default: ${DEFAULT-VALUE}).")
    int seeds = 2;

    @Option(names = "--shapes", split = ",", description = "Which (default: all): ${COMPLETION-CANDIDATES}.")
    List<TrainingSteps.Net> nets = List.of(TrainingSteps.Net.values());

    @Option(names = "--data", description = "Digits, as Parquet (default: ${DEFAULT-VALUE}).")
    Path data = Path.of("src", "sample", "digits.parquet");

    @Option(
            names = "--python",
            description = "A Python that has PyTorch, which then takes its turns with Tare; without it PyTorch is left out.")
    Path python;

    @Option(names = "--out", description = "Folder for the tables (default: ${DEFAULT-VALUE}).")
    Path out = Path.of("target", "bench");

    private final List<String> lines = new ArrayList<>();

    public static void main(String[] args) {
        System.exit(new CommandLine(new TrainingBench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        lines.add("Products of matrices by " + BLAS.getInstance().getClass().getSimpleName() + ".");
        if (parts.contains(Part.STEPS)) {
            lines.addAll(new TrainingSteps(rounds, python).run(nets));
        }
        if (parts.contains(Part.PRECISION) && python != null) {
            lines.addAll(new PrecisionSteps(python).run(nets));
        }
        if (parts.contains(Part.ACCURACY)) {
            try (SparkSession spark = session("local[2]")) {
                lines.addAll(new PrecisionAccuracy(Digits.read(spark, data), seeds).run());
            }
        }
        if (parts.contains(Part.MLLIB)) {
            try (SparkSession spark = session("local[2]")) {
                lines.addAll(new Perceptrons(Digits.read(spark, data)).race(rounds));
            }
        }
        if (parts.contains(Part.EXCHANGE)) {
            List<TrainingSteps.Net> dense = nets.stream().filter(TrainingSteps.Net::isDense).toList();
            lines.addAll(ExchangeEfficiency.header());
            try (SparkSession spark = session("local[2]")) {
                lines.addAll(ExchangeEfficiency.rows(spark.sparkContext(), "one JVM", dense));
            }
            try (SparkSession spark = session("local-cluster[2,1,1024]")) {
                lines.addAll(ExchangeEfficiency.rows(spark.sparkContext(), "two executors", dense));
                if (python != null) {
                    try (PyTorch torch = new PyTorch(python)) {
                        lines.addAll(ExchangeEfficiency.rows(torch, dense));
                    }
                }
                lines.addAll(ExchangeLatency.table(spark.sparkContext()));
            }
        }
        Files.createDirectories(out);
        Files.write(out.resolve("training-bench.md"), lines);
        lines.forEach(System.out::println);
        return 0;
    }

    private static SparkSession session(String master) {
        return SparkSession.builder()
                .master(master)
                .appName("tare training bench")
                .config("spark.ui.enabled", "false")
                .config("spark.log.level", "ERROR")
                .config("spark.executor.memory", "512m")
                .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .config("spark.executorEnv.SPARK_SCALA_VERSION", "2.13")
                .getOrCreate();
    }
}
