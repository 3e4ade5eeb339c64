package org.tare.nn.layer;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tare.nn.core.LayerType;
import org.tare.nn.normalization.BatchNorm;
import org.tare.nn.normalization.BatchRenorm;
import org.tare.nn.normalization.LayerNorm;
import org.tare.nn.normalization.RmsNorm;
import org.tare.nn.recurrent.Bidirectional;
import org.tare.nn.recurrent.Gru;
import org.tare.nn.recurrent.Lstm;
import org.tare.nn.recurrent.Rnn;
import org.tare.nn.text.Suggester;
import org.tare.nn.text.Term;

/** The layers that a text may name. */
public final class Layers {
    private static final SortedMap<String, LayerType> TYPES = new TreeMap<>(Stream.of(
                    Auxiliary.TYPE,
                    AveragePool.TYPE,
                    BatchNorm.TYPE,
                    BatchRenorm.TYPE,
                    Bidirectional.TYPE,
                    Concat.TYPE,
                    Conv2D.TYPE,
                    Dense.TYPE,
                    Dropout.TYPE,
                    GlobalAveragePool.TYPE,
                    GlobalMaxPool.TYPE,
                    Gru.TYPE,
                    LayerNorm.TYPE,
                    Lstm.TYPE,
                    Masked.TYPE,
                    MaxPool.TYPE,
                    Relu.TYPE,
                    Repeat.TYPE,
                    Reshape.FLATTEN,
                    Reshape.TYPE,
                    Residual.TYPE,
                    RmsNorm.TYPE,
                    Rnn.TYPE,
                    Sigmoid.TYPE,
                    Tanh.TYPE)
            .collect(Collectors.toMap(LayerType::name, Function.identity())));

    private Layers() {}

    /** The words that name them. */
    public static Set<String> names() {
        return TYPES.keySet();
    }

    /** The type that a word names, if it names one. */
    public static Optional<LayerType> find(Term term) {
        return term.key().isEmpty() ? Optional.ofNullable(TYPES.get(term.name())) : Optional.empty();
    }

    /**
     * Looks at words, and at those in their parentheses where these are layers.
     *
     * @throws IllegalArgumentException that points at a word which names no layer
     */
    public static void check(List<Term> terms, Suggester suggester) {
        for (Term term : terms) {
            if (term.name().equals(Term.BRANCH) || Character.isDigit(term.name().charAt(0))) {
                // What else may stand between layers: a bar, or how often to repeat them.
                continue;
            }
            if (type(term, suggester).has(LayerType.Trait.CONTAINS_LAYERS)) {
                check(term.unkeyed(), suggester);
            }
        }
    }

    /** @throws IllegalArgumentException if the word names no layer */
    static LayerType type(Term term, Suggester suggester) {
        return find(term).orElseThrow(() -> {
            if (term.name().equals(Term.BRANCH)) {
                return term.error("separates branches, which only concat and residual have; put them in one of these");
            }
            String start = suggester
                    .nearest(term.name(), TYPES.keySet())
                    .map(name -> "did you mean " + name + "? There are ")
                    .orElse("give one of ");
            return term.error("is not a layer; " + start + String.join(", ", TYPES.keySet()));
        });
    }
}
