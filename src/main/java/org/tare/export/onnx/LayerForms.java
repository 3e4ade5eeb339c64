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
}
