package org.tare.export.onnx;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.tare.curve.CurveStep;
import org.tare.curve.Knots;

/** Steps that hold lists, for one feature: where a value lies in a list is how many of its numbers are not above it. */
final class ListedSteps {
    private static final String BINS = "bins";
    private static final String KNOTS = "knots";

    private final OnnxGraph graph;

    ListedSteps(OnnxGraph graph) {
        this.graph = graph;
    }

    boolean knows(String step) {
        return step.equals(BINS) || step.equals(KNOTS);
    }

    String apply(String x, CurveStep step) {
        return step.name().equals(BINS)
                ? bins(x, step.numbers().get("edges"))
                : knots(x, step.numbers().get("x"), step.numbers().get("y"));
    }

    private String bins(String x, double... edges) {
        double[] inner = Arrays.copyOfRange(edges, 1, edges.length - 1);
        String number = inner.length == 0
                ? graph.add("Mul", graph.castToNumber(graph.add("IsNaN", x)), graph.number(0))
                : graph.castToNumber(notAbove(x, inner));
        return where(graph.add("IsNaN", x), x, number);
    }

    /** How many of these numbers are not above x: (rows, 1). */
    private String notAbove(String x, double... numbers) {
        String are = graph.castToWhole(graph.add("LessOrEqual", graph.numbers(numbers), x));
        return graph.add("ReduceSum", new Attribute("keepdims", 1), are, graph.whole(1));
    }

    private String knots(String at, double[] x, double[] y) {
        int last = x.length - 1;
        String lines = x[0] < x[last] ? lines(at, x, y) : at;
        String high = where(graph.add("GreaterOrEqual", at, graph.number(x[last])), graph.number(y[last]), lines);
        String low = where(graph.add("LessOrEqual", at, graph.number(x[0])), graph.number(y[0]), high);
        return where(graph.add("IsNaN", at), at, low);
    }

    /** Between the first and the last knot. */
    private String lines(String at, double[] x, double[] y) {
        Knots curve = new Knots(x, y);
        String above = graph.add("Min", graph.add("Max", notAbove(at, x), graph.whole(1)), graph.whole(x.length - 1L));
        String below = graph.add("Sub", above, graph.whole(1));
        // Where a piece is longer than the largest double, all is computed in halves.
        double[] unit = IntStream.range(0, x.length)
                .mapToDouble(i -> i + 1 < x.length && isLong(x[i], x[i + 1], y[i], y[i + 1]) ? 0.5 : 1)
                .toArray();
        boolean isPlain = Arrays.stream(unit).allMatch(u -> u == 1);
        String piece = isPlain ? null : pick(unit, below);
        String t = in(piece, at);
        String x0 = in(piece, pick(x, below));
        String x1 = in(piece, pick(x, above));
        String y0 = in(piece, pick(y, below));
        String y1 = in(piece, pick(y, above));
        String dx = graph.add("Sub", x1, x0);
        String dy = graph.add("Sub", y1, y0);
        String part = graph.add("Div", graph.add("Sub", t, x0), dx);
        String rest = graph.add("Div", graph.add("Sub", x1, t), dx);
        String fromBelow = graph.add("Add", y0, graph.add("Mul", dy, part));
        String fromAbove = graph.add("Sub", y1, graph.add("Mul", dy, rest));
        String between = where(graph.add("Less", part, graph.number(0.5)), fromBelow, fromAbove);
        String whole = piece == null ? between : graph.add("Div", between, piece);
        String atKnot = pick(Arrays.stream(x).map(curve::apply).toArray(), below);
        // In this order, since some runtimes' Where makes 0 of a -0 that its condition chooses.
        return where(graph.add("Less", pick(x, below), at), whole, atKnot);
    }

    private static boolean isLong(double x0, double x1, double y0, double y1) {
        return Double.isInfinite(x1 - x0) || Double.isInfinite(y1 - y0);
    }

    private String in(String piece, String value) {
        return piece == null ? value : graph.add("Mul", value, piece);
    }

    private String pick(double[] table, String index) {
        return graph.add("Gather", new Attribute("axis", 0), graph.numbers(table), index);
    }

    private String where(String condition, String yes, String no) {
        return graph.add("Where", condition, yes, no);
    }
}
