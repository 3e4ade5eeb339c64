package org.tare.nn.loss;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The losses that a text may name. */
public final class Losses {
    private static final SortedMap<String, Loss> LOSSES = new TreeMap<>(Map.of(
            "binaryCrossEntropy", new BinaryCrossEntropy(0),
            "crossEntropy", new CrossEntropy(0),
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

    /**
     * The loss of this name with labels smoothed.
     *
     * @param smoothing the share of each label that is dealt to all classes alike, from 0 to less than 1
     * @throws IllegalArgumentException for another name, or one of a loss without classes
     */
    public static Loss smoothed(String name, double smoothing) {
        Loss loss = parse(name);
        if (smoothing == 0) {
            return loss;
        }
        return switch (name) {
            case "crossEntropy" -> new CrossEntropy(smoothing);
            case "binaryCrossEntropy" -> new BinaryCrossEntropy(smoothing);
            default ->
                throw new IllegalArgumentException(
                        "The label of " + name + " is a number, which label smoothing is not for; set it to 0.");
        };
    }
}
