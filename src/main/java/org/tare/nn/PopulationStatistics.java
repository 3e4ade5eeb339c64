package org.tare.nn;

import org.tare.collective.Collective;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BufferPool;
import org.tare.nn.core.ReplicaGroup;
import org.tare.nn.core.StepContext;
import org.tare.nn.normalization.RunningStatistics;

/**
 * One more pass over the training rows with frozen weights, whose moments, merged over all batches, replace the running
 * averages of every batch normalization: "mean values observed over the training dataset" (Ioffe and Szegedy 2015,
 * section 3.1), estimated as by Wu and Johnson (2021, section 3).
 */
public final class PopulationStatistics {
    private final Network network;
    private final Collective collective;
    private final ReplicaGroup peers;
    private final BufferPool arena;
    private final StepContext context;

    PopulationStatistics(Network network, ReplicaGroup peers, BufferPool arena, StepContext context) {
        this.network = network;
        this.collective = peers.collective();
        this.peers = peers;
        this.arena = arena;
        this.context = context;
    }

    /** Takes in one batch; all ranks call this together, as they do {@link Trainer#step}. */
    public void add(Batch features) {
        try {
            arena.reset();
            peers.checkShards(features);
            network.forward(features, context);
        } catch (RuntimeException e) {
            collective.abort(e);
            throw e;
        }
    }

    /** Replaces the running statistics; without any rows they stay. */
    public void finish() {
        context.population().forEach(RunningStatistics::replace);
    }
}
