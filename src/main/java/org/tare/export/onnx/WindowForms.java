package org.tare.export.onnx;

import java.util.ArrayList;
import java.util.List;
import org.tare.nn.core.Shape;

/**
 * Layers that slide a window over images. Runtimes have no convolution and no mean of windows in double, so a window is
 * written as what it is: for each of its positions a part of the image, with the stride as step.
 */
final class WindowForms {
    private WindowForms() {}

    static Tensor convolution(LayerSource layer, Tensor x) {
        int channels = layer.arguments().whole("channels", 1);
        int kernel = layer.arguments().whole("kernel", 1);
        int stride = layer.arguments().whole("stride", 1, 1);
        int padding = layer.arguments().whole("padding", 0, 0);
        layer.leaveOut("bias", "init");
        Tensor padded = padding == 0 ? x : padded(layer, x, padding);
        String windows = layer.graph()
                .add(
                        "Concat",
                        new Attribute("axis", 3),
                        positions(layer, padded, kernel, stride).toArray(String[]::new));
        String product = layer.product(windows, layer.weights("weight"), channels);
        return new Tensor(layer.plus(product, layer.weights("bias")), output(padded.shape(), kernel, stride, channels));
    }

    static Tensor maxPool(LayerSource layer, Tensor x) {
        int size = layer.arguments().whole("size", 1);
        int stride = layer.arguments().whole("stride", 1, size);
        String most = layer.add("Max", positions(layer, x, size, stride).toArray(String[]::new));
        return new Tensor(most, output(x.shape(), size, stride, x.shape().channels()));
    }

    static Tensor averagePool(LayerSource layer, Tensor x) {
        int size = layer.arguments().whole("size", 1);
        int stride = layer.arguments().whole("stride", 1, size);
        String sum = layer.add("Sum", positions(layer, x, size, stride).toArray(String[]::new));
        String mean = layer.add("Div", sum, layer.graph().number((double) size * size));
        return new Tensor(mean, output(x.shape(), size, stride, x.shape().channels()));
    }

    private static Tensor padded(LayerSource layer, Tensor x, int padding) {
        OnnxGraph graph = layer.graph();
        String value = layer.add(
                "Pad", x.value(), graph.whole(0, padding, padding, 0, 0, padding, padding, 0), graph.number(0));
        Shape shape = x.shape();
        return new Tensor(value, Shape.of(shape.height() + 2 * padding, shape.width() + 2 * padding, shape.channels()));
    }

    private static Shape output(Shape image, int kernel, int stride, int channels) {
        return Shape.of((image.height() - kernel) / stride + 1, (image.width() - kernel) / stride + 1, channels);
    }

    /** For each position in a window, row by row, the numbers there of all windows. */
    private static List<String> positions(LayerSource layer, Tensor x, int kernel, int stride) {
        OnnxGraph graph = layer.graph();
        Shape shape = x.shape();
        List<String> positions = new ArrayList<>();
        for (int top = 0; top < kernel; top++) {
            for (int left = 0; left < kernel; left++) {
                positions.add(layer.add(
                        "Slice",
                        x.value(),
                        graph.whole(top, left),
                        graph.whole(shape.height() - kernel + top + 1, shape.width() - kernel + left + 1),
                        graph.whole(1, 2),
                        graph.whole(stride, stride)));
            }
        }
        return positions;
    }
}
