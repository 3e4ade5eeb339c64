package org.tare.nn.optimizer;

import java.util.List;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Parameter;
import org.tare.nn.text.Arguments;

/** How a gradient moves a parameter. It keeps nothing itself: what it remembers of a parameter is handed to it. */
public abstract class Optimizer {
    private final String text;
    private final double weightDecay;

    public Optimizer(Arguments arguments) {
        this.text = arguments.term().toString();
        this.weightDecay = arguments.number("weightDecay", 0, Double.MAX_VALUE, 0);
    }

    /** The learning rate where none is given. */
    public abstract double defaultRate();

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

    /** The text, which {@link Optimizers#parse} reads back. */
    @Override
    public final String toString() {
        return text;
    }
}
