package org.tare.export.onnx;

import org.tare.nn.core.Shape;
import org.tare.nn.core.StepPadding;

/** Layers that look at all steps of a sequence, or at all positions of an image. */
final class SequenceForms {
    private SequenceForms() {}

    /** Which steps are not padding: (rows, steps, 1). */
    static String observed(LayerSource layer, Tensor x, double padding) {
        OnnxGraph graph = layer.graph();
        String differs = graph.castToWhole(layer.add("Not", layer.add("Equal", x.value(), graph.number(padding))));
        return layer.add("Greater", byLast("ReduceMax", graph, differs), graph.whole(0));
    }

    private static String byLast(String operator, OnnxGraph graph, String value) {
        return graph.add(operator, new Attribute("keepdims", 1), value, graph.whole(-1));
    }

    static Tensor average(LayerSource layer, Tensor x) {
        return overPlaces(layer, x, "ReduceSum", 0);
    }

    static Tensor largest(LayerSource layer, Tensor x) {
        return overPlaces(layer, x, "ReduceMax", Double.NEGATIVE_INFINITY);
    }

    /** Whether some place of a channel is missing, since runtimes pass over NaN where they look for the largest. */
    private static String isAnyMissing(OnnxGraph graph, String places) {
        String isMissing = graph.castToWhole(graph.add("IsNaN", places));
        return graph.add(
                "Greater",
                graph.add("ReduceMax", new Attribute("keepdims", 0), isMissing, graph.whole(1)),
                graph.whole(0));
    }

    /** Of each channel over all places but padding; 0 where there is nothing else. */
    private static Tensor overPlaces(LayerSource layer, Tensor x, String operator, double unobserved) {
        OnnxGraph graph = layer.graph();
        int channels = x.shape().channels();
        int places = x.shape().size() / channels;
        boolean isSequence = x.shape().isSequence();
        StepPadding padding = isSequence ? StepPadding.optional(layer.arguments(), x.shape()) : StepPadding.NONE;
        Tensor flat = x.reshaped(graph, Shape.of(places, channels));
        String observed = padding.masked() ? observed(layer, flat, padding.value()) : null;
        String held =
                padding.masked() ? layer.add("Where", observed, flat.value(), graph.number(unobserved)) : flat.value();
        String result = graph.add(operator, new Attribute("keepdims", 0), held, graph.whole(1));
        String count = padding.masked()
                ? graph.castToNumber(graph.add(
                        "ReduceSum", new Attribute("keepdims", 0), graph.castToWhole(observed), graph.whole(1)))
                : graph.number(places);
        if (operator.equals("ReduceSum")) {
            result = layer.add("Div", result, layer.add("Max", count, graph.number(1)));
        } else {
            result = layer.add("Where", isAnyMissing(graph, held), graph.number(Double.NaN), result);
        }
        String none = layer.add("Equal", count, graph.number(0));
        return new Tensor(layer.add("Where", none, graph.number(0), result), Shape.of(channels));
    }
}
