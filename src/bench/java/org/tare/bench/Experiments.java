package org.tare.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The experiments of Ioffe and Szegedy (2015), section 4.1, on fewer digits, and what label-sorted partitions do to batch
 * normalization: tables for README, and curves as CSV and PNG.
 */
@Command(name = "experiments", mixinStandardHelpOptions = true)
public final class Experiments implements Callable<Integer> {
    enum Part {
        ACCURACY,
        NETWORKS,
        PARTITIONS
    }

    @Option(names = "--parts", split = ",", description = "Which (default: all): ${COMPLETION-CANDIDATES}.")
    List<Part> parts = List.of(Part.values());

    @Option(names = "--data", description = "Digits, as Parquet (default: ${DEFAULT-VALUE}).")
    Path data = Path.of("src", "sample", "digits.parquet");

    @Option(names = "--out", description = "Folder for tables and curves (default: ${DEFAULT-VALUE}).")
    Path out = Path.of("target", "experiments");

    @Option(
            names = "--steps",
            description = "Steps of the longest training, 50,000 in the paper; the others in proportion (default:"
                    + " ${DEFAULT-VALUE}).")
    int steps = 40_000;

    @Option(names = "--epochs", description = "Passes of a training on partitions (default: ${DEFAULT-VALUE}).")
    int epochs = 15;

    @Option(names = "--seeds", description = "How many seeds, from 1 on (default: ${DEFAULT-VALUE}).")
    int seeds = 5;

    @Option(names = "--threads", description = "Trainings at once (default: ${DEFAULT-VALUE}).")
    int threads = 2;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Experiments())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Charts charts = new Charts(out);
        List<String> lines = new ArrayList<>();
        try (SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .appName("tare experiments")
                .config("spark.ui.enabled", "false")
                .config("spark.log.level", "ERROR")
                .getOrCreate()) {
            Digits digits = Digits.read(spark, data);
            if (parts.contains(Part.ACCURACY)) {
                lines.addAll(new DigitsAccuracy(digits, seeds).run());
            }
            if (parts.contains(Part.NETWORKS)) {
                lines.addAll(new TrainingRuns(digits.train(), digits.test(), seeds, threads).run(steps, charts));
            }
            if (parts.contains(Part.PARTITIONS)) {
                lines.addAll(new SameBatches(spark, digits).run());
                lines.addAll(new SortedPartitions(digits, seeds).run(epochs, charts));
            }
        }
        Files.write(out.resolve("experiments.md"), lines);
        lines.forEach(System.out::println);
        System.out.println("written to " + out);
        return 0;
    }
}
