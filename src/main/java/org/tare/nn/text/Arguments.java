package org.tare.nn.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes the arguments of one word, by position or by key, and knows which were not taken. */
public final class Arguments {
    private final Term term;
    private final List<Term> left;
    private final Set<String> known = new LinkedHashSet<>();

    /** Of this word; none is taken yet. */
    public Arguments(Term term) {
        this.term = term;
        this.left = new ArrayList<>(term.arguments());
    }

    /**
     * Those of the only word of a text.
     *
     * @throws IllegalArgumentException if the text cannot be read or has not one word
     */
    public static Arguments of(String text) {
        List<Term> terms = TermParser.parse(text);
        if (terms.size() != 1) {
            throw new IllegalArgumentException("\"" + text + "\" has " + terms.size() + " words; give one.");
        }
        return new Arguments(terms.get(0));
    }

    /** The word whose arguments these are. */
    public Term term() {
        return term;
    }

    /** An error in one sentence that points at the word. */
    public IllegalArgumentException error(String what) {
        return term.error(what);
    }

    /** A whole number of at least {@code least}, by position or by key. */
    public int whole(String key, int least) {
        return toWhole(
                take(key, true).orElseThrow(() -> term.error("needs " + key + ", as in " + term.name() + "(10)")),
                least);
    }

    /** A whole number of at least {@code least}, by position or by key, or another where none is given. */
    public int whole(String key, int least, int otherwise) {
        return take(key, true).map(given -> toWhole(given, least)).orElse(otherwise);
    }

    /** A height and a width of at least {@code least}, given as {@code 1x7}, or as one number for both. */
    public static int[] toExtent(Term given, int least) {
        List<Term> parts = Arrays.stream(given.name().split("x", 2))
                .map(part -> new Term(given.key(), part, List.of(), "", given.text(), given.position()))
                .toList();
        return new int[] {toWhole(parts.get(0), least), toWhole(parts.get(parts.size() - 1), least)};
    }

    /** A number between {@code least} and {@code most}, by key only. */
    public double number(String key, double least, double most, double otherwise) {
        return take(key, false).map(given -> toNumber(given, least, most)).orElse(otherwise);
    }

    /** A finite number above {@code least}, by key only. */
    public double above(String key, double least, double otherwise) {
        return take(key, false)
                .map(given -> {
                    double number = toNumber(given, -Double.MAX_VALUE, Double.MAX_VALUE);
                    if (number <= least) {
                        throw given.error("is not a number above " + text(least));
                    }
                    return number;
                })
                .orElse(otherwise);
    }

    /** A number given by position or by key. */
    public double leading(String key, double least, double most) {
        return toNumber(
                take(key, true).orElseThrow(() -> term.error("needs " + key + ", as in " + term.name() + "(0.5)")),
                least,
                most);
    }

    /** Yes or no, by key only. */
    public boolean flag(String key, boolean otherwise) {
        return Boolean.parseBoolean(choice(key, Boolean.toString(otherwise), "true", "false"));
    }

    /** One of these words, by key only. */
    public String choice(String key, String otherwise, String... choices) {
        Optional<Term> given = take(key, false);
        if (given.isPresent() && !Arrays.asList(choices).contains(given.get().name())) {
            throw given.get().error("is not one of " + String.join(", ", choices));
        }
        return given.map(Term::name).orElse(otherwise);
    }

    /**
     * Refuses an option that would do nothing beside others: whoever gives it expects something else than what would come of it.
     *
     * @throws IllegalArgumentException that points at the option, if it was given
     */
    public void refuseIf(boolean isIdle, String key, String reason) {
        if (isIdle) {
            term.arguments().stream()
                    .filter(argument -> argument.key().equals(key))
                    .findFirst()
                    .ifPresent(argument -> {
                        throw argument.error("would do nothing, since " + reason + "; leave it out");
                    });
        }
    }

    /** The argument itself, by key or, if so allowed, the first without one. */
    public Optional<Term> take(String key, boolean byPosition) {
        known.add(key);
        Optional<Term> found = left.stream()
                .filter(argument -> argument.key().equals(key)
                        || (byPosition && argument.key().isEmpty()))
                .findFirst();
        found.ifPresent(left::remove);
        return found;
    }

    /** Takes all that have no key. */
    public List<Term> unkeyed() {
        List<Term> unkeyed =
                left.stream().filter(argument -> argument.key().isEmpty()).toList();
        left.removeAll(unkeyed);
        return unkeyed;
    }

    /** Takes all that have no key, which are layers; without any, parentheses that are to hold layers are a slip. */
    public List<Term> layers() {
        List<Term> layers = unkeyed();
        if (layers.isEmpty()) {
            throw term.error("holds no layers; put them in its parentheses");
        }
        return layers;
    }

    /** Takes all that have no key, in groups between bars; a group may be empty. */
    public List<List<Term>> branches() {
        List<List<Term>> branches = new ArrayList<>(List.of(new ArrayList<>()));
        for (Term each : unkeyed()) {
            if (each.name().equals(Term.BRANCH)) {
                branches.add(new ArrayList<>());
            } else {
                branches.get(branches.size() - 1).add(each);
            }
        }
        return branches;
    }

    /**
     * Checks that every argument was taken.
     *
     * @throws IllegalArgumentException that points at one which was not
     */
    public void end() {
        if (!left.isEmpty()) {
            String has = known.isEmpty() ? "" : ", which has " + String.join(", ", known);
            throw left.get(0).error("is not an option of " + term.name() + has);
        }
    }

    /** An argument as a number between {@code least} and {@code most}. */
    public static double toNumber(Term given, double least, double most) {
        double number = parse(given);
        if (!(number >= least && number <= most)) {
            throw given.error("is not a " + range(least, most));
        }
        return number;
    }

    private static double parse(Term given) {
        try {
            return Double.parseDouble(given.name());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static String range(double least, double most) {
        if (most == Double.MAX_VALUE) {
            return "finite number" + (least == -Double.MAX_VALUE ? "" : " of at least " + text(least));
        }
        double above = Math.nextUp(most);
        return "number "
                + (most != Math.rint(most) && above == Math.rint(above)
                        ? "of at least " + text(least) + " and below " + text(above)
                        : "between " + text(least) + " and " + text(most));
    }

    private static String text(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static int toWhole(Term given, int least) {
        double number = parse(given);
        if (!(number >= least && number <= Integer.MAX_VALUE && number == Math.rint(number))) {
            throw given.error("is not a whole " + range(least, Integer.MAX_VALUE));
        }
        return (int) number;
    }
}
