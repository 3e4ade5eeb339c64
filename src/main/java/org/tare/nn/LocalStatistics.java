package org.tare.nn;

import org.tare.nn.core.LayerType;
import org.tare.nn.layer.Layers;
import org.tare.nn.text.Term;

/** Writes {@code statistics=local} where a layer normalizes by the batch and says nothing of its statistics. */
final class LocalStatistics {
    private static final String STATISTICS = "statistics";

    private LocalStatistics() {}

    /** This word and those in its parentheses. */
    static Term in(Term term) {
        Term local =
                term.with(term.arguments().stream().map(LocalStatistics::in).toList());
        // A recurrent layer has its normalization behind a key.
        boolean silent = Layers.find(term.withoutKey())
                        .filter(type -> type.has(LayerType.Trait.BATCH_STATISTICS))
                        .isPresent()
                && term.arguments().stream()
                        .noneMatch(argument -> argument.key().equals(STATISTICS));
        return silent ? local.withOption(STATISTICS, "local") : local;
    }
}
