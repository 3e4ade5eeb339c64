package org.tare.nn.core;

import java.util.List;
import java.util.Random;
import org.tare.nn.text.Term;

/**
 * Where in a network a layer is built.
 *
 * @param input the shape of its input rows
 * @param name what its parameters' names begin with: its number, within a block after the block's
 * @param following what it may rely on in the layers after it
 * @param seed the network's seed
 * @param blocks how the layers in its parentheses are built
 */
public record BuildContext(Shape input, String name, Following following, long seed, Blocks blocks) {
    /** Builds layers. */
    public interface Blocks {
        /**
         * The layers as one.
         *
         * @param prefix what their names begin with, before their number
         */
        Layer build(List<Term> layers, Shape input, String prefix);

        /**
         * One layer.
         *
         * @param name what its parameters' names begin with
         */
        Layer build(Term layer, Shape input, String name);
    }

    /** The name of one of its parameters. */
    public String name(String parameter) {
        return name + "." + parameter;
    }

    /** Random numbers for the first value of its weights, which depend on seed and name alone. */
    public Random random() {
        return Seeds.random(seed, name.hashCode());
    }

    /** The same for others of its weights. */
    public Random random(String use) {
        return Seeds.random(seed, name(use).hashCode());
    }

    /** The layers in its parentheses as one. */
    public Layer block(List<Term> layers, Shape blockInput) {
        return blocks.build(layers, blockInput, name(""));
    }

    /** A branch of such layers, whose names begin with its own. */
    public Layer branch(String branch, List<Term> layers) {
        return blocks.build(layers, input, name(branch + "."));
    }

    /** One layer by a name of its own. */
    public Layer layer(String own, Term layer, Shape layerInput) {
        return blocks.build(layer, layerInput, name(own));
    }
}
