package org.tare.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;

class NeuralNetworkClassifierTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final Dataset<Row> DATA = Clouds.of(SPARK, 301);

    @Test
    void it_learns_and_predicts_the_same_with_spark_and_without() {
        NeuralNetworkClassificationModel model = Clouds.classifier().fit(DATA);
        List<Row> predicted = model.transform(DATA).collectAsList();
        assertThat(predicted).hasSize(301);
        int right = 0;
        for (Row row : predicted) {
            org.apache.spark.ml.linalg.Vector features = row.getAs("features");
            assertThat(row.<Double>getAs("prediction")).isEqualTo(model.predict(features.toArray()));
            org.apache.spark.ml.linalg.Vector probability = row.getAs("probability");
            assertThat(model.predictProbabilities(features.toArray())).containsExactly(probability.toArray());
            right += row.getAs("prediction").equals(row.getAs("label")) ? 1 : 0;
        }
        // The best possible is about 0.87: clouds overlap.
        assertThat(right).isGreaterThan(240);
        assertThat(model.history()).hasSize(4);
        assertThat(model.history().get(3).loss())
                .isLessThan(model.history().get(0).loss());
    }

    @Test
    void the_number_of_workers_the_partitions_and_their_order_leave_the_bits_alone() {
        Map<String, double[]> expected =
                Clouds.classifier().setWorkers(1).fit(DATA).weights();
        List<Row> rows = new ArrayList<>(Clouds.rows(301));
        Collections.shuffle(rows, new Random(1));
        for (Dataset<Row> data : List.of(
                DATA.repartition(1), SPARK.createDataFrame(rows, Clouds.SCHEMA).repartition(7))) {
            assertSame(Clouds.classifier().setWorkers(2).fit(data).weights(), expected);
        }
    }

    @Test
    void single_precision_has_its_own_bits_whatever_the_number_of_workers() {
        NeuralNetworkClassifier classifier = Clouds.classifier().setPrecision("float");
        NeuralNetworkClassificationModel model = classifier.setWorkers(1).fit(DATA);
        assertSame(classifier.setWorkers(2).fit(DATA).weights(), model.weights());
        assertThat(model.network().identity()).containsEntry("precision", "float");
        Map<String, double[]> exact = Clouds.classifier().fit(DATA).weights();
        model.weights().forEach((name, numbers) -> {
            if (!name.endsWith("batches")) {
                assertThat(numbers).as(name).isNotEqualTo(exact.get(name));
            }
            // Rounding to 24 bits, magnified by a few hundred steps.
            assertThat(numbers).as(name).containsExactly(exact.get(name), within(1e-3));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "disk"})
    void rows_on_disk_give_the_bits_of_rows_in_memory(String storage) {
        assertSame(
                Clouds.classifier()
                        .setStorage(storage)
                        .setValidationIndicatorCol("held")
                        .fit(DATA)
                        .weights(),
                Clouds.classifier().setValidationIndicatorCol("held").fit(DATA).weights());
    }

    @Test
    void global_statistics_do_not_mind_shards_sorted_by_label() {
        // The same global batches, once with shards of one label, once with the rows of each place mixed over the
        // shards.
        List<Row> sorted = Clouds.rows(240);
        List<Row> mixed = new ArrayList<>(sorted);
        int perShard = 240 / 8;
        Random random = new Random(3);
        for (int place = 0; place < perShard; place++) {
            List<Row> across = new ArrayList<>();
            for (int shard = 0; shard < 8; shard++) {
                across.add(sorted.get(shard * perShard + place));
            }
            Collections.shuffle(across, random);
            for (int shard = 0; shard < 8; shard++) {
                mixed.set(shard * perShard + place, across.get(shard));
            }
        }
        NeuralNetworkClassifier consecutive = Clouds.classifier().setRowOrder("consecutive");
        Map<String, double[]> bySorted =
                consecutive.fit(SPARK.createDataFrame(sorted, Clouds.SCHEMA)).weights();
        Map<String, double[]> byMixed =
                consecutive.fit(SPARK.createDataFrame(mixed, Clouds.SCHEMA)).weights();
        // Sums in another order: the rounding of 60 steps.
        bySorted.forEach((name, numbers) -> assertThat(byMixed.get(name))
                .usingComparatorWithPrecision(1e-10)
                .containsExactly(numbers));

        consecutive.setStatistics("local");
        assertThat(consecutive
                        .fit(SPARK.createDataFrame(sorted, Clouds.SCHEMA))
                        .weights()
                        .get("0.weight"))
                .isNotEqualTo(consecutive
                        .fit(SPARK.createDataFrame(mixed, Clouds.SCHEMA))
                        .weights()
                        .get("0.weight"));
    }

    @Test
    void local_statistics_are_for_layers_that_do_not_choose_their_own() {
        NeuralNetworkClassificationModel model = Clouds.classifier()
                .setLayers(
                        "dense(4) batchNorm relu batchNorm() batchRenorm(dmax=1) batchNorm(statistics=global) dense(3)")
                .setStatistics("local")
                .setEpochs(1)
                .fit(DATA);
        assertThat(model.layers())
                .isEqualTo("dense(4) batchNorm(statistics=local) relu batchNorm(statistics=local)"
                        + " batchRenorm(statistics=local, dmax=1) batchNorm(statistics=global) dense(3)");
    }

    @Test
    void population_statistics_are_those_of_all_training_rows_under_the_final_weights() {
        NeuralNetworkClassifier classifier = Clouds.classifier().setValidationIndicatorCol("held");
        Map<String, double[]> running = classifier.fit(DATA).weights();
        Map<String, double[]> population =
                classifier.setPopulationStatistics(true).fit(DATA).weights();
        assertThat(population.get("0.weight")).containsExactly(running.get("0.weight"));
        double[] weight = population.get("0.weight");
        List<double[]> rows = Clouds.rows(301).stream()
                .filter(row -> !row.getBoolean(3))
                .map(row -> ((org.apache.spark.ml.linalg.Vector) row.get(0)).toArray())
                .toList();
        for (int unit = 0; unit < 8; unit++) {
            int first = 4 * unit;
            double[] inputs = rows.stream()
                    .mapToDouble(x -> IntStream.range(0, 4)
                            .mapToDouble(i -> weight[first + i] * x[i])
                            .sum())
                    .toArray();
            double mean = Arrays.stream(inputs).average().orElseThrow();
            double squares = Arrays.stream(inputs)
                    .map(input -> (input - mean) * (input - mean))
                    .sum();
            // Sums of 240 numbers near 1 in two orders: some hundred ulps.
            assertThat(population.get("1.runningMean")[unit]).isCloseTo(mean, within(1e-13));
            assertThat(population.get("1.runningVariance")[unit])
                    .isCloseTo(squares / (inputs.length - 1), within(1e-12));
            assertThat(running.get("1.runningMean")[unit]).isNotCloseTo(mean, within(1e-6));
        }
    }

    static void assertSame(Map<String, double[]> actual, Map<String, double[]> expected) {
        assertThat(actual.keySet()).containsExactlyElementsOf(expected.keySet());
        expected.forEach(
                (name, numbers) -> assertThat(actual.get(name)).as(name).containsExactly(numbers));
    }

    @Test
    void rows_of_weight_0_cost_no_bit_whatever_they_hold() {
        Dataset<Row> counted = Clouds.of(SPARK, 90);
        Dataset<Row> weightless = Clouds.of(SPARK, 37)
                .withColumn("label", functions.lit(7.5))
                .withColumn(
                        "features",
                        org.apache.spark.ml.functions.array_to_vector(
                                functions.expr("array(1e300, 0D, double('NaN'), -1D)")))
                .withColumn("weight", functions.lit(0.0));
        NeuralNetworkClassifier classifier = Clouds.classifier().setWeightCol("weight");
        assertSame(
                classifier.fit(counted.union(weightless)).weights(),
                classifier.fit(counted).weights());
    }
}
