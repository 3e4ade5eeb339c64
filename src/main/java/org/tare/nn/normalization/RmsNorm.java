package org.tare.nn.normalization;

import org.tare.nn.core.BuildContext;
import org.tare.nn.core.LayerType;
import org.tare.nn.text.Arguments;

/**
 * Root mean square normalization (Zhang and Sennrich 2019): {@code y = γ·x/√(mean of x² + ε)}, over the last dimension of
 * each row; no mean is subtracted. {@code beta=true} adds β.
 */
public final class RmsNorm extends RowNormalization {
    public static final LayerType TYPE = new LayerType("rmsNorm", RmsNorm::new, LayerType.Trait.NORMALIZES);

    private RmsNorm(Arguments arguments, BuildContext context) {
        super(arguments, context, false, arguments.flag("beta", false));
    }
}
