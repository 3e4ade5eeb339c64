package org.tare.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.tare.train.Epoch;
import org.tare.train.NeuralNetworkClassifier;

/** Spark's multilayer perceptron and Tare's network of the same layers, each until the former's accuracy and loss. */
final class Perceptrons {
    private static final int[] LAYERS = {Digits.PIXELS, 100, 100, 100, 10};
    private static final int PATIENCE = 60;

    private final Dataset<Row> all;
    private final Dataset<Row> train;
    private final Dataset<Row> test;
    private final int iterations;

    Perceptrons(Digits digits, int iterations) {
        this.all = digits.table().repartition(2).cache();
        this.train = all.filter(functions.not(functions.col("test"))).cache();
        this.test = all.filter("test").cache();
        this.iterations = iterations;
    }

    List<String> race(int rounds) throws Exception {
        Model<?> mllib = mllib();
        double accuracy = accuracy(mllib);
        double loss = loss(mllib);
        System.out.printf("Spark's perceptron: accuracy %.4f, loss %.5f%n", accuracy, loss);
        List<Epoch> history = tare(PATIENCE, 8).setValidationIndicatorCol("test").fit(all).history();
        history.forEach(System.out::println);
        int toAccuracy = first(history, epoch -> epoch.validationMetric() >= accuracy);
        int toLoss = first(history, epoch -> epoch.loss() <= loss);
        String spark = "Spark's MLP, %d iterations".formatted(iterations);
        String quick = "Tare, %d epochs, to its accuracy".formatted(toAccuracy);
        String shards2 = "… in 2 shards";
        String exact = "Tare, %d epochs, to its loss".formatted(toLoss);
        Race.Result result = new Race("digits")
                .with(spark, this::mllib)
                .with(quick, () -> tare(toAccuracy, 8).fit(train))
                .with(shards2, () -> tare(toAccuracy, 2).fit(train))
                .with(exact, () -> tare(toLoss, 8).fit(train))
                .run(rounds);
        List<String> table = new ArrayList<>();
        table.add("");
        table.add("| 784-100-100-100-10, sigmoid, no BN, local[2] | seconds | Spark's over it | test accuracy | training loss |");
        table.add("|---|---|---|---|---|");
        table.add(row(result, spark, spark, mllib));
        table.add(row(result, quick, spark, tare(toAccuracy, 8).fit(train)));
        table.add(row(result, shards2, spark, tare(toAccuracy, 2).fit(train)));
        table.add(row(result, exact, spark, tare(toLoss, 8).fit(train)));
        return table;
    }

    private String row(Race.Result result, String name, String first, Model<?> model) {
        return "| %s | %.2f | %.1f | %.4f | %.5f |"
                .formatted(name, result.seconds().get(name), result.ratio(first, name), accuracy(model), loss(model));
    }

    private Model<?> mllib() {
        return new MultilayerPerceptronClassifier()
                .setLayers(LAYERS)
                .setMaxIter(iterations)
                .setSeed(1)
                .fit(train);
    }

    private static NeuralNetworkClassifier tare(int epochs, int shards) {
        return new NeuralNetworkClassifier()
                .setLayers("dense(100) sigmoid dense(100) sigmoid dense(100) sigmoid dense(10)")
                .setOptimizer("adam")
                .setLearningRate(0.004)
                .setEpochs(epochs)
                .setShards(shards);
    }

    private static int first(List<Epoch> history, Predicate<Epoch> reached) {
        return history.stream().filter(reached).mapToInt(Epoch::number).findFirst().orElse(history.size());
    }

    private double accuracy(Model<?> model) {
        return metric("accuracy").evaluate(model.transform(test));
    }

    private double loss(Model<?> model) {
        return metric("logLoss").evaluate(model.transform(train));
    }

    private static MulticlassClassificationEvaluator metric(String name) {
        return new MulticlassClassificationEvaluator().setMetricName(name);
    }
}
