package org.tare.nn.core;

/**
 * What a layer measured of one batch, which inference is to go by. A pass only hands it out: a step of training moves the
 * layer's running statistics by it, a pass over the population merges those of all batches and replaces them.
 */
public interface Observation {
    /** Both together. The other is of the same layer, and neither changes. */
    Observation merge(Observation other);

    /** Moves the layer's running statistics by this batch; without rows they stay. */
    void update();

    /** Replaces the layer's running statistics by these; without rows they stay. */
    void replace();
}
