package org.tare.export.onnx;

import java.util.List;
import java.util.Map;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/** One layer of a trained network: its options, its weights, and the graph it is written to. */
final class LayerSource {
    /** Writes layers. */
    interface Blocks {
        /** The result of one layer, the names of whose weights begin with the prefix. */
        Tensor write(Term layer, String prefix, Tensor x);

        /** The result of these layers, the names of whose weights begin with the prefix, before their number. */
        Tensor write(List<Term> layers, String prefix, Tensor x);
    }

    private final OnnxGraph graph;
    private final Arguments arguments;
    private final String prefix;
    private final Map<String, double[]> weights;
    private final Blocks blocks;

    LayerSource(OnnxGraph graph, Arguments arguments, String prefix, Map<String, double[]> weights, Blocks blocks) {
        this.graph = graph;
        this.arguments = arguments;
        this.prefix = prefix;
        this.weights = weights;
        this.blocks = blocks;
    }

    OnnxGraph graph() {
        return graph;
    }

    Arguments arguments() {
        return arguments;
    }

    /** Weights of that name, or null where the layer has none. */
    double[] weights(String name) {
        return weights.get(prefix + name);
    }

    /** Options that say how to train, and nothing of what is predicted. */
    void leaveOut(String... options) {
        for (String option : options) {
            arguments.take(option, false);
        }
    }

    /** What the layers in the parentheses make of x. */
    Tensor block(Tensor x) {
        return block(arguments.unkeyed(), x);
    }

    /** What these layers of the block make of x. */
    Tensor block(List<Term> layers, Tensor x) {
        return blocks.write(layers, prefix, x);
    }

    /** What the layers of a branch make of x, whose names have the branch's before them. */
    Tensor branch(String branch, List<Term> layers, Tensor x) {
        return blocks.write(layers, prefix + branch + ".", x);
    }

    /** What one layer of a name of its own makes of x. */
    Tensor layer(String own, Term inner, Tensor x) {
        return blocks.write(inner, prefix + own + ".", x);
    }

    String add(String operator, String... inputs) {
        return graph.add(operator, inputs);
    }

    /** Adds numbers of the last dimension, if there are any. */
    String plus(String x, double... offset) {
        return offset == null ? x : new Arithmetic(graph).plus(x, offset);
    }

    /** {@code x Wᵀ}, over the last dimension. */
    String product(String x, double[] weight, int outputs) {
        int inputs = weight.length / outputs;
        double[] turned = new double[weight.length];
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                turned[i * outputs + o] = weight[o * inputs + i];
            }
        }
        return add("MatMul", x, graph.numbers(turned, inputs, outputs));
    }
}
