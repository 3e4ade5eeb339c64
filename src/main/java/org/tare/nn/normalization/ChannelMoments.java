package org.tare.nn.normalization;

import java.util.Arrays;
import java.util.List;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Channels;
import org.tare.nn.core.RowWeights;
import org.tare.nn.core.StepContext;

/**
 * How many values each channel has, each counted by the weight of its row, their mean, and the sum of their squared distances from it; in one array, as it is
 * exchanged: count, means, sums of squares.
 *
 * <p>These are not the exact moments of {@code org.tare.stat}. A step takes moments of every activation, and of batches as
 * they come in training (64 rows to some 50,000 positions of images) exact sums take five to forty times as long. Rounded
 * sums still give the same bits on any number of ranks, because they are merged along one fixed tree over the shards.
 */
final class ChannelMoments {
    private static final int CACHED = 1 << 15;

    private final double[] parts;
    private final int channels;

    private ChannelMoments(double[] parts) {
        this.parts = parts;
        this.channels = (parts.length - 1) / 2;
    }

    /** Those of all shards of all ranks, by one exchange. */
    static ChannelMoments agree(List<ChannelMoments> shards, String layer, StepContext context) {
        return new ChannelMoments(context.replicas()
                .agree(
                        layer,
                        shards.stream().map(shard -> shard.parts).toList(),
                        (a, b) -> new ChannelMoments(a).merge(new ChannelMoments(b)).parts));
    }

    /**
     * Of the columns of a matrix, in two passes over as many rows as a second-level cache holds: E[x²]-E[x]² would lose all
     * digits where the mean is much larger than the standard deviation.
     */
    static ChannelMoments of(Matrix x, RowWeights weights) {
        int block = Math.max(1, CACHED / x.cols());
        ChannelMoments moments = ofBlock(x, weights, 0, Math.min(block, x.rows()));
        for (int from = block; from < x.rows(); from += block) {
            moments = moments.merge(ofBlock(x, weights, from, Math.min(from + block, x.rows())));
        }
        return moments;
    }

    private static ChannelMoments ofBlock(Matrix x, RowWeights weights, int from, int to) {
        int channels = x.cols();
        double[] mean = new double[channels];
        double[] squares = new double[channels];
        Channels.means(x.rows(from, to), weights, from, mean);
        Channels.squares(x.rows(from, to), weights, from, mean, squares);
        double[] parts = new double[1 + 2 * channels];
        parts[0] = weights.sum(from, to);
        System.arraycopy(mean, 0, parts, 1, channels);
        System.arraycopy(squares, 0, parts, 1 + channels, channels);
        return new ChannelMoments(parts);
    }

    /**
     * Both together: d = mb-ma, m = ma+d·nb/n, Q = Qa+Qb+d²·na·nb/n (Chan, Golub and LeVeque 1979). An empty part is the
     * identity.
     */
    ChannelMoments merge(ChannelMoments other) {
        if (other.count() == 0) {
            return this;
        }
        if (count() == 0) {
            return other;
        }
        double n = count() + other.count();
        double share = other.count() / n;
        double[] merged = new double[parts.length];
        merged[0] = n;
        for (int c = 1; c <= channels; c++) {
            double d = other.parts[c] - parts[c];
            merged[c] = parts[c] + d * share;
            merged[c + channels] = parts[c + channels] + other.parts[c + channels] + d * d * (count() * share);
        }
        return new ChannelMoments(merged);
    }

    double count() {
        return parts[0];
    }

    int channels() {
        return channels;
    }

    double[] mean() {
        return Arrays.copyOfRange(parts, 1, 1 + channels);
    }

    /** Whether it follows how much a channel varies: not from a single value, nor from none. */
    boolean tellsSpread(int channel) {
        return count() > 1 || parts[1 + channels + channel] > 0;
    }

    /** Divided by the count; 0 without values. */
    double[] variance() {
        double[] variance = Arrays.copyOfRange(parts, 1 + channels, parts.length);
        for (int c = 0; c < channels; c++) {
            variance[c] = count() == 0 ? 0 : variance[c] / count();
        }
        return variance;
    }

    /**
     * Divided by the count less 1, which makes it unbiased where weights are numbers of rows (Bessel). Weights below 1 may
     * add up to a count of hardly more than 1, or less, of which nothing follows: the divisor is half the count at least.
     */
    double[] sampleVariance() {
        double[] variance = Arrays.copyOfRange(parts, 1 + channels, parts.length);
        double divisor = Math.max(count() - 1, count() / 2);
        for (int c = 0; c < channels; c++) {
            variance[c] /= divisor;
        }
        return variance;
    }
}
