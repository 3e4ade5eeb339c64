package org.tare.export.onnx;

/** A row over its norm: what is missing does not count, and rows of zeros stay. */
final class NormForm {
    private final OnnxGraph graph;

    NormForm(OnnxGraph graph) {
        this.graph = graph;
    }

    String apply(String x, double p) {
        String zero = graph.number(0);
        String one = graph.number(1);
        String known = graph.add("Where", graph.add("IsNaN", x), zero, graph.add("Abs", x));
        String largest = graph.add("ReduceMax", new Attribute("keepdims", 1), known, graph.whole(1));
        String isOdd = graph.add(
                "Or",
                graph.add("Equal", largest, zero),
                graph.add("Equal", largest, graph.number(Double.POSITIVE_INFINITY)));
        // Divided by the largest first, no power over- or underflows; an infinite row has an infinite norm.
        String scale = graph.add("Where", isOdd, one, largest);
        String part = graph.add("Div", known, scale);
        String norm = Double.isInfinite(p)
                ? graph.add("ReduceMax", new Attribute("keepdims", 1), part, graph.whole(1))
                : root(graph.add("ReduceSum", new Attribute("keepdims", 1), power(part, p), graph.whole(1)), p);
        String safe = graph.add("Where", graph.add("Equal", norm, zero), one, norm);
        return graph.add("Div", graph.add("Div", x, scale), safe);
    }

    private String power(String x, double p) {
        return p == 1 ? x : p == 2 ? graph.add("Mul", x, x) : graph.add("Pow", x, graph.number(p));
    }

    private String root(String sum, double p) {
        return p == 1 ? sum : p == 2 ? graph.add("Sqrt", sum) : graph.add("Pow", sum, graph.number(1 / p));
    }
}
