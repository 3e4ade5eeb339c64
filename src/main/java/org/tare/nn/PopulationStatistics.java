package org.tare.nn;

import java.util.List;
import java.util.stream.IntStream;
import org.tare.collective.Collective;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BufferPool;
import org.tare.nn.core.Observation;
import org.tare.nn.core.ReplicaGroup;
import org.tare.nn.core.StepContext;

/**
 * One more pass over the training rows with frozen weights, whose moments, merged over all batches, replace the running
 * averages of every batch normalization: "mean values observed over the training dataset" (Ioffe and Szegedy 2015,
 * section 3.1), estimated as by Wu and Johnson (2021, section 3).
 */
public final class PopulationStatistics {
    private final Network network;
    private final Collective collective;
    private final ReplicaGroup replicas;
    private final BufferPool buffers;
    private final StepContext context;
    private List<Observation> merged = List.of();

    PopulationStatistics(Network network, ReplicaGroup replicas, BufferPool buffers, StepContext context) {
        this.network = network;
        this.collective = replicas.collective();
        this.replicas = replicas;
        this.buffers = buffers;
        this.context = context;
    }

    /** Takes in one batch in which every row has weight 1. */
    public void add(Batch features) {
        add(features, StepRows.ones(features));
    }

    /**
     * Takes in one batch; all ranks call this together, as they do {@link Trainer#step}.
     *
     * @param weights for each shard (rows, 1)
     */
    public void add(Batch features, Batch weights) {
        try {
            buffers.reset();
            replicas.checkShards(features);
            StepRows rows = StepRows.of(features, features, features.cols(), weights, context);
            merge(network.forward(rows.features(), context).observations());
        } catch (RuntimeException e) {
            collective.abort(e);
            throw e;
        }
    }

    private void merge(List<Observation> batch) {
        List<Observation> before = merged;
        merged = before.isEmpty()
                ? batch
                : IntStream.range(0, batch.size())
                        .mapToObj(i -> before.get(i).merge(batch.get(i)))
                        .toList();
    }

    /** Replaces the running statistics; without any rows they stay. */
    public void finish() {
        merged.forEach(Observation::replace);
    }
}
