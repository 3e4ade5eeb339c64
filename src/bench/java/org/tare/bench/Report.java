package org.tare.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A Markdown table of races: a row each, a column for each contender, with its seconds as multiples of the first's. */
final class Report {
    private static final String OPENING = "<!-- bench -->";
    private static final String CLOSING = "<!-- /bench -->";

    private final List<String> contenders;
    private final List<String> lines = new ArrayList<>();

    Report(String... contenders) {
        this.contenders = List.of(contenders);
        lines.add("| work | " + String.join(" | ", this.contenders) + " |");
        lines.add("|---" + "|---".repeat(contenders.length) + "|");
    }

    void add(Race.Result result) {
        String cells = contenders.stream()
                .map(contender -> cell(result.seconds(), contender))
                .collect(Collectors.joining(" | "));
        add("| " + result.name() + " | " + cells + " |");
    }

    /** A row whose only figure is the first contender's. */
    void add(String name, String figure) {
        add("| " + name + " | " + figure + " |" + " |".repeat(contenders.size() - 1));
    }

    private void add(String line) {
        System.out.println(line);
        lines.add(line);
    }

    private String cell(Map<String, Double> seconds, String contender) {
        if (!seconds.containsKey(contender)) {
            return "";
        }
        double own = seconds.get(contender);
        double first = seconds.get(contenders.get(0));
        return own == first ? "%.2f s".formatted(own) : "%.2f s (%.2f)".formatted(own, own / first);
    }

    void write(Path file) throws IOException {
        Files.write(file, lines);
    }

    /** Puts the table between the two marks of a Markdown file. */
    void writeInto(Path file) throws IOException {
        String text = Files.readString(file);
        int from = text.indexOf(OPENING);
        int to = text.indexOf(CLOSING);
        if (from < 0 || to < from) {
            throw new IOException(file + " has no " + OPENING + " with a " + CLOSING + " after it; put them where the table belongs.");
        }
        Files.writeString(
                file,
                text.substring(0, from + OPENING.length()) + "\n\n" + String.join("\n", lines) + "\n\n"
                        + text.substring(to));
    }
}
