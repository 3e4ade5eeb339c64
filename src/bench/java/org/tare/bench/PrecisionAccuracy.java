package org.tare.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.tare.train.Epoch;
import org.tare.train.NeuralNetworkClassificationModel;
import org.tare.train.NeuralNetworkClassifier;

/** What networks learn of digits in either precision: the accuracy on the test rows and the loss of the last epoch. */
final class PrecisionAccuracy {
    private static final List<String> PRECISIONS = List.of("double", "float");

    private static final String DENSE = "dense(100) batchNorm sigmoid dense(100) batchNorm sigmoid dense(10)";

    /** Added to gray values of 0 to 1: of the sum, single precision keeps nothing below 1/16. */
    private static final double FAR = 1e6;

    private record Net(String title, String layers, int epochs, double offset) {}

    private static final List<Net> NETS = List.of(
            new Net("784-100-100-10, sigmoid, with BN", DENSE, 4, 0),
            new Net("GRU of 32 units, with BN", "reshape(28, 28) gru(32, norm=batchNorm) dense(10)", 2, 0),
            new Net("784-100-100-10, 1,000,000 added to each feature", DENSE, 4, FAR),
            new Net("the same behind `batchNorm`", "batchNorm " + DENSE, 4, FAR));

    private final Dataset<Row> table;
    private final int seeds;

    PrecisionAccuracy(Digits digits, int seeds) {
        this.table = digits.table().cache();
        this.seeds = seeds;
    }

    List<String> run() {
        List<String> lines = new ArrayList<>(List.of(
                "",
                "| digits, seeds 1 to %d | test accuracy, `double` | test accuracy, `float` | loss, `double` | loss, `float` |"
                        .formatted(seeds),
                "|---|---|---|---|---|"));
        for (Net net : NETS) {
            List<Outcome> outcomes = PRECISIONS.stream()
                    .flatMap(precision -> IntStream.rangeClosed(1, seeds).mapToObj(seed -> train(net, precision, seed)))
                    .toList();
            lines.add("| %s, %d epochs | %s | %s | %s | %s |"
                    .formatted(
                            net.title,
                            net.epochs,
                            text(outcomes.subList(0, seeds), "%.4f", true),
                            text(outcomes.subList(seeds, 2 * seeds), "%.4f", true),
                            text(outcomes.subList(0, seeds), "%.6f", false),
                            text(outcomes.subList(seeds, 2 * seeds), "%.6f", false)));
            System.out.println(lines.get(lines.size() - 1));
        }
        return lines;
    }

    private record Outcome(double accuracy, double loss) {}

    private Outcome train(Net net, String precision, int seed) {
        Dataset<Row> rows = table.withColumn(
                "features",
                org.apache.spark.ml.functions.array_to_vector(functions.transform(
                        org.apache.spark.ml.functions.vector_to_array(functions.col("features"), "float64"),
                        gray -> gray.plus(net.offset))));
        NeuralNetworkClassificationModel model = new NeuralNetworkClassifier()
                .setLayers(net.layers)
                .setPrecision(precision)
                .setEpochs(net.epochs)
                .setBatchSize(TrainingRun.BATCH)
                .setShards(2)
                .setSeed(seed)
                .fit(rows.filter("not test"));
        List<Epoch> history = model.history();
        return new Outcome(
                new MulticlassClassificationEvaluator()
                        .setMetricName("accuracy")
                        .evaluate(model.transform(rows.filter("test"))),
                history.get(history.size() - 1).loss());
    }

    private static String text(List<Outcome> outcomes, String format, boolean accuracy) {
        return outcomes.stream()
                .map(outcome -> format.formatted(accuracy ? outcome.accuracy : outcome.loss))
                .collect(Collectors.joining(", "));
    }
}
