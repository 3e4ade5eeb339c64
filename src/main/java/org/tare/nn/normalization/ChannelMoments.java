package org.tare.nn.normalization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tare.linalg.Matrix;
import org.tare.linalg.Operand;
import org.tare.linalg.Runs;
import org.tare.nn.core.Channels;
import org.tare.nn.core.RowWeights;
import org.tare.nn.core.StepContext;

/**
 * How many values each channel has, each counted by the weight of its row, their mean, and the sum of their squared distances from it; in one array, as it is
 * exchanged: count, number of rows, means, sums of squares.
 *
 * <p>These are not the exact moments of {@code org.tare.stat}. A step takes moments of every activation, and of batches as
 * they come in training (64 rows to some 50,000 positions of images) exact sums take five to forty times as long. Rounded
 * sums still give the same bits on any number of ranks, because they are merged along one fixed tree over the shards.
 */
final class ChannelMoments {
    /** Count and number of rows come first. */
    private static final int FIGURES = 2;

    private final double[] parts;
    private final int channels;

    private ChannelMoments(double[] parts) {
        this.parts = parts;
        this.channels = (parts.length - FIGURES) / 2;
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
    static ChannelMoments of(Operand x, RowWeights weights) {
        List<ChannelMoments> runs = new ArrayList<>();
        Runs.read(x, (first, rows) -> runs.add(ofRun(rows, weights, first)));
        return runs.stream().reduce(new ChannelMoments(new double[FIGURES + 2 * x.cols()]), ChannelMoments::merge);
    }

    private static ChannelMoments ofRun(Matrix rows, RowWeights weights, int first) {
        int channels = rows.cols();
        double[] mean = new double[channels];
        double[] squares = new double[channels];
        Channels.means(rows, weights, first, mean);
        Channels.squares(rows, weights, first, mean, squares);
        double[] parts = new double[FIGURES + 2 * channels];
        parts[0] = weights.sum(first, first + rows.rows());
        parts[1] = rows.rows();
        System.arraycopy(mean, 0, parts, FIGURES, channels);
        System.arraycopy(squares, 0, parts, FIGURES + channels, channels);
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
        merged[1] = parts[1] + other.parts[1];
        for (int c = FIGURES; c < FIGURES + channels; c++) {
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
        return Arrays.copyOfRange(parts, FIGURES, FIGURES + channels);
    }

    /** Whether it follows how much channels vary: not from a single value, nor from none. */
    boolean tellsSpread() {
        return values() > 1;
    }

    /** As many rows as the weights say, or as there are, where weights are shares of one. */
    private double values() {
        return Math.max(count(), parts[1]);
    }

    /** Divided by the count; 0 without values. */
    double[] variance() {
        double[] variance = Arrays.copyOfRange(parts, FIGURES + channels, parts.length);
        for (int c = 0; c < channels; c++) {
            variance[c] = count() == 0 ? 0 : variance[c] / count();
        }
        return variance;
    }

    /**
     * Times n/(n-1), with n the count (Bessel), which makes it unbiased where weights are numbers of rows. Where weights are
     * less than 1 a row, n is the number of rows, so that their unit does not matter.
     */
    double[] sampleVariance() {
        double[] variance = Arrays.copyOfRange(parts, FIGURES + channels, parts.length);
        double n = values();
        double divisor = n == count() ? n - 1 : count() * (n - 1) / n;
        for (int c = 0; c < channels; c++) {
            variance[c] /= divisor;
        }
        return variance;
    }
}
