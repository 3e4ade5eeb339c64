package org.tare.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a training has got so far, which is still there when it fails. */
final class Progress {
    private final List<Epoch> history = new ArrayList<>();
    private Map<String, double[]> best = Map.of();

    List<Epoch> history() {
        return history;
    }

    /** The network's state after the best epoch: of least validation loss, or without validation rows of least loss. */
    Map<String, double[]> best() {
        return best;
    }

    void setBest(Map<String, double[]> state) {
        best = state;
    }
}
