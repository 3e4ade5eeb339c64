package org.tare.train;

import java.util.List;
import java.util.function.Consumer;

/**
 * Tells a listener of each epoch once, in order, and of none after the training. Messages of workers come when they come, some
 * only after the result, and an attempt that starts again repeats epochs.
 */
final class EpochReports {
    private final Consumer<Epoch> listener;
    private int last;
    private boolean ended;

    EpochReports(Consumer<Epoch> listener) {
        this.listener = listener;
    }

    /** The epochs up to this one were told of by an earlier training. */
    synchronized void startAfter(int epoch) {
        last = epoch;
    }

    /** A worker has finished an epoch. */
    synchronized void report(Epoch epoch) {
        if (!ended && epoch.number() > last) {
            last = epoch.number();
            listener.accept(epoch);
        }
    }

    /** The training is over, after these epochs. */
    synchronized void end(List<Epoch> history) {
        history.forEach(this::report);
        ended = true;
    }
}
