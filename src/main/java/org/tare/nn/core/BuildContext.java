package org.tare.nn.core;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.tare.nn.normalization.BatchNormalization;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/**
 * Where a layer is to be built.
 *
 * @param input the shape of its input rows
 * @param name what its parameters' names begin with: its number, within a block after the block's
 * @param following the words after it
 * @param seed the network's seed
 */
public record BuildContext(Shape input, String name, List<Term> following, long seed) {
    /** Whether what follows subtracts the mean of each channel, and with it any bias. */
    public boolean isBeforeCentering() {
        return !following.isEmpty()
                && BatchNormalization.NAMES.contains(following.get(0).name());
    }

    public String name(String parameter) {
        return name + "." + parameter;
    }

    /** Random numbers for the first value of this layer's weights. */
    public Random random() {
        return Seeds.random(seed, name.hashCode());
    }

    /** What {@code init=} asks for; without it He where a ReLU comes before the next weights, else Glorot. */
    public Initializer initializer(Arguments options) {
        Term given = options.take("init", false).orElse(null);
        if (given == null) {
            return isBeforeRelu() ? Initializer.he() : Initializer.glorot();
        }
        return switch (given.name()) {
            case "glorot" -> Initializer.glorot();
            case "he" -> Initializer.he();
            case "normal" -> {
                Arguments normal = new Arguments(given);
                double deviation = normal.leading("deviation", 0, Double.MAX_VALUE);
                normal.end();
                yield Initializer.normal(deviation);
            }
            default -> throw given.error("is not one of glorot, he, normal(deviation)");
        };
    }

    private boolean isBeforeRelu() {
        for (Term word : following) {
            if (word.name().equals("relu")) {
                return true;
            }
            if (!BatchNormalization.NAMES.contains(word.name())
                    && !Set.of("layerNorm", "rmsNorm").contains(word.name())) {
                return false;
            }
        }
        return false;
    }
}
