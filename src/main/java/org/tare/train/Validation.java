package org.tare.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tare.collective.Collective;
import org.tare.collective.Tree;
import org.tare.exchange.ArrayPacking;
import org.tare.linalg.Matrix;
import org.tare.nn.Network;
import org.tare.nn.loss.Loss;
import org.tare.train.rows.Shard;

/** Loss and metric over the validation rows of all workers; as in training, sums follow the tree over shards. */
final class Validation {
    /** @param metric accuracy or root mean squared error */
    record Result(double loss, double metric) {}

    private static final int ROWS_AT_ONCE = 1024;

    private final List<Shard> shards;
    private final Loss loss;
    private final Metric metric;
    private final Collective collective;

    Validation(List<Shard> shards, Loss loss, Metric metric, Collective collective) {
        this.shards = shards;
        this.loss = loss;
        this.metric = metric;
        this.collective = collective;
    }

    /** Loss and metric of a network; all ranks call it together. */
    Result of(Network network) {
        double[][] all = collective.gather(ArrayPacking.concat(
                shards.stream().map(shard -> sums(network, shard)).toArray(double[][]::new)));
        double[] sums = Tree.fold(byShard(all), Validation::add);
        return new Result(sums[0] / sums[2], metric.finish(sums[1] / sums[2]));
    }

    private double[] sums(Network network, Shard shard) {
        double[] sums = new double[3];
        int[] places = new int[shard.size()];
        Arrays.setAll(places, i -> i);
        for (int from = 0; from < places.length; from += ROWS_AT_ONCE) {
            Shard.Rows rows = shard.at(places, from, Math.min(from + ROWS_AT_ONCE, places.length));
            Matrix output = network.predict(rows.features());
            sums[0] += loss.sum(output, rows.targets(), rows.weights(), Matrix.zeros(output.rows(), output.cols()));
            for (int row = 0; row < output.rows(); row++) {
                double weight = rows.weights().get(row, 0);
                sums[1] += weight * metric.of(output, row, rows.targets().get(row, 0));
                sums[2] += weight;
            }
        }
        return sums;
    }

    private static List<double[]> byShard(double[][] ofRanks) {
        List<double[]> parts = new ArrayList<>();
        for (double[] rank : ofRanks) {
            for (int at = 0; at < rank.length; at += 3) {
                parts.add(Arrays.copyOfRange(rank, at, at + 3));
            }
        }
        return parts;
    }

    private static double[] add(double[] left, double[] right) {
        for (int i = 0; i < left.length; i++) {
            left[i] += right[i];
        }
        return left;
    }
}
