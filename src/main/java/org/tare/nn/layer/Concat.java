package org.tare.nn.layer;

import java.util.ArrayList;
import java.util.List;
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
 * {@code y = [f(x), g(x), ...]}: the channels of parallel branches side by side (Szegedy et al. 2014, figure 2b), whose
 * gradients by x add. A branch without layers is x itself.
 */
final class Concat implements Layer {
    static final LayerType TYPE = new LayerType("concat", Concat::new, LayerType.Trait.CONTAINS_LAYERS);

    private final List<Layer> branches = new ArrayList<>();
    private final Shape output;

    private Concat(Arguments arguments, BuildContext context) {
        List<List<Term>> given = arguments.branches();
        if (given.size() < 2) {
            throw arguments.error("joins branches; give several with | between them, as in concat(relu | tanh)");
        }
        int channels = 0;
        for (int i = 0; i < given.size(); i++) {
            branches.add(context.branch(String.valueOf(i), given.get(i)));
            Shape first = branches.get(0).output();
            Shape shape = branches.get(i).output();
            if (!shape.withChannels(1).equals(first.withChannels(1))) {
                throw arguments.error("joins branch 0 of shape " + first + " and branch " + i + " of shape " + shape
                        + "; end them in shapes that differ in the last number only");
            }
            channels = Math.addExact(channels, shape.channels());
        }
        output = branches.get(0).output().withChannels(channels);
    }

    @Override
    public Shape output() {
        return output;
    }

    @Override
    public Pass forward(Batch x, StepContext context) {
        List<Pass> passes = new ArrayList<>();
        List<Observation> observations = new ArrayList<>();
        Batch y = context.batch(x, output.size());
        int at = 0;
        for (Layer branch : branches) {
            Pass pass = branch.forward(x, context);
            passes.add(pass);
            observations.addAll(pass.observations());
            int channels = branch.output().channels();
            Channels.copy(pass.output().inRowsOf(channels), 0, y.inRowsOf(output.channels()), at, channels);
            at += channels;
        }
        return new Pass(y, dy -> backward(x, dy, passes, context), observations);
    }

    private Batch backward(Batch x, Batch dy, List<Pass> passes, StepContext context) {
        Batch dx = null;
        int at = 0;
        for (int i = 0; i < passes.size(); i++) {
            Shape shape = branches.get(i).output();
            Batch own = context.batch(dy, shape.size());
            Channels.copy(dy.inRowsOf(output.channels()), at, own.inRowsOf(shape.channels()), 0, shape.channels());
            at += shape.channels();
            Batch byBranch = passes.get(i).backward().apply(own);
            if (dx == null) {
                dx = byBranch;
            } else if (!x.isData()) {
                dx.add(byBranch);
            }
        }
        return dx;
    }

    @Override
    public List<Layer> layers() {
        return branches;
    }
}
