package org.tare.nn.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads words: {@code words = word*}, {@code word = [name "="] name ["(" words ")"]}, where words in parentheses may be
 * separated by commas.
 */
public final class TermParser {
    private static final String SPACE = " ";
    /** Separates options. */
    public static final String COMMA = ", ";

    /** How deep words may stand in the parentheses of others: more than any network, less than what a stack takes. */
    private static final int MOST_DEPTH = 100;

    private final String text;
    private int at;
    private int depth;

    private TermParser(String text) {
        this.text = text;
    }

    /**
     * The words of a text.
     *
     * @throws IllegalArgumentException that says where the text cannot be read
     */
    public static List<Term> parse(String text) {
        TermParser parser = new TermParser(text);
        List<Term> words = new ArrayList<>();
        if (parser.words(words).equals(COMMA)) {
            throw Term.error(text, text.indexOf(','), ",", "is not expected; separate layers by spaces");
        }
        if (parser.at < text.length()) {
            throw parser.unexpected();
        }
        return List.copyOf(words);
    }

    /** Reads up to a closing parenthesis or the end, and answers what separates the words. */
    private String words(List<Term> into) {
        String separator = SPACE;
        for (skipSpace(); at < text.length() && text.charAt(at) != ')'; skipSpace()) {
            if (!into.isEmpty() && found(',')) {
                separator = COMMA;
                skipSpace();
            }
            into.add(word());
        }
        return separator;
    }

    private Term word() {
        int start = at;
        String key = "";
        String name = name();
        if (found('=')) {
            key = name;
            name = name();
        }
        List<Term> arguments = new ArrayList<>();
        String separator = SPACE;
        if (found('(')) {
            if (++depth > MOST_DEPTH) {
                throw Term.error(text, start, name, "stands in more than " + MOST_DEPTH + " pairs of parentheses");
            }
            separator = words(arguments);
            depth--;
            if (!found(')')) {
                throw Term.error(text, start, name, "opens a parenthesis that is never closed");
            }
        }
        return new Term(key, name, List.copyOf(arguments), separator, text, start);
    }

    private String name() {
        skipSpace();
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "_.+-".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (start == at) {
            throw unexpected();
        }
        return text.substring(start, at);
    }

    private boolean found(char symbol) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == symbol) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException unexpected() {
        return at < text.length()
                ? Term.error(text, at, text.substring(at, at + 1), "is not expected; give a word or a number")
                : Term.error(text, at, "", "is the end, where a word or a number is expected");
    }
}
