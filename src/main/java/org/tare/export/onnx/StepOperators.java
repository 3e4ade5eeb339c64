package org.tare.export.onnx;

import java.util.Arrays;
import java.util.List;
import org.tare.curve.CurveStep;

/** Steps of curves of several features at once, in the operations, and so with the bits, of the curve itself. */
final class StepOperators {
    private final OnnxGraph graph;
    private final Arithmetic arithmetic;
    private final Formulas formulas;

    StepOperators(OnnxGraph graph) {
        this.graph = graph;
        this.arithmetic = new Arithmetic(graph);
        this.formulas = new Formulas(graph);
    }

    /**
     * The step applied to x.
     *
     * @param step that of each feature, all of one name
     * @throws IllegalArgumentException if ONNX has no form of it here
     */
    String apply(String x, List<CurveStep> step) {
        String name = step.get(0).name();
        return switch (name) {
            case "affine" -> affine(x, step);
            case "pinned" -> pinned(x, step);
            case "clip" -> clip(x, step);
            case "fill" -> choose(graph.add("IsNaN", x), values(step, "value"), x);
            case "missing" -> graph.castToNumber(graph.add("IsNaN", x));
            case "log1p" -> formulas.log1p(x);
            case "expm1" -> formulas.expm1(x);
            case "asinh" -> formulas.asinh(x);
            case "sinh" -> formulas.sinh(x);
            case "normalQuantile" -> formulas.normalQuantile(x);
            case "normalCumulative" -> formulas.normalCumulative(x);
            default ->
                throw new IllegalArgumentException(
                        "The curve '" + name + "' has no form in ONNX yet; export the scalers of other features.");
        };
    }

    private String numbers(List<CurveStep> step, String key) {
        return graph.numbers(values(step, key));
    }

    private static double[] values(List<CurveStep> step, String key) {
        return step.stream().mapToDouble(one -> one.number(key)).toArray();
    }

    /** As {@link org.tare.curve.Affine} has it: y0 = 0 adds the zero that changes no number, not even -0. */
    private String affine(String x, List<CurveStep> step) {
        double[] offset =
                Arrays.stream(values(step, "y0")).map(y0 -> y0 == 0 ? -0.0 : y0).toArray();
        String fromX0 = arithmetic.minus(x, values(step, "x0"));
        String scaled = arithmetic.times(arithmetic.over(fromX0, values(step, "dx")), values(step, "dy"));
        return arithmetic.plus(scaled, offset);
    }

    private String pinned(String x, List<CurveStep> step) {
        String line = affine(x, step);
        String x1 = numbers(step, "x1");
        String y1 = numbers(step, "y1");
        double[] pin = values(step, "y1");
        String below = choose(graph.add("Less", y1, line), pin, line);
        String above = choose(graph.add("Greater", y1, line), pin, line);
        String beside = formulas.where(graph.add("Less", x, x1), below, above);
        return choose(graph.add("Equal", x, x1), pin, beside);
    }

    /** Not ONNX's Clip, which some runtimes let NaN pass and others not. */
    private String clip(String y, List<CurveStep> step) {
        String min = numbers(step, "min");
        String max = numbers(step, "max");
        String raised = choose(graph.add("Greater", min, y), values(step, "min"), y);
        return choose(graph.add("Less", max, raised), values(step, "max"), raised);
    }

    /** The values where the condition holds; some runtimes' Where makes 0 of a -0 that it chooses, which a product takes back. */
    private String choose(String condition, double[] values, String other) {
        String chosen = formulas.where(condition, graph.numbers(values), other);
        double[] signs = Arrays.stream(values)
                .map(value -> Double.compare(value, -0.0) == 0 ? -1 : 1)
                .toArray();
        boolean isPlain = Arrays.stream(signs).allMatch(sign -> sign > 0);
        return isPlain
                ? chosen
                : graph.add("Mul", chosen, formulas.where(condition, graph.numbers(signs), graph.number(1)));
    }
}
