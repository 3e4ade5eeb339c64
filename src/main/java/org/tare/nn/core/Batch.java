package org.tare.nn.core;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.tare.linalg.FloatMatrix;
import org.tare.linalg.Matrix;
import org.tare.linalg.Operand;
import org.tare.linalg.Precision;

/**
 * The rows of one step that one rank holds: one matrix for each shard it hosts, in shard order, all of the same number
 * of columns. A shard may have no rows.
 *
 * <p>Each row has a weight, 1 unless given, which whatever layers make of it keeps: a layer that takes statistics over rows
 * counts a row of weight 2 as two.
 */
public final class Batch {
    private final Shards shards;
    private final int cols;
    private final List<RowWeights> weights;
    private final boolean data;

    private Batch(Shards shards, int cols, List<RowWeights> weights, boolean data) {
        this.shards = shards;
        this.cols = cols;
        this.weights = weights;
        this.data = data;
    }

    private Batch(List<Matrix> shards, List<RowWeights> weights, boolean data) {
        this(Shards.of(shards), shards.get(0).cols(), weights, data);
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

    /** The output of a layer in single precision, which becomes double in buffers when a layer asks for doubles. */
    static Batch computed(List<FloatMatrix> shards, List<RowWeights> weights, BufferPool buffers) {
        return new Batch(Shards.ofFloats(shards, buffers), shards.get(0).cols(), weights, false);
    }

    /** The same rows with these weights, for each shard. */
    public Batch weighing(List<RowWeights> newWeights) {
        return new Batch(shards, cols, newWeights, data);
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
        return new Batch(shards, cols, weights, true);
    }

    /** Adds the other's numbers, row by row. */
    public void add(Batch other) {
        boolean alike = precision() == other.precision();
        for (int shard = 0; shard < size(); shard++) {
            if (alike) {
                numbers(shard).add(other.numbers(shard));
            } else {
                shard(shard).add(other.shard(shard));
            }
        }
    }

    /** How many shards there are. */
    public int size() {
        return shards.size();
    }

    /** The precision in which the numbers are kept. */
    public Precision precision() {
        return shards.areFloats() ? Precision.FLOAT : Precision.DOUBLE;
    }

    /** The rows of one shard, in double precision from now on. */
    public Matrix shard(int index) {
        Matrix shard = shards.doubles().get(index);
        return shard.cols() == cols ? shard : shard.reshape(shard.size() / cols, cols);
    }

    /** The rows of one shard in the precision in which they are kept. */
    public Operand numbers(int index) {
        Operand shard = shards.numbers().get(index);
        return shard.cols() == cols ? shard : shard.reshape(shard.rows() * shard.cols() / cols, cols);
    }

    /** The same numbers in rows of another length: an image's positions, each a row of its channels, and back. */
    public Batch inRowsOf(int length) {
        if (length == cols) {
            return this;
        }
        return new Batch(
                shards,
                length,
                weights.stream()
                        .map(each -> length <= cols ? each.repeated(cols / length) : each.joined(length / cols))
                        .toList(),
                data);
    }

    /** The rows of each shard, in double precision from now on. */
    public List<Matrix> shards() {
        return IntStream.range(0, size()).mapToObj(this::shard).toList();
    }

    /** The numbers in one row. */
    public int cols() {
        return cols;
    }

    /** The number of rows in all shards. */
    public int rows() {
        return IntStream.range(0, size()).map(this::rows).sum();
    }

    /** The number of rows in one shard. */
    int rows(int shard) {
        Operand numbers = shards.numbers().get(shard);
        return numbers.cols() == cols ? numbers.rows() : numbers.rows() * numbers.cols() / cols;
    }

    @Override
    public String toString() {
        return IntStream.range(0, size()).mapToObj(this::numbers).toList().toString();
    }
}
