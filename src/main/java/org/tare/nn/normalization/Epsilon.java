package org.tare.nn.normalization;

import org.tare.nn.text.Arguments;

/** The ε that is added to a variance, so that what does not vary is not divided by 0. */
final class Epsilon {
    private Epsilon() {}

    /** Takes the option {@code eps}. */
    static double read(Arguments arguments) {
        return arguments.number("eps", 0, Double.MAX_VALUE, 1e-5);
    }
}
