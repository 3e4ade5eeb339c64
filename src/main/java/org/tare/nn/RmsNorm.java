package org.tare.nn;

/**
 * Root mean square normalisation (Zhang and Sennrich 2019): {@code y = γ·x/√(mean of x² + ε)}, over the last dimension of
 * each row; no mean is subtracted. {@code beta=true} adds β.
 */
final class RmsNorm extends RowNormalisation {
    private RmsNorm(Options options, Site site) {
        super(options, site, false, options.flag("beta", false));
    }

    static Layer read(Word word, Options options, Site site) {
        return new RmsNorm(options, site);
    }
}
