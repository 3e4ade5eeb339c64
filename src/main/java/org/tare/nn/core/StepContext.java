package org.tare.nn.core;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.tare.linalg.FloatMatrix;
import org.tare.linalg.Matrix;
import org.tare.linalg.Operand;
import org.tare.linalg.Precision;

/** What a layer may know of the step it works in: buffers, the other ranks, where gradients go, and random numbers. */
public final class StepContext {
    /** What a step is for. */
    public enum Mode {
        /** Weights are learned: statistics are those of the batch, and noise is added. */
        TRAINING,
        /** Statistics of the batch are measured under frozen weights, without noise. */
        POPULATION,
        /** Rows are predicted one by one: nothing changes, and nothing is exchanged. */
        INFERENCE
    }

    /** What one layer put out. */
    public record Output(String layer, Batch batch) {}

    private final Mode mode;
    private final BufferPool buffers;
    private final ReplicaGroup replicas;
    private final Gradients gradients;
    private final long step;
    private final Precision precision;
    private final List<Output> outputs = new ArrayList<>();
    private final List<Head> heads = new ArrayList<>();
    private final IdentityHashMap<Object, Object> prepared = new IdentityHashMap<>();

    /** One in which matrices are multiplied in double precision. */
    public StepContext(Mode mode, BufferPool buffers, ReplicaGroup replicas, Gradients gradients, long step) {
        this(mode, buffers, replicas, gradients, step, Precision.DOUBLE);
    }

    /** @param precision that of the products of matrices */
    public StepContext(
            Mode mode, BufferPool buffers, ReplicaGroup replicas, Gradients gradients, long step, Precision precision) {
        this.mode = mode;
        this.buffers = buffers;
        this.replicas = replicas;
        this.gradients = gradients;
        this.step = step;
        this.precision = precision;
    }

    /** What the step is for. */
    public Mode mode() {
        return mode;
    }

    /** Whether rows are only predicted. */
    public boolean isInference() {
        return mode == Mode.INFERENCE;
    }

    /** Of predictions, by one rank alone. */
    public static StepContext inference(BufferPool buffers) {
        ReplicaGroup solo = ReplicaGroup.solo();
        return new StepContext(Mode.INFERENCE, buffers, solo, new Gradients(List.of(), solo), 0);
    }

    /**
     * What a layer makes of its weights and statistics alone, made once for all rows that are predicted in this context.
     *
     * @param layer that which asks
     */
    @SuppressWarnings("unchecked")
    public <T> T prepared(Object layer, Supplier<T> made) {
        return (T) prepared.computeIfAbsent(layer, unused -> made.get());
    }

    /** All ranks that take part. */
    public ReplicaGroup replicas() {
        return replicas;
    }

    /** Where the gradients of parameters go. */
    public Gradients gradients() {
        return gradients;
    }

    /** The number of this step, from 0. */
    public long step() {
        return step;
    }

    /** A buffer of as many rows in each shard as {@code like} has, of their weights; it holds what was there before. */
    public Batch batch(Batch like, int cols) {
        return batch(like, cols, Precision.DOUBLE);
    }

    /** The same in this precision. */
    public Batch batch(Batch like, int cols, Precision kept) {
        // Loops, as a prediction of one row asks for little else.
        if (kept == Precision.FLOAT) {
            List<FloatMatrix> shards = new ArrayList<>(like.size());
            for (int shard = 0; shard < like.size(); shard++) {
                shards.add(floats(like.rows(shard), cols));
            }
            return Batch.computed(shards, like.weights(), buffers);
        }
        List<Matrix> shards = new ArrayList<>(like.size());
        for (int shard = 0; shard < like.size(); shard++) {
            shards.add(matrix(like.rows(shard), cols));
        }
        return Batch.computed(shards).weighing(like.weights());
    }

    /** The same with its numbers, to be changed. */
    public Batch copy(Batch from) {
        Batch copy = batch(from, from.cols(), from.precision());
        for (int shard = 0; shard < copy.size(); shard++) {
            Operand numbers = from.numbers(shard);
            copy.numbers(shard).put(0, numbers, 0, numbers.rows() * numbers.cols());
        }
        return copy;
    }

    /** Of each shard these rows, copied; they keep their weights. */
    public Batch select(Batch from, List<int[]> rows) {
        List<Matrix> selected = new ArrayList<>();
        List<RowWeights> weights = new ArrayList<>();
        for (int shard = 0; shard < from.size(); shard++) {
            selected.add(select(from.shard(shard), rows.get(shard)));
            weights.add(from.weights().get(shard).of(rows.get(shard)));
        }
        return from.with(selected, weights);
    }

    private Matrix select(Matrix from, int[] rows) {
        Matrix selected = buffers.matrix(rows.length, from.cols());
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(from.data(), from.start(rows[row]), selected.data(), selected.start(row), from.cols());
        }
        return selected;
    }

    /** A buffer of one matrix; it holds what was there before. */
    public Matrix matrix(int rows, int cols) {
        return buffers.matrix(rows, cols);
    }

    /** In what precision matrices are multiplied. */
    public Precision precision() {
        return precision;
    }

    /** A buffer in single precision; it holds what was there before. */
    public FloatMatrix floats(int rows, int cols) {
        return buffers.floatMatrix(rows, cols);
    }

    /** A buffer for operands of products, in the step's precision; it holds what was there before. */
    public Operand operand(int rows, int cols) {
        return precision == Precision.FLOAT ? floats(rows, cols) : buffers.matrix(rows, cols);
    }

    /** A matrix as an operand of products, in the step's precision: itself, or a rounded copy. */
    public Operand operand(Matrix numbers) {
        return precision == Precision.FLOAT
                ? floats(numbers.rows(), numbers.cols())
                        .holding(numbers.data(), numbers.offset(), numbers.rows(), numbers.cols())
                : numbers;
    }

    /** The same of each shard, which may be in that precision already. */
    public List<Operand> operands(Batch batch) {
        List<Operand> operands = new ArrayList<>(batch.size());
        for (int shard = 0; shard < batch.size(); shard++) {
            Operand numbers = batch.numbers(shard);
            operands.add(numbers instanceof Matrix matrix ? operand(matrix) : numbers);
        }
        return operands;
    }

    /** Random numbers of one layer, shard and step, whichever rank hosts the shard. */
    public SplittableRandom random(String layer, int shard) {
        return Seeds.fast(replicas.seed(), step, replicas.firstShard() + shard, layer.hashCode());
    }

    /** Remembers what a layer put out, in training, for {@link #outputs}. */
    public void addOutput(String layer, Batch output) {
        if (mode == Mode.TRAINING) {
            outputs.add(new Output(layer, output));
        }
    }

    /** Adds an output that has a loss of its own. */
    public void addHead(Head head) {
        heads.add(head);
    }

    /** The outputs that have a loss of their own besides the network's. */
    public List<Head> heads() {
        return heads;
    }

    /** What the layers put out, in the order in which they did. */
    public List<Output> outputs() {
        return outputs;
    }
}
