package org.tare.nn.optimizer;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tare.nn.text.Arguments;

/** The optimizers that a text may name. */
public final class Optimizers {
    private static final SortedMap<String, Function<Arguments, Optimizer>> OPTIMIZERS =
            new TreeMap<>(Map.of("adam", Adam::new, "sgd", Sgd::new));

    private Optimizers() {}

    /** The learning rate of each where none is given, as a phrase: {@code 0.001 for adam, 0.1 for sgd}. */
    public static String defaultRates() {
        return OPTIMIZERS.keySet().stream()
                .map(name -> parse(name).defaultRate() + " for " + name)
                .collect(Collectors.joining(", "));
    }

    /**
     * Reads {@code sgd}, {@code sgd(momentum=0.9, nesterov=true)} or {@code adam(beta1=0.9, beta2=0.999, eps=1e-8)}; both
     * take {@code weightDecay}, which is added to the gradient as {@code weightDecay·w}, for weights only.
     *
     * @throws IllegalArgumentException that points at what cannot be read
     */
    public static Optimizer parse(String text) {
        Arguments arguments = Arguments.of(text);
        Function<Arguments, Optimizer> reader = OPTIMIZERS.get(arguments.term().name());
        if (reader == null) {
            throw arguments.error("is not an optimizer; give one of " + String.join(", ", OPTIMIZERS.keySet()));
        }
        Optimizer optimizer = reader.apply(arguments);
        arguments.end();
        return optimizer;
    }
}
