package org.tare.nn.layer;

import java.util.List;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Layer;
import org.tare.nn.core.LayerType;
import org.tare.nn.core.Outlook;
import org.tare.nn.core.Parameter;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;
import org.tare.nn.text.Arguments;

/** {@code y = x + f(x)}, for layers f that keep the shape (He et al. 2016). */
final class Residual implements Layer {
    static final LayerType TYPE = new LayerType("residual", Residual::new, LayerType.Trait.CONTAINS_LAYERS);

    private final Layer inner;

    private Residual(Arguments arguments, BuildContext context) {
        inner = context.block(arguments.unkeyed(), context.input());
        if (!inner.output().equals(context.input())) {
            throw arguments.error("adds its input of shape " + context.input() + " to layers that give "
                    + inner.output() + "; end them in the shape of the input");
        }
    }

    @Override
    public Shape output() {
        return inner.output();
    }

    @Override
    public Pass forward(Batch x, StepContext context) {
        Pass pass = inner.forward(x, context);
        Pass.Backward backward = dy -> {
            Batch kept = copy(dy, context);
            Batch dx = pass.backward().apply(dy);
            return x.isData() ? dx : sum(kept, dx, context);
        };
        return new Pass(sum(x, pass.output(), context), backward, pass.observations());
    }

    private static Batch sum(Batch a, Batch b, StepContext context) {
        Batch sum = copy(a, context);
        for (int shard = 0; shard < sum.size(); shard++) {
            sum.shard(shard).add(b.shard(shard));
        }
        return sum;
    }

    private static Batch copy(Batch a, StepContext context) {
        Batch copy = context.batch(a, a.cols());
        for (int shard = 0; shard < copy.size(); shard++) {
            copy.shard(shard).copy(a.shard(shard));
        }
        return copy;
    }

    @Override
    public List<String> warnings(Outlook outlook) {
        return inner.warnings(outlook);
    }

    @Override
    public long numbersPerRow() {
        return inner.numbersPerRow() + 3L * output().size();
    }

    @Override
    public List<Parameter> parameters() {
        return inner.parameters();
    }
}
