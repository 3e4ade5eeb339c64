package org.tare.nn.loss;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The losses that a text may name. */
public final class Losses {
    private static final SortedMap<String, Loss> LOSSES = new TreeMap<>(Map.of(
            "binaryCrossEntropy", new BinaryCrossEntropy(),
            "crossEntropy", new CrossEntropy(),
            "squaredError", new SquaredError()));

    private Losses() {}

    /** Their names. */
    public static Set<String> names() {
        return LOSSES.keySet();
    }

    /**
     * The loss of this name.
     *
     * @param name {@code crossEntropy}, {@code binaryCrossEntropy} or {@code squaredError}
     * @throws IllegalArgumentException for another name
     */
    public static Loss parse(String name) {
        Loss loss = LOSSES.get(name);
        if (loss == null) {
            throw new IllegalArgumentException("\"" + name + "\" is not a loss; give one of " + LOSSES.keySet() + ".");
        }
        return loss;
    }
}
