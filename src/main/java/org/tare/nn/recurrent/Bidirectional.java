package org.tare.nn.recurrent;

import java.util.ArrayList;
import java.util.List;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Channels;
import org.tare.nn.core.Layer;
import org.tare.nn.core.LayerType;
import org.tare.nn.core.Observation;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/**
 * Two recurrent layers with weights of their own, of which one walks from the first step to the last and the other back; their
 * outputs stand side by side (Schuster and Paliwal 1997). That of a step has seen the steps before it and after it.
 */
public final class Bidirectional implements Layer {
    public static final LayerType TYPE =
            new LayerType("bidirectional", Bidirectional::new, LayerType.Trait.CONTAINS_LAYERS);

    private final Shape input;
    private final Shape output;
    private final Layer forward;
    private final Layer backward;

    private Bidirectional(Arguments arguments, BuildContext context) {
        input = context.input();
        List<Term> given = arguments.unkeyed();
        if (given.size() != 1) {
            throw arguments.error("holds " + given.size() + " layers; give one, as in bidirectional(gru(64))");
        }
        forward = context.layer("forward", given.get(0), input);
        backward = context.layer("backward", given.get(0), input);
        if (!(forward instanceof Recurrent)) {
            throw given.get(0).error("does not walk sequences; give rnn, gru or lstm");
        }
        output = forward.output().withChannels(Math.multiplyExact(2, units()));
    }

    private int units() {
        return forward.output().channels();
    }

    @Override
    public Shape output() {
        return output;
    }

    @Override
    public Pass forward(Batch x, StepContext context) {
        Pass there = forward.forward(x, context);
        Batch turned = turned(x, input, context);
        Pass back = backward.forward(x.isData() ? turned.asData() : turned, context);
        Batch y = context.batch(x, output.size());
        Batch rows = y.inRowsOf(output.channels());
        Channels.copy(there.output().inRowsOf(units()), 0, rows, 0, units());
        Batch ofBack = turned(back.output(), forward.output(), context);
        Channels.copy(ofBack.inRowsOf(units()), 0, rows, units(), units());
        List<Observation> observations = new ArrayList<>(there.observations());
        observations.addAll(back.observations());
        Pass.Backward both = dy -> {
            Batch dx = there.backward().apply(half(dy, 0, context));
            Batch dTurned = back.backward().apply(turned(half(dy, units(), context), forward.output(), context));
            if (!x.isData()) {
                dx.add(turned(dTurned, input, context));
            }
            return dx;
        };
        return new Pass(y, both, observations);
    }

    private Batch half(Batch dy, int from, StepContext context) {
        Batch half = context.batch(dy, forward.output().size());
        Channels.copy(dy.inRowsOf(output.channels()), from, half.inRowsOf(units()), 0, units());
        return half;
    }

    /** Sequences from the last step to the first; what is no sequence stays. */
    private static Batch turned(Batch x, Shape shape, StepContext context) {
        if (!shape.isSequence()) {
            return x;
        }
        Batch turned = context.batch(x, x.cols());
        int features = shape.channels();
        for (int shard = 0; shard < x.size(); shard++) {
            Matrix from = x.shard(shard);
            Matrix to = turned.shard(shard);
            for (int row = 0; row < from.rows(); row++) {
                for (int at = 0; at < from.cols(); at += features) {
                    int end = to.start(row + 1) - at - features;
                    System.arraycopy(from.data(), from.start(row) + at, to.data(), end, features);
                }
            }
        }
        return turned;
    }

    @Override
    public List<Layer> layers() {
        return List.of(forward, backward);
    }
}
