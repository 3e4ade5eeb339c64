package org.tare.nn.recurrent;

import java.util.Arrays;
import org.tare.linalg.Matrix;
import org.tare.nn.core.StepPadding;

/**
 * The observed steps of a shard's sequences, step by step: those of all sequences at step 0, then at step 1, and so on. So a step
 * of all sequences lies in consecutive rows.
 */
final class PackedSteps {
    private final int steps;

    /** Of each its number among the shard's steps as they lie in the data, sequence by sequence. */
    private final int[] places;

    /** Where in {@code places} each step begins, and the end. */
    private final int[] starts;

    private PackedSteps(int steps, int[] places, int[] starts) {
        this.steps = steps;
        this.places = places;
        this.starts = starts;
    }

    /** @param data (sequences·steps, features) */
    static PackedSteps of(Matrix data, int steps, StepPadding padding) {
        int[] places = new int[data.rows()];
        int[] starts = new int[steps + 1];
        int count = 0;
        for (int step = 0; step < steps; step++) {
            starts[step] = count;
            for (int place = step; place < data.rows(); place += steps) {
                if (padding.isObserved(data, place)) {
                    places[count++] = place;
                }
            }
        }
        starts[steps] = count;
        return new PackedSteps(steps, Arrays.copyOf(places, count), starts);
    }

    int steps() {
        return steps;
    }

    int[] places() {
        return places;
    }

    /** The rows of one step. */
    Matrix at(int step, Matrix packed) {
        return packed.rows(starts[step], starts[step + 1]);
    }

    int count(int step) {
        return starts[step + 1] - starts[step];
    }

    /** Copies the rows of those sequences that are observed at a step. */
    void gather(int step, Matrix bySequence, Matrix into) {
        for (int i = starts[step]; i < starts[step + 1]; i++) {
            copyRow(bySequence, places[i] / steps, into, i - starts[step]);
        }
    }

    /** The way back; the rows of other sequences stay. */
    void scatter(int step, Matrix from, Matrix bySequence) {
        for (int i = starts[step]; i < starts[step + 1]; i++) {
            copyRow(from, i - starts[step], bySequence, places[i] / steps);
        }
    }

    /** Copies the rows of all steps to where they lie in the data. */
    void unpack(Matrix packed, Matrix data) {
        for (int i = 0; i < places.length; i++) {
            copyRow(packed, i, data, places[i]);
        }
    }

    /** Adds to the rows of one step those that lie in the data. */
    void addPacked(int step, Matrix data, Matrix to) {
        for (int i = starts[step]; i < starts[step + 1]; i++) {
            int row = i - starts[step];
            to.rows(row, row + 1).add(data.rows(places[i], places[i] + 1));
        }
    }

    private static void copyRow(Matrix from, int row, Matrix to, int toRow) {
        System.arraycopy(from.data(), from.start(row), to.data(), to.start(toRow), from.cols());
    }
}
