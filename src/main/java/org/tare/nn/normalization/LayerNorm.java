package org.tare.nn.normalization;

import org.tare.nn.core.BuildContext;
import org.tare.nn.core.LayerType;
import org.tare.nn.text.Arguments;

/**
 * Layer normalization (Ba, Kiros and Hinton 2016): {@code y = γ·(x-m)/√(v+ε) + β}, with the mean m and the variance v of
 * the numbers of the last dimension of each row.
 */
public final class LayerNorm extends RowNormalization {
    public static final LayerType TYPE = new LayerType("layerNorm", LayerNorm::new, LayerType.Trait.NORMALIZES);

    private LayerNorm(Arguments arguments, BuildContext context) {
        super(arguments, context, true, true);
    }
}
