package org.tare.nn.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tare.linalg.Matrix;
import org.tare.nn.normalization.ChannelMoments;
import org.tare.nn.normalization.RunningStatistics;

/** What a layer may know of the step it works in: room, the other ranks, where gradients go, and random numbers. */
public final class StepContext {
    public enum Mode {
        /** Batch statistics, which move the running ones; dropout drops. */
        TRAINING,
        /** Batch statistics under frozen weights, whose merge will replace the running ones. */
        POPULATION,
        /** Running statistics; nothing changes and nothing is exchanged. */
        INFERENCE
    }

    /** What a layer made, for finding the first number that is not finite. */
    public record Output(String layer, Batch batch) {}

    private final Mode mode;
    private final BufferPool arena;
    private final ReplicaGroup peers;
    private final Gradients gradients;
    private final long step;
    private final Map<RunningStatistics, ChannelMoments> population = new HashMap<>();
    private final List<Output> outputs = new ArrayList<>();

    public StepContext(Mode mode, BufferPool arena, ReplicaGroup peers, Gradients gradients, long step) {
        this.mode = mode;
        this.arena = arena;
        this.peers = peers;
        this.gradients = gradients;
        this.step = step;
    }

    public static StepContext inference() {
        return new StepContext(Mode.INFERENCE, new BufferPool(), ReplicaGroup.solo(), new Gradients(List.of()), 0);
    }

    public Mode mode() {
        return mode;
    }

    public boolean isInference() {
        return mode == Mode.INFERENCE;
    }

    public ReplicaGroup peers() {
        return peers;
    }

    public Gradients gradients() {
        return gradients;
    }

    /** The number of this step, from 0. */
    public long step() {
        return step;
    }

    /** Room for as many rows in each shard as {@code like} has; it holds what was there before. */
    public Batch batch(Batch like, int cols) {
        Matrix[] shards = new Matrix[like.size()];
        for (int shard = 0; shard < shards.length; shard++) {
            shards[shard] = arena.matrix(like.shard(shard).rows(), cols);
        }
        return Batch.computed(Arrays.asList(shards));
    }

    /** Room for one matrix. */
    public Matrix matrix(int rows, int cols) {
        return arena.matrix(rows, cols);
    }

    /** Random numbers of one layer, shard and step, whichever rank hosts the shard. */
    public SplittableRandom random(String layer, int shard) {
        return Seeds.fast(peers.seed(), step, peers.firstShard() + shard, layer.hashCode());
    }

    /** What the batches of a {@link Mode#POPULATION} pass have added up to. */
    public Map<RunningStatistics, ChannelMoments> population() {
        return population;
    }

    public void made(String layer, Batch output) {
        if (mode == Mode.TRAINING) {
            outputs.add(new Output(layer, output));
        }
    }

    public List<Output> outputs() {
        return outputs;
    }
}
