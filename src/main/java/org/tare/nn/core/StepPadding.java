package org.tare.nn.core;

import java.io.Serializable;
import java.util.stream.IntStream;
import org.tare.linalg.Matrix;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/**
 * Which steps of sequences are padding: those all of whose numbers are one value, as Keras's {@code Masking} has it.
 *
 * @param masked whether padding is left out at all
 * @param declared whether it was said that there is padding, and is not only left out where there is some
 */
public record StepPadding(boolean masked, double value, boolean declared) implements Serializable {
    /** None is left out. */
    public static final StepPadding NONE = new StepPadding(false, 0, false);

    /** Padding is left out, of which {@code value} is the only option. */
    public static StepPadding of(Arguments arguments, Shape input) {
        if (!input.isSequence()) {
            throw arguments.error("works on sequences of shape steps x features but its input is of shape " + input
                    + "; put reshape(steps, features) before it, or give a recurrent layer before it output=all");
        }
        return new StepPadding(true, arguments.number("value", -Double.MAX_VALUE, Double.MAX_VALUE, 0), true);
    }

    /** Padding is left out unless {@code masked=false}. */
    public static StepPadding optional(Arguments arguments, Shape input) {
        boolean declared = arguments.term().arguments().stream()
                .map(Term::key)
                .anyMatch(key -> key.equals("masked") || key.equals("value"));
        StepPadding padding = of(arguments, input);
        boolean masked = arguments.flag("masked", true);
        arguments.refuseIf(!masked, "value", "masked=false leaves no padding out");
        return new StepPadding(masked, padding.value, declared);
    }

    /** Whether a row of the steps' features is a step that was observed. */
    public boolean isObserved(Matrix steps, int step) {
        if (!masked) {
            return true;
        }
        double[] data = steps.data();
        int end = steps.start(step + 1);
        for (int i = steps.start(step); i < end; i++) {
            if (data[i] != value) {
                return true;
            }
        }
        return false;
    }

    /** The numbers of the steps that were observed. */
    public int[] observed(Matrix steps) {
        return IntStream.range(0, steps.rows())
                .filter(step -> isObserved(steps, step))
                .toArray();
    }
}
