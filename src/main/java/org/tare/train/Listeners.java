package org.tare.train;

import java.util.List;
import java.util.function.Consumer;
import org.tare.nn.core.LayerSummary;

/**
 * Who is told of a training while it goes on.
 *
 * @param network gets the layers once they and the rows are known to fit
 * @param epoch gets each epoch, on a thread of Spark's
 */
record Listeners(Consumer<List<LayerSummary>> network, Consumer<Epoch> epoch) {
    static final Listeners NONE = new Listeners(layers -> {}, epoch -> {});

    Listeners withEpoch(Consumer<Epoch> listener) {
        return new Listeners(network, listener == null ? NONE.epoch : listener);
    }

    Listeners withNetwork(Consumer<List<LayerSummary>> listener) {
        return new Listeners(listener == null ? NONE.network : listener, epoch);
    }
}
