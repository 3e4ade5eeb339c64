package org.tare.nn.optimizer;

import java.util.List;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Parameter;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/** How a gradient moves a parameter. It keeps nothing itself: what it remembers of a parameter is handed to it. */
public abstract class Optimizer {
    private final String text;
    private final double weightDecay;

    public Optimizer(Term word, Arguments options) {
        this.text = word.toString();
        this.weightDecay = options.number("weightDecay", 0, Double.MAX_VALUE, 0);
    }

    /**
     * Reads {@code sgd}, {@code sgd(momentum=0.9, nesterov=true)} or {@code adam(beta1=0.9, beta2=0.999, eps=1e-8)}; both
     * take {@code weightDecay}, which is added to the gradient as {@code weightDecay·w}, for weights only.
     *
     * @throws IllegalArgumentException that points at what cannot be read
     */
    public static Optimizer parse(String text) {
        Term word = Arguments.one(text);
        Arguments options = new Arguments(word);
        Optimizer optimizer =
                switch (word.name()) {
                    case "sgd" -> new Sgd(word, options);
                    case "adam" -> new Adam(word, options);
                    default -> throw word.error("is not an optimizer; give sgd or adam");
                };
        options.end();
        return optimizer;
    }

    /** The names of what is remembered of each parameter, which begins as 0. */
    public abstract List<String> memory();

    /**
     * Moves a parameter.
     *
     * @param value the parameter
     * @param gradient as many numbers, not yet divided by the weight of the rows
     * @param scale what to multiply them by
     * @param decay what to add of the value itself
     * @param memory one array for each name in {@link #memory}
     * @param rate the learning rate
     * @param step the number of this step, from 1
     */
    public abstract void move(
            double[] value, Matrix gradient, double scale, double decay, double[][] memory, double rate, long step);

    public final double decay(Parameter parameter) {
        return parameter.kind() == Parameter.Kind.WEIGHT ? weightDecay : 0;
    }

    /** The text, which {@link #parse} reads back. */
    @Override
    public final String toString() {
        return text;
    }
}
