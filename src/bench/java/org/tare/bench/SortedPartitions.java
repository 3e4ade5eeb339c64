package org.tare.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tare.train.Epoch;
import org.tare.train.NeuralNetworkClassifier;

/** Networks trained on partitions sorted by label, where each shard sees few classes, beside the same on shuffled ones. */
final class SortedPartitions {
    private static final int SHARDS = 8;
    private static final double RATE = 0.1;

    private record Setting(String name, String normalization, String rowOrder) {}

    /**
     * The paper's schedule of renormalization ends after 40,000 of its many more steps, which this training never makes: it is
     * scaled so that it ends in the middle, and the running averages move ten times as fast.
     */
    private static List<Setting> settings(long steps) {
        String renorm = "batchRenorm(statistics=local, momentum=0.1, warmUp=%d, dmaxAt=%d, rmaxAt=%d)"
                .formatted(steps / 16, steps * 5 / 16, steps / 2);
        return List.of(
                new Setting("shuffled, global statistics", "batchNorm", "shuffled"),
                new Setting("sorted, global statistics", "batchNorm", "consecutive"),
                new Setting("shuffled, local statistics", "batchNorm(statistics=local)", "shuffled"),
                new Setting("sorted, local statistics", "batchNorm(statistics=local)", "consecutive"),
                new Setting("sorted, batch renormalization of local statistics", renorm, "consecutive"),
                new Setting("sorted, layer normalization", "layerNorm", "consecutive"));
    }

    private final Dataset<Row> sorted;
    private final long stepsOfEpoch;
    private final int seeds;

    SortedPartitions(Digits digits, int seeds) {
        this.sorted = digits.table().sort("label", "id").cache();
        this.stepsOfEpoch = (sorted.filter("not test").count() + TrainingRun.BATCH - 1) / TrainingRun.BATCH;
        this.seeds = seeds;
    }

    /** Trains all, draws their curves, and returns the table. */
    List<String> run(int epochs, Charts charts) throws IOException {
        List<String> table = new ArrayList<>();
        table.add("");
        table.add("784-100-100-100-10, sigmoid, batch %d in %d shards, rate %s, %d epochs, medians of seeds 1 to %d"
                .formatted(TrainingRun.BATCH, SHARDS, RATE, epochs, seeds));
        table.add("");
        table.add("| partitions | test accuracy (lowest, highest) |");
        table.add("|---|---|");
        List<Charts.Line> lines = new ArrayList<>();
        for (Setting setting : settings(epochs * stepsOfEpoch)) {
            List<List<Epoch>> histories = IntStream.rangeClosed(1, seeds)
                    .mapToObj(seed -> train(setting, epochs, seed))
                    .toList();
            double[] last = accuracies(histories, epochs - 1);
            table.add("| %s | %.3f (%.3f, %.3f) |"
                    .formatted(setting.name, Race.median(last), last[0], last[last.length - 1]));
            System.out.println(table.get(table.size() - 1));
            lines.add(new Charts.Line(
                    setting.name,
                    IntStream.rangeClosed(1, epochs).boxed().toList(),
                    IntStream.range(0, epochs)
                            .mapToObj(epoch -> Race.median(accuracies(histories, epoch)))
                            .toList()));
        }
        charts.write("Partitions sorted by label", "epoch", "test accuracy", false, lines);
        return table;
    }

    private List<Epoch> train(Setting setting, int epochs, long seed) {
        return new NeuralNetworkClassifier()
                .setLayers(("dense(100) " + setting.normalization + " sigmoid ").repeat(3) + "dense(10)")
                .setBatchSize(TrainingRun.BATCH)
                .setLearningRate(RATE)
                .setEpochs(epochs)
                .setShards(SHARDS)
                .setRowOrder(setting.rowOrder)
                .setSeed(seed)
                .setValidationIndicatorCol("test")
                .fit(sorted)
                .history();
    }

    /** Ascending. */
    private static double[] accuracies(List<List<Epoch>> histories, int epoch) {
        return histories.stream()
                .mapToDouble(history -> history.get(epoch).validationMetric())
                .sorted()
                .toArray();
    }
}
