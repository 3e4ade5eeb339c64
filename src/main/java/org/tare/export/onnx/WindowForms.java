package org.tare.export.onnx;

import java.util.ArrayList;
import java.util.Arrays;
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
        WindowOptions windows = WindowOptions.read(layer.arguments(), x.shape(), "kernel", false);
        layer.leaveOut("bias", "init");
        String rows = layer.graph()
                .add(
                        "Concat",
                        new Attribute("axis", 3),
                        positions(layer, x, windows, 0).toArray(String[]::new));
        String product = layer.product(rows, layer.weights("weight"), channels);
        return new Tensor(layer.plus(product, layer.weights("bias")), windows.output(channels));
    }

    static Tensor maxPool(LayerSource layer, Tensor x) {
        WindowOptions windows = WindowOptions.read(layer.arguments(), x.shape(), "size", true);
        List<String> positions = positions(layer, x, windows, Double.NEGATIVE_INFINITY);
        String most = layer.add("Max", positions.toArray(String[]::new));
        return new Tensor(most, windows.output(x.shape().channels()));
    }

    static Tensor averagePool(LayerSource layer, Tensor x) {
        WindowOptions windows = WindowOptions.read(layer.arguments(), x.shape(), "size", true);
        boolean countPadding = layer.arguments().flag("countPadding", true);
        String sum = layer.add("Sum", positions(layer, x, windows, 0).toArray(String[]::new));
        double[] counts = windows.inside();
        if (countPadding) {
            Arrays.fill(counts, windows.positions());
        }
        Shape output = windows.output(x.shape().channels());
        String divisor = layer.graph().numbers(counts, output.height(), output.width(), 1);
        return new Tensor(layer.add("Div", sum, divisor), output);
    }

    /** For each position in a window, row by row, the numbers there of all windows. */
    private static List<String> positions(LayerSource layer, Tensor x, WindowOptions windows, double padding) {
        OnnxGraph graph = layer.graph();
        WindowOptions.Axis down = windows.down();
        WindowOptions.Axis across = windows.across();
        String image = windows.isPadded()
                ? layer.add(
                        "Pad",
                        x.value(),
                        graph.whole(0, down.before(), across.before(), 0, 0, down.after(), across.after(), 0),
                        graph.number(padding))
                : x.value();
        List<String> positions = new ArrayList<>();
        for (int top = 0; top < down.kernel(); top++) {
            for (int left = 0; left < across.kernel(); left++) {
                positions.add(layer.add(
                        "Slice",
                        image,
                        graph.whole(top, left),
                        graph.whole(down.end(top), across.end(left)),
                        graph.whole(1, 2),
                        graph.whole(down.stride(), across.stride())));
            }
        }
        return positions;
    }
}
