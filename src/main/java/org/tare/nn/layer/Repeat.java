package org.tare.nn.layer;

import java.util.ArrayList;
import java.util.List;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Layer;
import org.tare.nn.core.LayerType;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/** The layers in it so many times, one after the other, each time with weights of its own. */
final class Repeat implements Layer {
    static final LayerType TYPE = new LayerType("repeat", Repeat::new, LayerType.Trait.CONTAINS_LAYERS);

    /** More layers than any network has. */
    private static final int MOST = 10_000;

    private final Layer all;

    private Repeat(Arguments arguments, BuildContext context) {
        int times = arguments.whole("times", 1);
        List<Term> once = arguments.layers();
        if (times * size(once) > MOST) {
            throw arguments.error("makes more than " + MOST + " layers; use fewer");
        }
        List<Term> repeated = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            repeated.addAll(once);
        }
        all = context.block(repeated, context.input());
    }

    /** How many layers there are, those in parentheses included. */
    private static double size(List<Term> layers) {
        double size = 0;
        for (Term layer : layers) {
            boolean repeats =
                    layer.name().equals(TYPE.name()) && !layer.arguments().isEmpty();
            double times = repeats ? new Arguments(layer).whole("times", 1) : 1;
            size += times * (1 + size(layer.arguments()));
        }
        return size;
    }

    @Override
    public Shape output() {
        return all.output();
    }

    @Override
    public Pass forward(Batch x, StepContext context) {
        return all.forward(x, context);
    }

    @Override
    public long numbersPerRow() {
        return all.numbersPerRow();
    }

    @Override
    public List<Layer> layers() {
        return List.of(all);
    }
}
