package org.tare.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a training came to: a network's state and how it got there, or why it failed. */
final class Outcome implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ArrayList<Epoch> history;
    private final LinkedHashMap<String, double[]> state;
    private final String failure;

    private Outcome(List<Epoch> history, Map<String, double[]> state, String failure) {
        this.history = new ArrayList<>(history);
        this.state = new LinkedHashMap<>(state);
        this.failure = failure;
    }

    static Outcome of(Snapshot snapshot) {
        return new Outcome(snapshot.history(), snapshot.state(), null);
    }

    /** @param history the epochs before */
    static Outcome failed(String why, List<Epoch> history) {
        return new Outcome(history, Map.of(), why);
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

    Map<String, double[]> state() {
        return state;
    }
}
