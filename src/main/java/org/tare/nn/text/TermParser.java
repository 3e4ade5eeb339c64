package org.tare.nn.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads words: {@code words = word*}, {@code word = "|" | [name "="] name ["(" words ")"]}, where words in parentheses may be
 * separated by commas.
 */
public final class TermParser {
    private static final String SPACE = " ";

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
        List<Term> words = parser.words(false);
        if (parser.at < text.length()) {
            throw parser.unexpected();
        }
        return words;
    }

    /** Reads up to a closing parenthesis or the end. */
    private List<Term> words(boolean inParentheses) {
        List<Term> words = new ArrayList<>();
        for (skipSpace(); at < text.length() && text.charAt(at) != ')'; skipSpace()) {
            int start = at;
            boolean comma = !words.isEmpty() && found(',');
            if (comma && !inParentheses) {
                throw Term.error(text, start, ",", "is not expected; separate layers by spaces");
            }
            skipSpace();
            words.add(word(comma ? Term.COMMA : SPACE));
        }
        return List.copyOf(words);
    }

    private Term word(String separator) {
        int start = at;
        if (found(Term.BRANCH.charAt(0))) {
            return new Term("", Term.BRANCH, List.of(), separator, text, start);
        }
        String key = "";
        String name = name();
        if (found('=')) {
            key = name;
            name = name();
        }
        List<Term> arguments = List.of();
        if (found('(')) {
            if (++depth > MOST_DEPTH) {
                throw Term.error(text, start, name, "stands in more than " + MOST_DEPTH + " pairs of parentheses");
            }
            arguments = words(true);
            depth--;
            if (!found(')')) {
                throw Term.error(text, start, name, "opens a parenthesis that is never closed");
            }
        }
        return new Term(key, name, arguments, separator, text, start);
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
