package org.tare.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Batch;

/** Batches of digits, in an order that is shuffled anew for each pass; a rest that fills no batch is left out. */
final class ShuffledBatches {
    private final Digits.Part rows;
    private final Digits.Part batch;
    private final int[] order;
    private final SplittableRandom random;
    private int next;

    ShuffledBatches(Digits.Part rows, int size, long seed) {
        this.rows = rows;
        this.batch = new Digits.Part(Matrix.zeros(size, Digits.PIXELS), Matrix.zeros(size, 1));
        this.order = new int[rows.rows()];
        this.random = new SplittableRandom(seed);
        Arrays.setAll(order, i -> i);
        next = order.length;
    }

    /** Turns to the next batch. */
    void turn() {
        if (next + batch.rows() > order.length) {
            shuffle();
            next = 0;
        }
        for (int i = 0; i < batch.rows(); i++) {
            int row = order[next++];
            batch.pixels().rows(i, i + 1).copy(rows.pixels().rows(row, row + 1));
            batch.labels().set(i, 0, rows.labels().get(row, 0));
        }
    }

    Batch features() {
        return Batch.of(batch.pixels());
    }

    Batch targets() {
        return Batch.of(batch.labels());
    }

    private void shuffle() {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}
