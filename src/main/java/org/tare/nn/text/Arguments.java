package org.tare.nn.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Takes the arguments of one word, by position or by key, and knows which were not taken. */
public final class Arguments {
    private final Term word;
    private final List<Term> left;

    public Arguments(Term word) {
        this.word = word;
        this.left = new ArrayList<>(word.arguments());
    }

    /** The only word of a text. */
    public static Term one(String text) {
        List<Term> words = TermParser.parse(text);
        if (words.size() != 1) {
            throw new IllegalArgumentException("\"" + text + "\" has " + words.size() + " words; give one.");
        }
        return words.get(0);
    }

    /** A whole number of at least {@code least}. */
    public int whole(String key, int least) {
        return toWhole(
                take(key, true).orElseThrow(() -> word.error("needs " + key + ", as in " + word.name() + "(10)")),
                least);
    }

    public int whole(String key, int least, int otherwise) {
        return take(key, true).map(given -> toWhole(given, least)).orElse(otherwise);
    }

    /** A number of at least {@code least}, by key only. */
    public double number(String key, double least, double most, double otherwise) {
        return take(key, false).map(given -> toNumber(given, least, most)).orElse(otherwise);
    }

    /** What a normalization adds to a variance. */
    public double epsilon() {
        return number("eps", 0, Double.MAX_VALUE, 1e-5);
    }

    /** A number given by position or by key. */
    public double leading(String key, double least, double most) {
        return toNumber(
                take(key, true).orElseThrow(() -> word.error("needs " + key + ", as in " + word.name() + "(0.5)")),
                least,
                most);
    }

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

    /** The argument itself, by key or, if so allowed, the first without one. */
    public Optional<Term> take(String key, boolean byPosition) {
        Optional<Term> found = left.stream()
                .filter(argument -> argument.key().equals(key)
                        || (byPosition && argument.key().isEmpty()))
                .findFirst();
        found.ifPresent(left::remove);
        return found;
    }

    /** Leaves nothing for {@link #end}, for words whose arguments are layers. */
    public void takeAll() {
        left.clear();
    }

    /**
     * Checks that every argument was taken.
     *
     * @throws IllegalArgumentException that points at one which was not
     */
    public void end() {
        if (!left.isEmpty()) {
            throw left.get(0).error("is not an option of " + word.name());
        }
    }

    public static double toNumber(Term given, double least, double most) {
        double number;
        try {
            number = Double.parseDouble(given.name());
        } catch (NumberFormatException e) {
            throw given.error("is not a number");
        }
        if (!(number >= least && number <= most)) {
            throw given.error("is not between " + least + " and " + most);
        }
        return number;
    }

    private static int toWhole(Term given, int least) {
        double number = toNumber(given, least, Integer.MAX_VALUE);
        if (number != Math.rint(number)) {
            throw given.error("is not a whole number");
        }
        return (int) number;
    }
}
