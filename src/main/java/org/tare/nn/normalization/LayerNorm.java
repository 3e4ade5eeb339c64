package org.tare.nn.normalization;

import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Layer;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/**
 * Layer normalization (Ba, Kiros and Hinton 2016): {@code y = γ·(x-m)/√(v+ε) + β}, with the mean m and the variance v of
 * the numbers of the last dimension of each row.
 */
public final class LayerNorm extends RowNormalization {
    private LayerNorm(Arguments options, BuildContext site) {
        super(options, site, true, true);
    }

    public static Layer read(Term word, Arguments options, BuildContext site) {
        return new LayerNorm(options, site);
    }
}
