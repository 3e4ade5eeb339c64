package org.tare.export.onnx;

import java.util.ArrayList;
import java.util.List;
import org.tare.nn.core.Shape;
import org.tare.nn.text.Arguments;

/** Layers whose form is one operator or a few. */
final class LayerForms {
    private LayerForms() {}

    static Tensor dense(LayerSource layer, Tensor x) {
        int outputs = layer.arguments().whole("outputs", 1);
        layer.leaveOut("bias", "init");
        Tensor flat = x.flat(layer.graph());
        String product = layer.product(flat.value(), layer.weights("weight"), outputs);
        return new Tensor(layer.plus(product, layer.weights("bias")), Shape.of(outputs));
    }

    static Tensor dropout(LayerSource layer, Tensor x) {
        layer.arguments().leading("rate", 0, 1);
        return x;
    }

    static Tensor flatten(LayerSource layer, Tensor x) {
        return x.flat(layer.graph());
    }

    static Tensor reshape(LayerSource layer, Tensor x) {
        List<Integer> dimensions = new ArrayList<>();
        Arguments arguments = layer.arguments();
        for (int i = 0; i < arguments.term().arguments().size(); i++) {
            dimensions.add(arguments.whole("dimension", 1));
        }
        return x.reshaped(
                layer.graph(), Shape.of(dimensions.stream().mapToInt(d -> d).toArray()));
    }

    /** Not ONNX's Relu, by which NaN becomes 0 in some runtimes. */
    static Tensor relu(LayerSource layer, Tensor x) {
        String zero = layer.graph().number(0);
        return x.with(layer.add("Where", layer.add("Less", x.value(), zero), zero, x.value()));
    }

    static Tensor sigmoid(LayerSource layer, Tensor x) {
        return x.with(layer.add("Sigmoid", x.value()));
    }

    static Tensor tanh(LayerSource layer, Tensor x) {
        return x.with(layer.add("Tanh", x.value()));
    }

    static Tensor residual(LayerSource layer, Tensor x) {
        return x.with(layer.add("Add", x.value(), layer.block(x).value()));
    }

    /** Each step goes through the layers alone; what becomes of padding is 0. */
    static Tensor masked(LayerSource layer, Tensor x) {
        double value = layer.arguments().number("value", -Double.MAX_VALUE, Double.MAX_VALUE, 0);
        OnnxGraph graph = layer.graph();
        int features = x.shape().channels();
        int steps = x.shape().size() / features;
        String rows = layer.add("Reshape", x.value(), graph.whole(-1, features));
        Tensor inner = layer.block(new Tensor(rows, Shape.of(features)));
        int outputs = inner.shape().size();
        String back = layer.add("Reshape", inner.value(), graph.whole(-1, steps, outputs));
        String differs = graph.castToWhole(layer.add("Not", layer.add("Equal", x.value(), graph.number(value))));
        String observed = layer.add(
                "Greater",
                graph.add("ReduceMax", new Attribute("keepdims", 1), differs, graph.whole(-1)),
                graph.whole(0));
        return new Tensor(layer.add("Where", observed, back, graph.number(0)), Shape.of(steps, outputs));
    }
}
