package org.tare.nn.layer;

import java.util.ArrayList;
import java.util.List;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Layer;
import org.tare.nn.core.LayerType;
import org.tare.nn.core.Observation;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/**
 * {@code y = f(x) + x}, for layers f that keep the shape, or {@code y = f(x) + g(x)} with a shortcut g that changes it as f does
 * (He et al. 2015, equations 1 and 2).
 */
final class Residual implements Layer {
    static final LayerType TYPE = new LayerType("residual", Residual::new, LayerType.Trait.CONTAINS_LAYERS);

    private final Layer body;
    private final Layer shortcut;

    private Residual(Arguments arguments, BuildContext context) {
        List<List<Term>> given = arguments.branches();
        if (given.size() > 2) {
            throw arguments.error("has " + given.size() + " branches; give the layers, then | and the shortcut");
        }
        if (given.get(0).isEmpty()) {
            throw arguments.error("holds no layers to add to its input; put them in its parentheses");
        }
        body = context.block(given.get(0), context.input());
        shortcut = context.branch("shortcut", given.size() == 2 ? given.get(1) : List.of());
        if (!body.output().equals(shortcut.output())) {
            throw arguments.error(
                    given.size() == 2
                            ? "adds a shortcut of shape " + shortcut.output() + " to layers that give " + body.output()
                                    + "; end both in one shape"
                            : "adds its input of shape " + context.input() + " to layers that give " + body.output()
                                    + "; end them in the shape of the input, or give a shortcut behind |");
        }
    }

    @Override
    public Shape output() {
        return body.output();
    }

    @Override
    public Pass forward(Batch x, StepContext context) {
        Pass ofBody = body.forward(x, context);
        Pass ofShortcut = shortcut.forward(x, context);
        Batch y = context.copy(ofShortcut.output());
        y.add(ofBody.output());
        Pass.Backward backward = dy -> {
            Batch again = context.copy(dy);
            Batch dx = ofBody.backward().apply(dy);
            Batch byShortcut = ofShortcut.backward().apply(again);
            if (!x.isData()) {
                dx.add(byShortcut);
            }
            return dx;
        };
        List<Observation> observations = new ArrayList<>(ofBody.observations());
        observations.addAll(ofShortcut.observations());
        return new Pass(y, backward, observations);
    }

    @Override
    public List<Layer> layers() {
        return List.of(body, shortcut);
    }
}
