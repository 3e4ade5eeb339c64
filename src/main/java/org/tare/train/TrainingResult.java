package org.tare.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The result of a training: a network's state and its history, or the reason of its failure. */
final class TrainingResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ArrayList<Epoch> history;
    private final LinkedHashMap<String, double[]> state;
    private final LinkedHashMap<String, String> identity;
    private final String failure;

    private TrainingResult(
            List<Epoch> history, Map<String, double[]> state, Map<String, String> identity, String failure) {
        this.history = new ArrayList<>(history);
        this.state = new LinkedHashMap<>(state);
        this.identity = new LinkedHashMap<>(identity);
        this.failure = failure;
    }

    /** @param identity what decided the bits */
    static TrainingResult of(Snapshot snapshot, Map<String, String> identity) {
        return new TrainingResult(snapshot.history(), snapshot.state(), identity, null);
    }

    /** With what was got before; the weights of one rank do, since all have the same. */
    static TrainingResult failed(String why, Progress before, int rank, Map<String, String> identity) {
        return new TrainingResult(before.history(), rank == 0 ? before.best() : Map.of(), identity, why);
    }

    boolean isFailure() {
        return failure != null;
    }

    String failure() {
        return failure;
    }

    List<Epoch> history() {
        return history;
    }

    Map<String, String> identity() {
        return identity;
    }

    /** The network's state; after a failure that of the best epoch, empty if there was none. */
    Map<String, double[]> state() {
        return state;
    }
}
