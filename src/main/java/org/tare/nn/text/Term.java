package org.tare.nn.text;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A word of a text, such as {@code relu}, {@code dense(100, init=he)} or {@code residual(dense(10) relu)}.
 *
 * @param key what stands before {@code =}; empty where nothing does
 * @param name the word itself
 * @param arguments what stands in parentheses
 * @param separator what separates them: a comma in a list of options, a space between layers
 * @param text the whole text, for error messages
 * @param position where in it the word begins
 */
public record Term(String key, String name, List<Term> arguments, String separator, String text, int position) {
    /** How many characters of a text an error shows. */
    private static final int READABLE = 200;

    /** An error in one sentence that points at this word. */
    public IllegalArgumentException error(String what) {
        return error(text, position, key.isEmpty() ? name : key + "=" + name, what);
    }

    /** The same of a part of a text which is no word. */
    public static IllegalArgumentException error(String text, int position, String word, String what) {
        return new IllegalArgumentException("\"" + excerpt(word, 0) + "\" at character " + (position + 1) + " of \""
                + excerpt(text, position) + "\" " + what + ".");
    }

    private static String excerpt(String text, int position) {
        int from = Math.max(0, position - READABLE / 2);
        int to = Math.min(text.length(), from + READABLE);
        return (from > 0 ? "..." : "") + text.substring(from, to) + (to < text.length() ? "..." : "");
    }

    /** The arguments that have no key. */
    public List<Term> unkeyed() {
        return arguments.stream().filter(argument -> argument.key().isEmpty()).toList();
    }

    /** The same word with other arguments. */
    public Term with(List<Term> otherArguments, String otherSeparator) {
        return new Term(key, name, otherArguments, otherSeparator, text, position);
    }

    /** A text of these words. */
    public static String join(List<Term> terms) {
        return terms.stream().map(Term::toString).collect(Collectors.joining(" "));
    }

    /** The word with standard spacing, which parses to the same. */
    @Override
    public String toString() {
        String inner = arguments.stream().map(Term::toString).collect(Collectors.joining(separator));
        return (key.isEmpty() ? "" : key + "=") + name + (arguments.isEmpty() ? "" : "(" + inner + ")");
    }
}
