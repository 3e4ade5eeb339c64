package org.tare.nn.optimizer;

import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/** What the learning rate is multiplied by, step after step. */
public final class Schedule {
    private interface Factor {
        double at(long step);
    }

    private static final String SEARCH = "search";

    private final Term term;
    private final Factor factor;
    private final int searchSteps;

    private Schedule(Term term, Factor factor, int searchSteps) {
        this.term = term;
        this.factor = factor;
        this.searchSteps = searchSteps;
    }

    /**
     * Reads one of
     *
     * <ul>
     *   <li>{@code constant}: 1
     *   <li>{@code step(1000, factor=0.1)}: 1, from step 1,000 on 0.1, from step 2,000 on 0.01, ...
     *   <li>{@code cosine(10000)}: {@code (1 + cos(π·step/10000))/2}, from step 10,000 on 0
     *   <li>{@code warmUp(500, cosine(10000))}: grows to 1 in 500 equal steps, then is the second, counted from there
     *   <li>{@code search(100, factor=1e6)}: grows from 1 to 1,000,000 in 100 steps, each by the same factor, and ends there; to
     *       look for a learning rate
     * </ul>
     *
     * @throws IllegalArgumentException that points at what cannot be read
     */
    public static Schedule parse(String text) {
        return read(Arguments.of(text));
    }

    private static Schedule read(Arguments arguments) {
        Term term = arguments.term();
        if (term.name().equals(SEARCH)) {
            return search(arguments);
        }
        Factor factor =
                switch (term.name()) {
                    case "constant" -> step -> 1;
                    case "step" -> stairs(arguments.whole("every", 1), arguments.number("factor", 0, 1, 0.1));
                    case "cosine" -> cosine(arguments.whole("steps", 1));
                    case "warmUp" ->
                        warmUp(
                                arguments.whole("steps", 1),
                                arguments
                                        .take("then", true)
                                        .map(then -> read(new Arguments(then)))
                                        .orElse(null));
                    default -> throw term.error("is not a schedule; give constant, step, cosine or warmUp");
                };
        arguments.end();
        return new Schedule(term, factor, 0);
    }

    private static Schedule search(Arguments arguments) {
        int steps = arguments.whole("steps", 2);
        double most = arguments.above("factor", 1, 1e6);
        arguments.end();
        return new Schedule(arguments.term(), step -> StrictMath.pow(most, step / (steps - 1.0)), steps);
    }

    private static Factor stairs(int every, double factor) {
        return step -> StrictMath.pow(factor, (double) Math.floorDiv(step, every));
    }

    private static Factor cosine(int steps) {
        return step -> (1 + StrictMath.cos(Math.PI * Math.min(1, (double) step / steps))) / 2;
    }

    private static Factor warmUp(int steps, Schedule then) {
        return step -> step < steps ? (step + 1.0) / steps : then == null ? 1 : then.factor(step - steps);
    }

    /**
     * What the rate is multiplied by at a step.
     *
     * @param step the number of the step, from 0
     */
    public double factor(long step) {
        return factor.at(step);
    }

    /** After how many steps a search for a learning rate ends; 0 unless this is one. */
    public int searchSteps() {
        return searchSteps;
    }

    /** The text, which {@link #parse} reads back. */
    @Override
    public String toString() {
        return term.toString();
    }
}
