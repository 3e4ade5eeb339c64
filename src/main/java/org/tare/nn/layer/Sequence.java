package org.tare.nn.layer;

import java.util.ArrayList;
import java.util.List;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Following;
import org.tare.nn.core.Layer;
import org.tare.nn.core.LayerSummary;
import org.tare.nn.core.LayerType;
import org.tare.nn.core.Observation;
import org.tare.nn.core.PaddedSteps;
import org.tare.nn.core.Parameter;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;
import org.tare.nn.text.Suggester;
import org.tare.nn.text.Term;

/** Layers one after the other; without any the identity. */
public final class Sequence implements Layer {
    private final List<Term> terms;
    private final String prefix;
    private final List<String> names;
    private final List<Layer> layers;
    private final Shape output;

    private Sequence(List<Term> terms, String prefix, List<Layer> layers, Shape output) {
        this.terms = terms;
        this.prefix = prefix;
        this.names = terms.stream().map(Term::toString).toList();
        this.layers = List.copyOf(layers);
        this.output = output;
    }

    /**
     * Builds the layers that the words name, with new weights.
     *
     * @throws IllegalArgumentException that points at the word which names no layer, does not fit its input, or has an
     *     unknown option
     */
    public static Sequence build(List<Term> terms, Shape input, long seed) {
        Sequence network = build(terms, input, "", seed);
        Auxiliary.check(network, network.output);
        return network;
    }

    private record Builder(long seed) implements BuildContext.Blocks {
        @Override
        public Layer build(List<Term> layers, Shape input, String prefix) {
            return Sequence.build(layers, input, prefix, seed);
        }

        @Override
        public Layer build(Term layer, Shape input, String name) {
            return Layers.type(layer, Suggester.NONE)
                    .build(layer, new BuildContext(input, name, Following.NOTHING, seed, this));
        }
    }

    private static Sequence build(List<Term> terms, Shape input, String prefix, long seed) {
        List<LayerType> types =
                terms.stream().map(term -> Layers.type(term, Suggester.NONE)).toList();
        Following[] following = following(types);
        BuildContext.Blocks blocks = new Builder(seed);
        List<Layer> layers = new ArrayList<>();
        Shape shape = input;
        for (int i = 0; i < terms.size(); i++) {
            BuildContext context = new BuildContext(shape, prefix + i, following[i], seed, blocks);
            Layer layer = types.get(i).build(terms.get(i), context);
            layers.add(layer);
            shape = layer.output();
        }
        return new Sequence(terms, prefix, layers, shape);
    }

    /** For each what it may rely on, from the last to the first: each knows of those after the next through the next. */
    private static Following[] following(List<LayerType> types) {
        Following[] following = new Following[types.size()];
        Following next = Following.NOTHING;
        for (int i = types.size() - 1; i >= 0; i--) {
            following[i] = next;
            next = types.get(i).before(next);
        }
        return following;
    }

    @Override
    public Shape output() {
        return output;
    }

    @Override
    public Pass forward(Batch x, StepContext context) {
        List<Pass.Backward> backwards = new ArrayList<>(layers.size());
        List<Observation> observations = new ArrayList<>();
        Batch y = x;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            Pass pass = layer.forward(y, context);
            // What nothing is learned of on the way is as data.
            boolean constant = y.isData() && layer.parameters().stream().noneMatch(Parameter::isLearned);
            y = constant ? pass.output().asData() : pass.output();
            backwards.add(constant ? dy -> dy : pass.backward());
            observations.addAll(pass.observations());
            context.addOutput(names.get(i), y);
        }
        return new Pass(y, dy -> backward(backwards, dy), observations);
    }

    private static Batch backward(List<Pass.Backward> backwards, Batch dy) {
        Batch gradient = dy;
        for (int i = backwards.size() - 1; i >= 0; i--) {
            gradient = backwards.get(i).apply(gradient);
        }
        return gradient;
    }

    @Override
    public long numbersPerRow() {
        return layers.stream().mapToLong(Layer::numbersPerRow).sum();
    }

    @Override
    public List<Layer> layers() {
        return layers;
    }

    /** That of the first layer that has more than another shape to give. */
    @Override
    public List<PaddedSteps> paddedSteps() {
        return layers.stream()
                .filter(layer -> !layer.keepsNumbers())
                .findFirst()
                .map(Layer::paddedSteps)
                .orElse(List.of());
    }

    /** One line for each layer, and after one that contains others for those. */
    public List<LayerSummary> summary() {
        List<LayerSummary> lines = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            List<LayerSummary> within = layer.layers().stream()
                    .filter(Sequence.class::isInstance)
                    .flatMap(inner -> ((Sequence) inner).summary().stream())
                    .toList();
            long learned = layer.parameters().stream()
                    .filter(parameter -> parameter.kind() != Parameter.Kind.STATISTIC)
                    .mapToLong(Parameter::size)
                    .sum();
            long ofOthers = within.stream().mapToLong(LayerSummary::parameters).sum();
            String text = within.isEmpty() ? names.get(i) : terms.get(i).name();
            lines.add(new LayerSummary(prefix + i, text, layer.output(), learned - ofOthers));
            lines.addAll(within);
        }
        return lines;
    }

    /** The text. */
    @Override
    public String toString() {
        return Term.join(terms);
    }
}
