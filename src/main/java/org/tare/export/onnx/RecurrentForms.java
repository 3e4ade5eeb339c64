package org.tare.export.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepPadding;
import org.tare.nn.text.Term;

/**
 * Layers that walk sequences, one step after the other: their padding is no padding that ONNX knows, and its own operators are
 * in float in most runtimes.
 */
final class RecurrentForms {
    private RecurrentForms() {}

    static Tensor rnn(LayerSource layer, Tensor x) {
        return walk(layer, x, 1, 1, RecurrentForms::rnn);
    }

    static Tensor gru(LayerSource layer, Tensor x) {
        return walk(layer, x, 3, 1, RecurrentForms::gru);
    }

    static Tensor lstm(LayerSource layer, Tensor x) {
        return walk(layer, x, 4, 2, RecurrentForms::lstm);
    }

    static Tensor bidirectional(LayerSource layer, Tensor x) {
        Term inner = layer.arguments().unkeyed().get(0);
        Tensor there = layer.layer("forward", inner, x);
        Tensor back = turned(layer, layer.layer("backward", inner, turned(layer, x)));
        String both = layer.graph().add("Concat", new Attribute("axis", -1), there.value(), back.value());
        return new Tensor(both, there.shape().withChannels(2 * there.shape().channels()));
    }

    /** Sequences from the last step to the first; what is no sequence stays. */
    private static Tensor turned(LayerSource layer, Tensor x) {
        if (!x.shape().isSequence()) {
            return x;
        }
        long last = x.shape().positions() - 1L;
        long[] places = LongStream.rangeClosed(0, last).map(i -> last - i).toArray();
        return x.with(layer.graph()
                .add(
                        "Gather",
                        new Attribute("axis", 1),
                        x.value(),
                        layer.graph().whole(places)));
    }

    /** The states after a step, h first, of the states before it and of both parts of each gate. */
    private interface Cell {
        List<String> step(LayerSource layer, List<String> input, List<String> recurrent, List<String> before);
    }

    private static List<String> rnn(LayerSource layer, List<String> a, List<String> u, List<String> before) {
        return List.of(layer.add("Tanh", layer.add("Add", a.get(0), u.get(0))));
    }

    private static List<String> gru(LayerSource layer, List<String> a, List<String> u, List<String> before) {
        String r = layer.add("Sigmoid", layer.add("Add", a.get(0), u.get(0)));
        String z = layer.add("Sigmoid", layer.add("Add", a.get(1), u.get(1)));
        String n = layer.add("Tanh", layer.add("Add", a.get(2), layer.add("Mul", r, u.get(2))));
        String rest = layer.add("Sub", layer.graph().number(1), z);
        return List.of(layer.add("Add", layer.add("Mul", rest, n), layer.add("Mul", z, before.get(0))));
    }

    private static List<String> lstm(LayerSource layer, List<String> a, List<String> u, List<String> before) {
        String i = layer.add("Sigmoid", layer.add("Add", a.get(0), u.get(0)));
        String f = layer.add("Sigmoid", layer.add("Add", a.get(1), u.get(1)));
        String g = layer.add("Tanh", layer.add("Add", a.get(2), u.get(2)));
        String o = layer.add("Sigmoid", layer.add("Add", a.get(3), u.get(3)));
        String c = layer.add("Add", layer.add("Mul", f, before.get(1)), layer.add("Mul", i, g));
        return List.of(layer.add("Mul", o, layer.add("Tanh", c)), c);
    }

    private static Tensor walk(LayerSource layer, Tensor x, int gates, int states, Cell cell) {
        OnnxGraph graph = layer.graph();
        StepPadding padding = StepPadding.optional(layer.arguments(), x.shape());
        int units = layer.arguments().whole("units", 1);
        boolean all = layer.arguments().choice("output", "last", "last", "all").equals("all");
        layer.leaveOut("init");
        String observed = padding.masked() ? SequenceForms.observed(layer, x, padding.value()) : null;
        String input = inputPart(layer, x, gates * units);
        List<String> state = new ArrayList<>();
        for (int s = 0; s < states; s++) {
            state.add(graph.numbers(new double[units], 1, units));
        }
        List<String> outputs = new ArrayList<>();
        for (int step = 0; step < x.shape().positions(); step++) {
            String a = at(graph, input, step);
            String product = layer.product(state.get(0), layer.weights("recurrentWeight"), gates * units);
            String u = layer.plus(product, layer.weights("recurrentBias"));
            List<String> after = cell.step(layer, gates(graph, a, gates, units), gates(graph, u, gates, units), state);
            String isThere = observed == null ? null : at(graph, observed, step);
            for (int s = 0; s < states; s++) {
                state.set(s, held(layer, isThere, after.get(s), state.get(s)));
            }
            outputs.add(held(layer, isThere, after.get(0), graph.number(0)));
        }
        if (!all) {
            return new Tensor(state.get(0), Shape.of(units));
        }
        Tensor side = new Tensor(graph.concat(outputs), Shape.of(outputs.size() * units));
        return side.reshaped(graph, Shape.of(outputs.size(), units));
    }

    private static String held(LayerSource layer, String condition, String yes, String no) {
        return condition == null ? yes : layer.add("Where", condition, yes, no);
    }

    /** {@code W x + b} or {@code norm(W x)}, of all steps at once. */
    private static String inputPart(LayerSource layer, Tensor x, int outputs) {
        String product = layer.product(x.value(), layer.weights("inputWeight"), outputs);
        String input = layer.plus(product, layer.weights("inputBias"));
        Shape shape = x.shape().withChannels(outputs);
        return layer.arguments()
                .take("norm", false)
                .map(norm -> layer.layer("norm", norm.withoutKey(), new Tensor(input, shape))
                        .value())
                .orElse(input);
    }

    /** What a sequence has at one step: (rows, numbers). */
    private static String at(OnnxGraph graph, String sequence, int step) {
        String kept = graph.add("Gather", new Attribute("axis", 1), sequence, graph.whole(step));
        return graph.add("Squeeze", kept, graph.whole(1));
    }

    private static List<String> gates(OnnxGraph graph, String part, int gates, int units) {
        List<String> each = new ArrayList<>();
        for (int gate = 0; gate < gates; gate++) {
            long first = (long) gate * units;
            each.add(graph.columns(part, LongStream.range(first, first + units).toArray()));
        }
        return each;
    }
}
