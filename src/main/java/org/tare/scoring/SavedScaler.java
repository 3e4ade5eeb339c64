package org.tare.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tare.feature.plan.ModelFormat;

/** What a {@code ScalerModel} saved: a line of JSON about the whole, and one for each feature. */
final class SavedScaler {
    private final SavedStage stage;
    private final JsonNode head;
    private final List<JsonNode> features = new ArrayList<>();

    private SavedScaler(SavedStage stage) throws IOException {
        this.stage = stage;
        JsonNode found = null;
        try (BufferedReader text = stage.learned("features")) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                JsonNode node = SavedStage.JSON.readTree(line);
                if (node.has("format")) {
                    found = node;
                } else {
                    features.add(node);
                }
            }
        }
        this.head = found;
        features.sort(Comparator.comparingInt(feature -> feature.path("number").asInt()));
        requireWhole();
    }

    private void requireWhole() {
        if (head == null || head.path("features").asInt() != features.size()) {
            throw new IllegalArgumentException(
                    "'" + stage.folder() + "' holds no whole model: features are missing; save it again.");
        }
        ModelFormat.problem(head.path("format").asInt()).ifPresent(problem -> {
            throw new IllegalArgumentException("'" + stage.folder() + "' " + problem + ".");
        });
        if (head.has("groups")) {
            throw Unexportable.byGroup(stage.uid());
        }
        if (features.stream().anyMatch(feature -> feature.has("encoding"))) {
            throw Unexportable.oneHot(stage.uid());
        }
        Unexportable.requireScaled(stage.uid(), stage.isSet("returns") ? stage.text("returns") : "scaled");
        if ("true".equals(stage.text("inverted"))) {
            throw new IllegalArgumentException(
                    "The scaler '" + stage.uid()
                            + "' has inverted=true, whose curves Spark alone makes; write it with jobs/export --to json, and load that.");
        }
    }

    static void add(SavedStage stage, PlanBuilder plan) throws IOException {
        SavedScaler saved = new SavedScaler(stage);
        List<PlanBuilder.ScaledColumn> columns = saved.columns();
        List<Integer> chosen = saved.chosen(columns);
        saved.features.stream()
                .filter(feature -> chosen.contains(feature.path("column").asInt()))
                .forEach(feature -> plan.learnedFrom(feature.path("exact").asText()));
        plan.scaler(
                saved.named(chosen.stream().map(columns::get).toList()),
                saved.source(columns, chosen),
                stage.assembled());
    }

    private List<PlanBuilder.ScaledColumn> columns() {
        return features.stream()
                .collect(Collectors.groupingBy(
                        feature -> feature.path("column").asInt(), TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(column -> new PlanBuilder.ScaledColumn(
                        column.get(0).path("input").asText(),
                        column.get(0).path("output").asText(),
                        column.get(0).path("type").asText(),
                        column.stream()
                                .map(feature -> feature.path("curve").asText())
                                .toList()))
                .toList();
    }

    /** The columns that {@code inputCols} leaves, if it was set after the fit. */
    private List<Integer> chosen(List<PlanBuilder.ScaledColumn> columns) {
        List<Integer> chosen = new ArrayList<>();
        List<String> names =
                columns.stream().map(PlanBuilder.ScaledColumn::input).toList();
        if (!stage.isSet("inputCols")) {
            for (int c = 0; c < names.size(); c++) {
                chosen.add(c);
            }
            return chosen;
        }
        for (String name : stage.list("inputCols")) {
            int before = chosen.size();
            for (int c = 0; c < names.size(); c++) {
                if (names.get(c).equals(name)) {
                    chosen.add(c);
                }
            }
            if (chosen.size() == before) {
                throw new IllegalArgumentException("'" + stage.folder() + "' has '" + name
                        + "' in inputCols, which was not fitted; it has " + names + ".");
            }
        }
        return chosen;
    }

    private List<PlanBuilder.ScaledColumn> named(List<PlanBuilder.ScaledColumn> columns) {
        if (!stage.isSet("outputCols")) {
            return columns;
        }
        List<String> outputs = stage.list("outputCols");
        if (outputs.size() != columns.size()) {
            throw new IllegalArgumentException("'" + stage.folder() + "' has " + outputs.size() + " outputCols for "
                    + columns.size() + " columns; give as many, and save it again.");
        }
        List<PlanBuilder.ScaledColumn> named = new ArrayList<>();
        for (int c = 0; c < outputs.size(); c++) {
            PlanBuilder.ScaledColumn column = columns.get(c);
            named.add(new PlanBuilder.ScaledColumn(column.input(), outputs.get(c), column.type(), column.curves()));
        }
        return named;
    }

    private PlanBuilder.Source source(List<PlanBuilder.ScaledColumn> columns, List<Integer> chosen) {
        if (!head.path("source").isTextual()) {
            return null;
        }
        List<Integer> from = new ArrayList<>();
        int size = 0;
        for (PlanBuilder.ScaledColumn column : columns) {
            from.add(size);
            size += column.curves().size();
        }
        if (head.has("sourceFrom")) {
            from.clear();
            head.get("sourceFrom").forEach(start -> from.add(start.asInt()));
            size = head.path("sourceSize").asInt();
        }
        return new PlanBuilder.Source(
                head.get("source").asText(),
                size,
                chosen.stream().map(from::get).toList());
    }
}
