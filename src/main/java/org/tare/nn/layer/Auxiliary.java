package org.tare.nn.layer;

import java.util.List;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Head;
import org.tare.nn.core.Layer;
import org.tare.nn.core.LayerType;
import org.tare.nn.core.Outlook;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;
import org.tare.nn.text.Arguments;

/**
 * {@code y = x}, while layers of its own make outputs of x whose loss, times {@code weight}, is added to what training
 * minimizes (Szegedy et al. 2014, section 5, and 2016, section 4). Inference leaves them out.
 */
final class Auxiliary implements Layer {
    static final LayerType TYPE = new LayerType("auxiliary", Auxiliary::new, LayerType.Trait.CONTAINS_LAYERS);

    private final Arguments arguments;
    private final Shape shape;
    private final Layer head;
    private final double weight;

    private Auxiliary(Arguments arguments, BuildContext context) {
        this.arguments = arguments;
        shape = context.input();
        weight = arguments.above("weight", 0, 0.3);
        head = context.block(arguments.layers(), shape);
        if (isIn(head)) {
            throw arguments.error("holds another auxiliary head; put it beside this one, into the network itself");
        }
    }

    /** Whether there is one among these layers. */
    static boolean isIn(Layer layer) {
        return layer instanceof Auxiliary || layer.layers().stream().anyMatch(Auxiliary::isIn);
    }

    /** @throws IllegalArgumentException that points at a head within the layer whose loss cannot be taken by these outputs */
    static void check(Layer layer, Shape outputs) {
        if (layer instanceof Auxiliary auxiliary && auxiliary.head.output().size() != outputs.size()) {
            throw auxiliary.arguments.error("ends in " + auxiliary.head.output() + " outputs and the network in "
                    + outputs + ", so there is no loss for it; end it in dense(" + outputs.size() + ")");
        }
        layer.layers().forEach(inner -> check(inner, outputs));
    }

    @Override
    public Shape output() {
        return shape;
    }

    @Override
    public Pass forward(Batch x, StepContext context) {
        if (context.mode() != StepContext.Mode.TRAINING) {
            return new Pass(x, dy -> dy);
        }
        Pass pass = head.forward(x, context);
        Head own = new Head(pass.output(), weight);
        context.addHead(own);
        Pass.Backward backward = dy -> {
            Batch dx = pass.backward().apply(own.gradient());
            if (x.isData()) {
                return x;
            }
            dy.add(dx);
            return dy;
        };
        return new Pass(x, backward, pass.observations());
    }

    /** None, since inference does not go by its statistics. */
    @Override
    public List<String> warnings(Outlook outlook) {
        return List.of();
    }

    @Override
    public List<Layer> layers() {
        return List.of(head);
    }
}
