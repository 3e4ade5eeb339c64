package org.tare.export.onnx;

import java.util.ArrayList;
import java.util.List;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepPadding;
import org.tare.nn.text.Term;

/** Layers that hold layers. */
final class BlockForms {
    private BlockForms() {}

    static Tensor residual(LayerSource layer, Tensor x) {
        List<List<Term>> branches = layer.arguments().branches();
        Tensor body = layer.block(branches.get(0), x);
        Tensor shortcut = branches.size() < 2 ? x : layer.branch("shortcut", branches.get(1), x);
        return body.with(layer.add("Add", shortcut.value(), body.value()));
    }

    static Tensor concat(LayerSource layer, Tensor x) {
        List<List<Term>> branches = layer.arguments().branches();
        List<String> values = new ArrayList<>();
        int channels = 0;
        Tensor last = x;
        for (int i = 0; i < branches.size(); i++) {
            last = layer.branch(String.valueOf(i), branches.get(i), x);
            values.add(last.value());
            channels += last.shape().channels();
        }
        String joined = layer.graph().add("Concat", new Attribute("axis", -1), values.toArray(String[]::new));
        return new Tensor(joined, last.shape().withChannels(channels));
    }

    static Tensor repeat(LayerSource layer, Tensor x) {
        int times = layer.arguments().whole("times", 1);
        List<Term> once = layer.arguments().unkeyed();
        List<Term> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.addAll(once);
        }
        return layer.block(all, x);
    }

    /** A head for training alone. */
    static Tensor auxiliary(LayerSource layer, Tensor x) {
        layer.leaveOut("weight");
        layer.arguments().unkeyed();
        return x;
    }

    /** Each step goes through the layers alone; what becomes of padding is 0. */
    static Tensor masked(LayerSource layer, Tensor x) {
        OnnxGraph graph = layer.graph();
        String observed = SequenceForms.observed(
                layer, x, StepPadding.of(layer.arguments(), x.shape()).value());
        int features = x.shape().channels();
        int steps = x.shape().size() / features;
        String rows = layer.add("Reshape", x.value(), graph.whole(-1, features));
        Tensor inner = layer.block(new Tensor(rows, Shape.of(features)));
        int outputs = inner.shape().size();
        String back = layer.add("Reshape", inner.value(), graph.whole(-1, steps, outputs));
        return new Tensor(layer.add("Where", observed, back, graph.number(0)), Shape.of(steps, outputs));
    }
}
