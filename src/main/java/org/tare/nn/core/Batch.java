package org.tare.nn.core;

import java.util.List;
import org.tare.linalg.Matrix;

/**
 * The rows of one step that one rank holds: one matrix for each shard it hosts, in shard order, all of the same number
 * of columns. A shard may have no rows.
 */
public final class Batch {
    private final List<Matrix> shards;
    private final boolean data;

    private Batch(List<Matrix> shards, boolean data) {
        this.shards = shards;
        this.data = data;
    }

    /**
     * The input of a network, for which no gradient is computed: one matrix of (rows, features) for each shard.
     *
     * @throws IllegalArgumentException when the shards' columns differ in number, or there is no shard
     */
    public static Batch of(List<Matrix> shards) {
        if (shards.stream().mapToInt(Matrix::cols).distinct().count() != 1) {
            throw new IllegalArgumentException(
                    "A batch needs shards with one number of columns, but has " + shards + ".");
        }
        return new Batch(List.copyOf(shards), true);
    }

    /** One shard. */
    public static Batch of(Matrix rows) {
        return of(List.of(rows));
    }

    /** The output of a layer, by which a gradient is computed. */
    public static Batch computed(List<Matrix> shards) {
        return new Batch(shards, false);
    }

    /** Whether this is data rather than computed: then a backward pass need not compute its gradient. */
    public boolean isData() {
        return data;
    }

    /** How many shards there are. */
    public int size() {
        return shards.size();
    }

    /** The rows of one shard. */
    public Matrix shard(int index) {
        return shards.get(index);
    }

    /** The same numbers in rows of another length: an image's positions, each a row of its channels. */
    public Batch inRowsOf(int length) {
        return new Batch(
                shards.stream()
                        .map(shard -> shard.reshape(shard.size() / length, length))
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
