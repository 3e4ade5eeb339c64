package org.tare.nn.layer;

import java.util.ArrayList;
import java.util.List;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Layer;
import org.tare.nn.core.Parameter;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;
import org.tare.nn.text.Term;

/** Layers one after the other. */
public final class Sequence implements Layer {
    private final List<Term> words;
    private final List<Layer> layers;
    private final Shape output;

    private Sequence(List<Term> words, List<Layer> layers, Shape output) {
        this.words = words;
        this.layers = layers;
        this.output = output;
    }

    /**
     * Builds the layers that the words name.
     *
     * @param prefix what the layers' names begin with, before their number
     */
    public static Sequence build(List<Term> words, Shape input, String prefix, long seed) {
        List<Layer> layers = new ArrayList<>();
        Shape shape = input;
        for (int i = 0; i < words.size(); i++) {
            Layer layer = Layers.read(
                    words.get(i), new BuildContext(shape, prefix + i, words.subList(i + 1, words.size()), seed));
            layers.add(layer);
            shape = layer.output();
        }
        return new Sequence(words, List.copyOf(layers), shape);
    }

    @Override
    public Shape output() {
        return output;
    }

    @Override
    public Pass forward(Batch x, StepContext context) {
        List<Pass.Back> backs = new ArrayList<>(layers.size());
        Batch y = x;
        for (int i = 0; i < layers.size(); i++) {
            Pass pass = layers.get(i).forward(y, context);
            y = pass.output();
            backs.add(pass.back());
            context.made(words.get(i).toString(), y);
        }
        return new Pass(y, dy -> {
            Batch gradient = dy;
            for (int i = backs.size() - 1; i >= 0; i--) {
                gradient = backs.get(i).apply(gradient);
            }
            return gradient;
        });
    }

    @Override
    public List<Parameter> parameters() {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
    }

    /** The text. */
    @Override
    public String toString() {
        return Term.join(words);
    }
}
