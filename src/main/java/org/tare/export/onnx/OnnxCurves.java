package org.tare.export.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tare.curve.CurveStep;

/**
 * Curves of the features of a row. Features whose curves have the same steps are computed together, with a number of each
 * step for each feature; steps of lists, and powers, take one feature at a time.
 */
final class OnnxCurves {
    private final OnnxGraph graph;
    private final StepOperators steps;
    private final ListedSteps listed;
    private final Powers powers;

    OnnxCurves(OnnxGraph graph) {
        this.graph = graph;
        this.steps = new StepOperators(graph);
        this.listed = new ListedSteps(graph);
        this.powers = new Powers(graph);
    }

    /** The results for x, (rows, as many numbers as there are curves), of the steps of each curve. */
    String apply(String x, List<List<CurveStep>> curves) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < curves.size(); i++) {
            groups.computeIfAbsent(key(curves.get(i), i), any -> new ArrayList<>())
                    .add(i);
        }
        List<String> results = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        for (List<Integer> group : groups.values()) {
            String part = groups.size() == 1 ? x : graph.columns(x, places(group));
            results.add(together(part, group.stream().map(curves::get).toList()));
            order.addAll(group);
        }
        String result = graph.concat(results);
        long[] back = new long[order.size()];
        for (int i = 0; i < back.length; i++) {
            back[order.get(i)] = i;
        }
        return isInOrder(back) ? result : graph.columns(result, back);
    }

    private static long[] places(List<Integer> group) {
        return group.stream().mapToLong(i -> i).toArray();
    }

    private static boolean isInOrder(long... places) {
        return IntStream.range(0, places.length).allMatch(i -> places[i] == i);
    }

    private String key(List<CurveStep> curve, int feature) {
        boolean isAlone = curve.stream().anyMatch(step -> listed.knows(step.name()) || powers.knows(step.name()));
        return curve.stream().map(CurveStep::name).toList() + (isAlone ? " " + feature : "");
    }

    private String together(String x, List<List<CurveStep>> curves) {
        String y = x;
        for (int s = 0; s < curves.get(0).size(); s++) {
            int number = s;
            List<CurveStep> step =
                    curves.stream().map(curve -> curve.get(number)).toList();
            CurveStep first = step.get(0);
            y = listed.knows(first.name())
                    ? listed.apply(y, first)
                    : powers.knows(first.name()) ? powers.apply(y, first) : steps.apply(y, step);
        }
        return y;
    }
}
