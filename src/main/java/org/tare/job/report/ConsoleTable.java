package org.tare.job.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table for the console: texts to the left, numbers to the right, a long as a count, a double to six digits. */
public final class ConsoleTable {
    /** What is longer, such as a curve of a thousand knots, would fill the screen. */
    private static final int LONGEST = 250;

    private static final MathContext SIX_DIGITS = new MathContext(6);

    private final List<String> headings;
    private final List<List<Object>> rows = new ArrayList<>();
    private String note = "";

    public ConsoleTable(String... headings) {
        this.headings = List.of(headings);
    }

    /** A null is an empty cell. */
    public ConsoleTable add(List<Object> cells) {
        rows.add(cells);
        return this;
    }

    /** A line below the table. */
    public ConsoleTable note(String line) {
        note = line + System.lineSeparator();
        return this;
    }

    /** The first rows, and a line that counts the others. */
    public String print(int most) {
        List<List<Object>> shown = rows.subList(0, Math.min(most, rows.size()));
        int[] widths = IntStream.range(0, headings.size())
                .map(column -> Math.max(
                        headings.get(column).length(),
                        shown.stream()
                                .mapToInt(row -> text(row.get(column)).length())
                                .max()
                                .orElse(0)))
                .toArray();
        List<Boolean> right = IntStream.range(0, headings.size())
                .mapToObj(column -> shown.stream().anyMatch(row -> row.get(column) instanceof Number))
                .toList();
        StringBuilder out = new StringBuilder(line(List.copyOf(headings), widths, right));
        shown.forEach(row -> out.append(line(row, widths, right)));
        if (rows.size() > shown.size()) {
            out.append(String.format(Locale.ROOT, "and %,d more%n", rows.size() - shown.size()));
        }
        return out.append(note).toString();
    }

    private static String line(List<?> cells, int[] widths, List<Boolean> right) {
        return IntStream.range(0, widths.length)
                        .mapToObj(i -> pad(text(cells.get(i)), widths[i], right.get(i)))
                        .collect(Collectors.joining("  "))
                        .stripTrailing()
                + System.lineSeparator();
    }

    private static String pad(String text, int width, boolean right) {
        String blanks = " ".repeat(width - text.length());
        return right ? blanks + text : text + blanks;
    }

    private static String text(Object cell) {
        if (cell instanceof Double number) {
            return number(number);
        }
        if (cell instanceof Long count) {
            return String.format(Locale.ROOT, "%,d", count);
        }
        String text = cell == null ? "" : cell.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }

    /** Six digits, with an exponent only where plain digits would be long. */
    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value, SIX_DIGITS).stripTrailingZeros();
        double size = Math.abs(value);
        return size != 0 && (size < 1e-4 || size >= 1e9) ? rounded.toString() : rounded.toPlainString();
    }
}
