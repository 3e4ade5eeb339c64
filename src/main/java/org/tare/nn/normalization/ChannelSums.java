package org.tare.nn.normalization;

import java.util.Arrays;
import java.util.List;
import org.tare.linalg.Operand;
import org.tare.nn.core.Channels;
import org.tare.nn.core.StepContext;

/** What the backward pass of a normalization needs of each channel: S1 = Σdy and S2 = Σdy(x-μ). */
final class ChannelSums {
    private final double[] parts;

    private ChannelSums(double[] parts) {
        this.parts = parts;
    }

    static ChannelSums of(Operand dy, Operand x, double[] mean) {
        int channels = x.cols();
        double[] s1 = new double[channels];
        double[] s2 = new double[channels];
        Channels.sums(dy, x, mean, s1, s2);
        double[] parts = Arrays.copyOf(s1, 2 * channels);
        System.arraycopy(s2, 0, parts, channels, channels);
        return new ChannelSums(parts);
    }

    /** Those of all shards of all ranks, by one exchange. */
    static ChannelSums agree(List<ChannelSums> shards, String layer, StepContext context) {
        List<double[]> parts = shards.stream().map(shard -> shard.parts).toList();
        return new ChannelSums(context.replicas().agree(layer, parts, ChannelSums::plus));
    }

    private static double[] plus(double[] a, double[] b) {
        double[] sum = new double[a.length];
        Arrays.setAll(sum, i -> a[i] + b[i]);
        return sum;
    }

    double[] s1() {
        return Arrays.copyOf(parts, parts.length / 2);
    }

    double[] s2() {
        return Arrays.copyOfRange(parts, parts.length / 2, parts.length);
    }
}
