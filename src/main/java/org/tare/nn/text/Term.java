package org.tare.nn.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A word of a text, such as {@code relu}, {@code dense(100, init=he)} or {@code residual(dense(10) relu)}.
 *
 * @param key what stands before {@code =}; empty where nothing does
 * @param name the word itself
 * @param arguments what stands in parentheses
 * @param separator what stands between it and the word before it in the same parentheses: a comma before an option, a space
 *     between layers
 * @param text the whole text, for error messages
 * @param position where in it the word begins
 */
public record Term(String key, String name, List<Term> arguments, String separator, String text, int position) {
    /** The word that separates branches of layers. */
    public static final String BRANCH = "|";

    static final String COMMA = ", ";

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
    public Term with(List<Term> otherArguments) {
        return new Term(key, name, otherArguments, separator, text, position);
    }

    /** The same word with nothing before {@code =}. */
    public Term withoutKey() {
        return new Term("", name, arguments, separator, text, position);
    }

    /** The same word behind something else. */
    Term behind(String otherSeparator) {
        return new Term(key, name, arguments, otherSeparator, text, position);
    }

    /** The same word with an option more, which stands first. */
    public Term withOption(String option, String value) {
        List<Term> all = new ArrayList<>(List.of(new Term(option, value, List.of(), "", text, position)));
        arguments.forEach(argument -> all.add(all.size() > 1 ? argument : argument.behind(COMMA)));
        return with(all);
    }

    /** A text of these words. */
    public static String join(List<Term> terms) {
        StringBuilder joined = new StringBuilder();
        terms.forEach(
                term -> joined.append(joined.isEmpty() ? "" : term.separator).append(term));
        return joined.toString();
    }

    /** The word with standard spacing, which parses to the same. */
    @Override
    public String toString() {
        return (key.isEmpty() ? "" : key + "=") + name + (arguments.isEmpty() ? "" : "(" + join(arguments) + ")");
    }
}
