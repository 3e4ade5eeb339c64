package org.tare.nn.core;

import java.util.List;

/**
 * One layer: a map of batches that knows its way back. A layer holds its parameters and nothing of any step; all that a
 * way back needs is captured by it.
 */
public interface Layer {
    /** The shape of an output row. */
    Shape output();

    /** Computes the output of all hosted shards, together with the way back. */
    Pass forward(Batch x, StepContext context);

    /** What is learned and what is counted, in a fixed order. */
    default List<Parameter> parameters() {
        return List.of();
    }
}
