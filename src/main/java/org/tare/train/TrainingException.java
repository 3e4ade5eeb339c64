package org.tare.train;

import java.util.ArrayList;
import java.util.List;

/** Training failed: the loss was not finite, or workers were lost more often than allowed. */
public final class TrainingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ArrayList<Epoch> history;

    TrainingException(String message, Throwable cause, List<Epoch> history) {
        super(message, cause);
        this.history = new ArrayList<>(history);
    }

    /** The epochs before the step that failed; none where workers were lost. */
    public List<Epoch> history() {
        return List.copyOf(history);
    }
}
