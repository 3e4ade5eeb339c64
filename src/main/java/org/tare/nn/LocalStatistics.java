package org.tare.nn;

import java.util.ArrayList;
import java.util.List;
import org.tare.nn.core.LayerType;
import org.tare.nn.layer.Layers;
import org.tare.nn.text.Term;
import org.tare.nn.text.TermParser;

/** Writes {@code statistics=local} where a layer normalizes by the batch and says nothing of its statistics. */
final class LocalStatistics {
    private static final String STATISTICS = "statistics";

    private LocalStatistics() {}

    /** This word and those in its parentheses. */
    static Term in(Term term) {
        List<Term> arguments = new ArrayList<>(
                term.arguments().stream().map(LocalStatistics::in).toList());
        boolean silent = Layers.find(term)
                        .filter(type -> type.has(LayerType.Trait.BATCH_STATISTICS))
                        .isPresent()
                && arguments.stream().noneMatch(argument -> argument.key().equals(STATISTICS));
        if (!silent) {
            return term.with(arguments, term.separator());
        }
        arguments.add(0, new Term(STATISTICS, "local", List.of(), "", term.text(), term.position()));
        return term.with(arguments, TermParser.COMMA);
    }
}
