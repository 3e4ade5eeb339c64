package org.tare.nn.core;

import java.util.Set;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/** A kind of layer that a text may name: how it is built, and what others may know of it before it is. */
public final class LayerType {
    /** Builds a layer from its arguments, of which it takes all that it knows. */
    public interface Builder {
        /**
         * A new layer.
         *
         * @throws IllegalArgumentException that points at an argument which is not possible, or at the layer's word when the
         *     shape of its input is not
         */
        Layer build(Arguments arguments, BuildContext context);
    }

    /** What others may know of a layer. */
    public enum Trait {
        /** Shifts and stretches its input, so that an initializer looks through it at what follows. */
        NORMALIZES,
        /** Subtracts the mean of each channel, so that a bias before it would have no effect. */
        REMOVES_MEAN,
        /** Makes 0 of negative numbers, exactly or nearly, which halves the mean square of what passes. */
        RECTIFIES,
        /** Normalizes by statistics of the batch, and takes the option {@code statistics=global} or {@code local}. */
        BATCH_STATISTICS,
        /** Has layers in its parentheses. */
        CONTAINS_LAYERS
    }

    private final String name;
    private final Builder builder;
    private final Set<Trait> traits;

    /** @param name the word that names it in a text */
    public LayerType(String name, Builder builder, Trait... traits) {
        this.name = name;
        this.builder = builder;
        this.traits = Set.of(traits);
    }

    /** The word that names it in a text. */
    public String name() {
        return name;
    }

    /** Whether all layers of this type are so. */
    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /**
     * The layer that a word describes.
     *
     * @throws IllegalArgumentException that points at the word or at the argument which is not possible
     */
    public Layer build(Term term, BuildContext context) {
        Arguments arguments = new Arguments(term);
        try {
            Layer layer = builder.build(arguments, context);
            arguments.end();
            Math.toIntExact(weights(layer) + layer.output().size());
            return layer;
        } catch (ArithmeticException e) {
            throw term.error(
                    "makes more numbers than an array holds, which are " + Integer.MAX_VALUE + "; use a smaller layer");
        }
    }

    private static long weights(Layer layer) {
        return layer.parameters().stream().mapToLong(Parameter::size).sum();
    }

    /** What the layer before one of this type may rely on, when this one may rely on {@code next}. */
    public Following before(Following next) {
        return new Following(
                has(Trait.REMOVES_MEAN), has(Trait.RECTIFIES) || (has(Trait.NORMALIZES) && next.rectifies()));
    }
}
