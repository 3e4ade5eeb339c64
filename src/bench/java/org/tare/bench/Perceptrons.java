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
import org.tare.train.NeuralNetworkClassifier;

/**
 * Spark's multilayer perceptron and Tare's network of the same layers on the same rows, each trained for as long as it takes to
 * reach a test accuracy, and Tare also until it reaches the other's loss.
 *
 * <p>How long that is, is looked for in the same way for both: whole trainings of lengths fixed beforehand, ever longer ones,
 * each judged by what it predicts. The first that suffices is then raced. Tare's rate was chosen on 1,600 of the training rows.
 */
final class Perceptrons {
    private static final double ACCURACY = 0.938;
    private static final int[] LAYERS = {Digits.PIXELS, 100, 100, 100, 10};
    private static final List<Integer> ITERATIONS = List.of(60, 80, 100, 120, 150, 200, 300);
    private static final List<Integer> EPOCHS = List.of(2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30, 40);

    private final Dataset<Row> train;
    private final Dataset<Row> test;

    Perceptrons(Digits digits) {
        Dataset<Row> all = digits.table().repartition(2).cache();
        this.train = all.filter(functions.not(functions.col("test"))).cache();
        this.test = all.filter("test").cache();
    }

    private interface Training {
        Model<?> of(int length);
    }

    /** How to train for so many iterations or epochs. */
    private record Contender(String name, String unit, List<Integer> lengths, Training training) {}

    /** A training that was long enough, or the longest. */
    private record Course(
            Contender contender, String goal, int length, boolean reached, double accuracy, double loss) {
        String name() {
            return "%s, %d %s, %s %s"
                    .formatted(contender.name, length, contender.unit, reached ? "to" : "**not** to", goal);
        }

        void run() {
            contender.training.of(length);
        }
    }

    List<String> race(int rounds) throws Exception {
        Contender mllib = new Contender("Spark's MLP", "iterations", ITERATIONS, this::mllib);
        Contender eight = new Contender("Tare, 8 shards", "epochs", EPOCHS, epochs -> tare(epochs, 8));
        Contender two = new Contender("Tare, 2 shards", "epochs", EPOCHS, epochs -> tare(epochs, 2));
        String accuracy = "test accuracy " + ACCURACY;
        Course spark = first(mllib, accuracy, course -> course.accuracy >= ACCURACY);
        List<Course> courses = List.of(
                spark,
                first(eight, accuracy, course -> course.accuracy >= ACCURACY),
                first(two, accuracy, course -> course.accuracy >= ACCURACY),
                first(eight, "that training loss", course -> course.loss <= spark.loss));
        Race race = new Race("digits");
        courses.forEach(course -> race.with(course.name(), course::run));
        Race.Result result = race.run(rounds);
        List<String> table = new ArrayList<>();
        table.add("");
        table.add("| 784-100-100-100-10, sigmoid, no BN, local[2] | seconds | Spark's over it | test accuracy |"
                + " loss over the training rows |");
        table.add("|---|---|---|---|---|");
        for (Course course : courses) {
            table.add("| %s | %.2f | %.1f | %.4f | %.5f |"
                    .formatted(
                            course.name(),
                            result.seconds().get(course.name()),
                            result.ratio(spark.name(), course.name()),
                            course.accuracy,
                            course.loss));
        }
        return table;
    }

    private Course first(Contender contender, String goal, Predicate<Course> enough) {
        Course course = null;
        for (int length : contender.lengths) {
            Model<?> model = contender.training.of(length);
            course = new Course(contender, goal, length, true, accuracy(model), loss(model));
            System.out.printf(
                    "%s, %d %s: accuracy %.4f, loss %.5f%n",
                    contender.name, length, contender.unit, course.accuracy, course.loss);
            if (enough.test(course)) {
                return course;
            }
        }
        return new Course(contender, goal, course.length, false, course.accuracy, course.loss);
    }

    private Model<?> mllib(int iterations) {
        return new MultilayerPerceptronClassifier()
                .setLayers(LAYERS)
                .setMaxIter(iterations)
                .setSeed(1)
                .fit(train);
    }

    private Model<?> tare(int epochs, int shards) {
        return new NeuralNetworkClassifier()
                .setLayers("dense(100) sigmoid dense(100) sigmoid dense(100) sigmoid dense(10)")
                .setOptimizer("adam")
                .setLearningRate(0.005)
                .setBatchSize(60)
                .setEpochs(epochs)
                .setShards(shards)
                .setSeed(1)
                .fit(train);
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
