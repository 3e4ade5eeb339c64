package org.tare.nn;

/**
 * Layer normalisation (Ba, Kiros and Hinton 2016): {@code y = γ·(x-m)/√(v+ε) + β}, with the mean m and the variance v of
 * the numbers of the last dimension of each row.
 */
final class LayerNorm extends RowNormalisation {
    private LayerNorm(Options options, Site site) {
        super(options, site, true, true);
    }

    static Layer read(Word word, Options options, Site site) {
        return new LayerNorm(options, site);
    }
}
