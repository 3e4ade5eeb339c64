package org.tare.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A Markdown table of races: a row each, a column for each contender, with its seconds as multiples of the first's. */
final class RaceTable {
    private final List<String> contenders;
    private final List<String> rows = new ArrayList<>();

    RaceTable(List<String> contenders) {
        this.contenders = contenders;
    }

    void add(Race.Result result) {
        add(
                result.name(),
                contenders.stream()
                        .filter(result.seconds()::containsKey)
                        .collect(Collectors.toMap(contender -> contender, contender -> cell(result, contender))));
    }

    /** A row of figures, each in its contender's column. */
    void add(String name, Map<String, String> figures) {
        String row = contenders.stream()
                .map(contender -> figures.getOrDefault(contender, ""))
                .collect(Collectors.joining(" | ", "| " + name + " | ", " |"));
        System.out.println(row);
        rows.add(row);
    }

    private String cell(Race.Result result, String contender) {
        String seconds = "%.2f s".formatted(result.seconds().get(contender));
        String first = contenders.get(0);
        return contender.equals(first) || !result.seconds().containsKey(first)
                ? seconds
                : seconds + " (%.2f)".formatted(result.ratio(contender, first));
    }

    /** Nothing without rows. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!rows.isEmpty()) {
            lines.add("");
            lines.add("| work | " + String.join(" | ", contenders) + " |");
            lines.add("|---" + "|---".repeat(contenders.size()) + "|");
            lines.addAll(rows);
        }
        return lines;
    }
}
