package org.tare.job.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;

/** The area under the ROC curve by its meaning: how often a row of class 1 gets the higher score than one of class 0. */
class EvaluationTest {
    private static final StructType SCHEMA = new StructType()
            .add("label", DataTypes.DoubleType)
            .add("prediction", DataTypes.DoubleType)
            .add("probability", SQLDataTypes.VectorType())
            .add("weight", DataTypes.DoubleType);
    private static final Predictor OF_TWO_CLASSES =
            Predictor.of(new LogisticRegressionModel("two", Vectors.dense(1), 0));

    private record Scored(int label, double score, double weight) {
        Row row() {
            return RowFactory.create((double) label, score > 0.5 ? 1.0 : 0.0, Vectors.dense(1 - score, score), weight);
        }
    }

    /** The weight of pairs of the two classes that scores put right, of all; of a tie the half. */
    private static double pairsInOrder(List<Scored> rows) {
        double right = 0;
        double all = 0;
        for (Scored one : rows) {
            for (Scored other : rows) {
                if (one.label() == 1 && other.label() == 0) {
                    double weight = one.weight() * other.weight();
                    all += weight;
                    right += weight * (1 + Math.signum(one.score() - other.score())) / 2;
                }
            }
        }
        return right / all;
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void what_is_no_weight_is_told(double weight) {
        assertThatThrownBy(() -> evaluation(List.of(new Scored(0, 0.1, 1), new Scored(1, 0.8, weight))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column 'weight' holds the weight " + weight
                        + "; give weights that are finite and not negative as --weight-col, or leave out that row.");
    }

    @Test
    void a_row_of_weight_0_is_not_there() {
        List<Scored> rows = List.of(new Scored(0, 0.1, 1), new Scored(1, 0.8, 2), new Scored(1, 0.3, 1));
        List<Scored> more = new ArrayList<>(rows);
        more.add(new Scored(0, 0.9, 0));
        assertThat(cells(more)).isEqualTo(cells(rows));
    }

    private static List<Object> cells(List<Scored> rows) {
        return evaluation(rows).cells("rows");
    }

    private static Evaluation evaluation(List<Scored> rows) {
        return Evaluation.of(
                        TestSpark.session()
                                .createDataFrame(rows.stream().map(Scored::row).toList(), SCHEMA),
                        OF_TWO_CLASSES,
                        "label",
                        "weight")
                .orElseThrow();
    }

    private static double areaUnderRoc(List<Scored> rows) {
        List<Object> cells = cells(rows);
        return (Double) cells.get(cells.size() - 1);
    }

    /** Two scores tie nearly all pairs, eight some, 10,000 hardly any. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 10_000})
    void the_area_is_the_share_of_pairs_in_order(int scores) {
        Random random = new Random(scores);
        List<Scored> rows = IntStream.range(0, 60)
                .mapToObj(i -> new Scored(i % 3 / 2, (0.5 + random.nextInt(scores)) / scores, random.nextInt(4)))
                .toList();
        // Spark sums at most 60 trapezoids of numbers up to 1, each with a few roundings of 1.1e-16.
        assertThat(areaUnderRoc(rows)).isCloseTo(pairsInOrder(rows), within(1e-13));
    }

    @Test
    void the_order_of_scores_alone_counts() {
        List<Scored> right = List.of(new Scored(0, 0.6, 1), new Scored(0, 0.7, 1), new Scored(1, 0.8, 1));
        assertThat(areaUnderRoc(right)).isOne();
        List<Scored> wrong = right.stream()
                .map(row -> new Scored(1 - row.label(), row.score(), row.weight()))
                .toList();
        assertThat(areaUnderRoc(wrong)).isZero();
    }

    private static Optional<String> warning(String label, String prediction) {
        Predictor ofNumbers = Predictor.of(new LinearRegressionModel("line", Vectors.dense(1), 0));
        Dataset<Row> rows = TestSpark.session()
                .range(1000)
                .selectExpr("double(" + label + ") AS label", "double(" + prediction + ") AS prediction");
        return Evaluation.of(rows, ofNumbers, "label", null).orElseThrow().warning();
    }

    @Test
    void predictions_no_better_than_the_mean_are_told() {
        assertThat(warning("id", "id + 100")).isEmpty();
        assertThat(warning("id", "499.5"))
                .contains("The model predicts no better than the mean of the labels, 499.5, would (R² 0.00).");
        assertThat(warning("id", "-id").orElseThrow()).contains("(R² -").doesNotContain("--label-clip-quantiles");
        // One of n values lies sqrt(n - 1) standard deviations from the mean where all others are equal, 31.6 here.
        assertThat(warning("IF(id = 7, 1e9, id)", "id").orElseThrow())
                .contains("a label lies 32 standard deviations from it")
                .contains("hold them by --label-clip-quantiles, as 0.01,0.99.");
    }

    @Test
    void guesses_of_the_most_frequent_class_are_told() {
        List<Scored> guessed = List.of(new Scored(1, 0.6, 3), new Scored(0, 0.7, 1), new Scored(1, 0.8, 0));
        assertThat(evaluation(guessed).warning())
                .contains("The model is right about 75.0 % of the rows, no more often than who always guesses the most"
                        + " frequent class (75.0 %).");
        List<Scored> known = List.of(new Scored(1, 0.6, 3), new Scored(0, 0.3, 1));
        assertThat(evaluation(known).warning()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void one_class_has_no_area(int label) {
        List<Scored> rows =
                List.of(new Scored(label, 0.3, 1), new Scored(label, 0.6, 2), new Scored(1 - label, 0.7, 0));
        assertThat(cells(rows)).endsWith((Object) null);
        assertThat(Evaluation.table(OF_TWO_CLASSES).add(cells(rows)).print(1)).contains("ROC AUC");
    }
}
