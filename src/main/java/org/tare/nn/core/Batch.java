package org.tare.nn.core;

import java.util.Collections;
import java.util.List;
import org.tare.linalg.Matrix;

/**
 * The rows of one step that one rank holds: one matrix for each shard it hosts, in shard order, all of the same number
 * of columns. A shard may have no rows.
 *
 * <p>Each row has a weight, 1 unless given, which whatever layers make of it keeps: a layer that takes statistics over rows
 * counts a row of weight 2 as two.
 */
public final class Batch {
    private final List<Matrix> shards;
    private final List<RowWeights> weights;
    private final boolean data;

    private Batch(List<Matrix> shards, List<RowWeights> weights, boolean data) {
        this.shards = shards;
        this.weights = weights;
        this.data = data;
    }

    /**
     * The input of a network, for which no gradient is computed: one matrix of (rows, features) for each shard.
     *
     * @throws IllegalArgumentException when the shards' columns differ in number, or there is no shard
     */
    public static Batch of(List<Matrix> shards) {
        if (shards.isEmpty()
                || !shards.stream()
                        .allMatch(shard -> shard.cols() == shards.get(0).cols())) {
            throw new IllegalArgumentException(
                    "A batch needs shards with one number of columns, but has " + shards + ".");
        }
        return new Batch(List.copyOf(shards), Collections.nCopies(shards.size(), RowWeights.ONE), true);
    }

    /** One shard. */
    public static Batch of(Matrix rows) {
        return new Batch(List.of(rows), List.of(RowWeights.ONE), true);
    }

    /** The output of a layer, by which a gradient is computed. */
    public static Batch computed(List<Matrix> shards) {
        return new Batch(shards, Collections.nCopies(shards.size(), RowWeights.ONE), false);
    }

    /** The same rows with these weights, for each shard. */
    public Batch weighing(List<RowWeights> newWeights) {
        return with(shards, newWeights);
    }

    /** Other rows of the same kind. */
    Batch with(List<Matrix> newShards, List<RowWeights> newWeights) {
        return new Batch(newShards, newWeights, data);
    }

    /** The weights of each shard's rows. */
    public List<RowWeights> weights() {
        return weights;
    }

    /** Whether this is data rather than computed: then a backward pass need not compute its gradient. */
    public boolean isData() {
        return data;
    }

    /** The same rows as data. */
    public Batch asData() {
        return new Batch(shards, weights, true);
    }

    /** Adds the other's numbers, row by row. */
    public void add(Batch other) {
        for (int shard = 0; shard < shards.size(); shard++) {
            shards.get(shard).add(other.shard(shard));
        }
    }

    /** How many shards there are. */
    public int size() {
        return shards.size();
    }

    /** The rows of one shard. */
    public Matrix shard(int index) {
        return shards.get(index);
    }

    /** The same numbers in rows of another length: an image's positions, each a row of its channels, and back. */
    public Batch inRowsOf(int length) {
        int cols = cols();
        if (length == cols) {
            return this;
        }
        return new Batch(
                shards.stream()
                        .map(shard -> shard.reshape(shard.size() / length, length))
                        .toList(),
                weights.stream()
                        .map(each -> length <= cols ? each.repeated(cols / length) : each.joined(length / cols))
                        .toList(),
                data);
    }

    /** The rows of each shard. */
    public List<Matrix> shards() {
        return shards;
    }

    /** The numbers in one row. */
    public int cols() {
        return shards.get(0).cols();
    }

    /** The number of rows in all shards. */
    public int rows() {
        return shards.stream().mapToInt(Matrix::rows).sum();
    }

    @Override
    public String toString() {
        return shards.toString();
    }
}
