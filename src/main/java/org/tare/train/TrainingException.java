package org.tare.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Training failed: the loss was not finite, or workers were lost more often than allowed. */
public final class TrainingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ArrayList<Epoch> history;
    private final FittedNetwork best;

    /** @param best null for none */
    TrainingException(String message, Throwable cause, List<Epoch> history, FittedNetwork best) {
        super(message, cause);
        this.best = best;
        this.history = new ArrayList<>(history);
    }

    /**
     * The network after the best epoch before the step that failed: of least loss on the validation rows, or without such rows
     * on the training rows; none where no epoch ended, or workers were lost. A model is made of it by its constructor, as in
     * {@code new NeuralNetworkClassificationModel("best", exception.best().orElseThrow())}.
     */
    public Optional<FittedNetwork> best() {
        return Optional.ofNullable(best);
    }

    /** The epochs before the step that failed; none where workers were lost. */
    public List<Epoch> history() {
        return List.copyOf(history);
    }
}
