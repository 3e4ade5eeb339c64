package org.tare.train.rows;

import org.tare.linalg.Matrix;

/** The rows of one shard. A row is its features, its target and its weight. */
public final class Shard {
    /** What a row holds beside its features. */
    static final int EXTRA = 2;

    /** Some rows, as the layers want them. */
    public record Rows(Matrix features, Matrix targets, Matrix weights) {}

    private final Storage storage;
    private final int features;
    private final int size;
    private int filled;

    Shard(Storage storage, int features, int size) {
        this.storage = storage;
        this.features = features;
        this.size = size;
    }

    public int size() {
        return size;
    }

    /** Puts a row in its place. */
    void put(int place, double[] numbers, int at) {
        storage.put(place, numbers, at);
        filled++;
    }

    /** Whether as many rows were put as there are. */
    boolean isFull() {
        return filled == size;
    }

    /** The rows at {@code places[from..to)}. */
    public Rows at(int[] places, int from, int to) {
        int count = Math.max(0, to - from);
        double[] x = new double[count * features];
        double[] y = new double[count];
        double[] w = new double[count];
        for (int i = 0; i < count; i++) {
            int place = places[from + i];
            storage.get(place, 0, features, x, i * features);
            storage.get(place, features, 1, y, i);
            storage.get(place, features + 1, 1, w, i);
        }
        return new Rows(Matrix.view(x, 0, count, features), Matrix.view(y, 0, count, 1), Matrix.view(w, 0, count, 1));
    }
}
