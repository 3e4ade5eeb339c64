package org.tare.nn;

/**
 * Batch normalisation (Ioffe and Szegedy 2015, algorithm 1): {@code y = γ·(x-μ)/√(v+ε) + β}, with the mean μ and the
 * variance v of the batch; in inference with their running averages.
 */
final class BatchNorm extends BatchNormalisation {
    private final double epsilon;
    private final RunningStatistics running;

    private BatchNorm(Word word, Options options, Site site) {
        super(word, options, site);
        epsilon = options.epsilon();
        boolean biased = options.choice("runningVariance", "unbiased", "unbiased", "biased")
                .equals("biased");
        running = RunningStatistics.read(
                options,
                site,
                0.1,
                "runningVariance",
                biased ? ChannelMoments::variance : ChannelMoments::sampleVariance);
    }

    static Layer read(Word word, Options options, Site site) {
        return new BatchNorm(word, options, site);
    }

    @Override
    Normaliser training(ChannelMoments moments, Context context) {
        return normaliser(moments.mean(), moments.variance());
    }

    @Override
    Normaliser inference() {
        return normaliser(running.mean(), running.spread());
    }

    private Normaliser normaliser(double[] mean, double[] variance) {
        double[] scale = new double[mean.length];
        for (int c = 0; c < scale.length; c++) {
            scale[c] = Normaliser.over(1, Math.sqrt(variance[c] + epsilon));
        }
        return new Normaliser(affine(), mean, scale, new double[scale.length]);
    }

    @Override
    double epsilon() {
        return epsilon;
    }

    @Override
    RunningStatistics running() {
        return running;
    }
}
