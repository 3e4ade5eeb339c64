package org.tare.bench;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tare.train.NeuralNetworkClassificationModel;
import org.tare.train.NeuralNetworkClassifier;

/**
 * What the network with batch normalization reaches on digits. Optimizer, rate, decay and number of epochs were chosen by the
 * accuracy on the last 1,600 of the training rows, in trainings on the others; nothing was chosen on the test rows.
 */
final class DigitsAccuracy {
    private static final String OPTIMIZER = "sgd(momentum=0.9, weightDecay=0.001)";
    private static final double RATE = 0.3;
    private static final int EPOCHS = 20;

    private final Dataset<Row> train;
    private final Dataset<Row> test;
    private final int seeds;

    DigitsAccuracy(Digits digits, int seeds) {
        this.train = digits.table().filter("not test").cache();
        this.test = digits.table().filter("test").cache();
        this.seeds = seeds;
    }

    List<String> run() {
        double[] accuracies = IntStream.rangeClosed(1, seeds)
                .mapToDouble(this::ofSeed)
                .sorted()
                .toArray();
        List<String> table = List.of(
                "",
                "| 784-100-100-100-10, sigmoid, with BN, batch %d, %s, rate %s, cosine, %d epochs | test accuracy (lowest, highest) |"
                        .formatted(TrainingRun.BATCH, OPTIMIZER, RATE, EPOCHS),
                "|---|---|",
                "| median of seeds 1 to %d | %.4f (%.4f, %.4f) |"
                        .formatted(seeds, Race.median(accuracies), accuracies[0], accuracies[seeds - 1]));
        table.forEach(System.out::println);
        return table;
    }

    private double ofSeed(int seed) {
        long steps = EPOCHS * ((train.count() + TrainingRun.BATCH - 1) / TrainingRun.BATCH);
        NeuralNetworkClassificationModel model = new NeuralNetworkClassifier()
                .setLayers("dense(100) batchNorm sigmoid ".repeat(3) + "dense(10)")
                .setOptimizer(OPTIMIZER)
                .setLearningRate(RATE)
                .setSchedule("cosine(" + steps + ")")
                .setBatchSize(TrainingRun.BATCH)
                .setEpochs(EPOCHS)
                .setShards(2)
                .setSeed(seed)
                .fit(train);
        return new MulticlassClassificationEvaluator().setMetricName("accuracy").evaluate(model.transform(test));
    }
}
