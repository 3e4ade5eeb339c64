package org.tare.nn.normalization;

import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Layer;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/**
 * Root mean square normalization (Zhang and Sennrich 2019): {@code y = γ·x/√(mean of x² + ε)}, over the last dimension of
 * each row; no mean is subtracted. {@code beta=true} adds β.
 */
public final class RmsNorm extends RowNormalization {
    private RmsNorm(Arguments options, BuildContext site) {
        super(options, site, false, options.flag("beta", false));
    }

    public static Layer read(Term word, Arguments options, BuildContext site) {
        return new RmsNorm(options, site);
    }
}
