package org.tare.nn;

import java.util.List;
import java.util.stream.IntStream;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Batch;
import org.tare.nn.core.RowWeights;
import org.tare.nn.core.StepContext;

/**
 * The rows of one step. Those of weight 0 are left out before any layer sees them, so that whatever a layer does, also draw
 * random numbers or meet NaN, it does as if they were not there; the features carry the weights of the others.
 *
 * @param weights (rows, 1), all above 0
 */
record StepRows(Batch features, Batch targets, Batch weights) {
    /**
     * Checks and selects rows.
     *
     * @throws IllegalArgumentException when rows, targets and weights are not equally many, when targets are not
     *     {@code targetCols} a row, or when a weight is negative or not finite
     */
    static StepRows of(Batch features, Batch targets, int targetCols, Batch weights, StepContext context) {
        check("targets", targets, features, targetCols);
        check("weights", weights, features, 1);
        List<int[]> counted = weights.shards().stream().map(StepRows::counted).toList();
        StepRows rows = isAll(counted, features)
                ? new StepRows(features, targets, weights)
                : new StepRows(
                        context.select(features, counted),
                        context.select(targets, counted),
                        context.select(weights, counted));
        return new StepRows(
                rows.features.weighing(
                        rows.weights.shards().stream().map(RowWeights::of).toList()),
                rows.targets,
                rows.weights);
    }

    /** A weight of 1 for each row. */
    static Batch ones(Batch features) {
        return Batch.of(features.shards().stream()
                .map(shard -> {
                    Matrix ones = Matrix.zeros(shard.rows(), 1);
                    ones.fill(1);
                    return ones;
                })
                .toList());
    }

    private static boolean isAll(List<int[]> rows, Batch features) {
        return IntStream.range(0, rows.size())
                .allMatch(
                        shard -> rows.get(shard).length == features.shard(shard).rows());
    }

    /** The rows of weights above 0. */
    private static int[] counted(Matrix weights) {
        return IntStream.range(0, weights.rows())
                .filter(row -> {
                    double weight = weights.get(row, 0);
                    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                        throw new IllegalArgumentException(
                                "The weight of a row is " + weight + "; give finite weights of at least 0.");
                    }
                    return weight > 0;
                })
                .toArray();
    }

    private static void check(String what, Batch given, Batch features, int cols) {
        boolean fits = given.size() == features.size() && given.cols() == cols;
        for (int shard = 0; fits && shard < features.size(); shard++) {
            fits = given.shard(shard).rows() == features.shard(shard).rows();
        }
        if (!fits) {
            throw new IllegalArgumentException("The " + what + " are " + given + " where features are " + features
                    + "; give as many rows of " + cols + ".");
        }
    }
}
