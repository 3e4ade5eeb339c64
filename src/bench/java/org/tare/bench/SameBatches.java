package org.tare.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.train.NeuralNetworkClassifier;

/**
 * The same global batches, once in shards that are sorted by label and once mixed over the shards, and how far the weights
 * that come of it differ: with global statistics by the rounding of sums in another order, with local ones by anything.
 */
final class SameBatches {
    private static final int SHARDS = 8;
    private static final double RATE = 0.1;

    /** A multiple of the shards, so that rows at one place of all shards are never cut apart. */
    private static final int BATCH = 64;

    private final Dataset<Row> sorted;
    private final Dataset<Row> mixed;

    SameBatches(SparkSession spark, Digits digits) {
        List<Row> rows = digits.table().filter("not test").sort("label", "id").collectAsList();
        this.sorted = spark.createDataFrame(rows, digits.table().schema());
        this.mixed = spark.createDataFrame(mixed(rows), digits.table().schema());
    }

    /** Each shard holds as many consecutive rows; those at the same place of all shards are of one batch. */
    private static List<Row> mixed(List<Row> sorted) {
        int size = sorted.size() / SHARDS;
        List<Row> mixed = new ArrayList<>(sorted);
        Random random = new Random(1);
        for (int place = 0; place < size; place++) {
            List<Row> across = new ArrayList<>();
            for (int shard = 0; shard < SHARDS; shard++) {
                across.add(sorted.get(shard * size + place));
            }
            Collections.shuffle(across, random);
            for (int shard = 0; shard < SHARDS; shard++) {
                mixed.set(shard * size + place, across.get(shard));
            }
        }
        return mixed;
    }

    List<String> run() {
        List<String> table = new ArrayList<>();
        table.add("");
        table.add("| the same batches in shards sorted by label and mixed | greatest difference of a weight, 1 epoch | 5 epochs |");
        table.add("|---|---|---|");
        for (String statistics : List.of("global", "local")) {
            table.add("| %s statistics | %.1e | %.1e |"
                    .formatted(statistics, difference(statistics, 1), difference(statistics, 5)));
        }
        table.forEach(System.out::println);
        return table;
    }

    private double difference(String statistics, int epochs) {
        Map<String, double[]> one = weights(sorted, statistics, epochs);
        Map<String, double[]> other = weights(mixed, statistics, epochs);
        double greatest = 0;
        for (Map.Entry<String, double[]> numbers : one.entrySet()) {
            for (int i = 0; i < numbers.getValue().length; i++) {
                greatest = Math.max(greatest, Math.abs(numbers.getValue()[i] - other.get(numbers.getKey())[i]));
            }
        }
        return greatest;
    }

    private static Map<String, double[]> weights(Dataset<Row> rows, String statistics, int epochs) {
        return new NeuralNetworkClassifier()
                .setLayers("dense(100) batchNorm sigmoid ".repeat(3) + "dense(10)")
                .setStatistics(statistics)
                .setBatchSize(BATCH)
                .setLearningRate(RATE)
                .setEpochs(epochs)
                .setShards(SHARDS)
                .setRowOrder("consecutive")
                .fit(rows)
                .weights();
    }
}
