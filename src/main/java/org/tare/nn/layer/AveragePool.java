package org.tare.nn.layer;

import java.util.Arrays;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Layer;
import org.tare.nn.core.LayerType;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;
import org.tare.nn.text.Arguments;

/**
 * The mean of each channel in each window. Padding counts as zeros, as PyTorch has it; with {@code countPadding=false} it is left
 * out, as Keras has it.
 */
final class AveragePool implements Layer {
    static final LayerType TYPE = new LayerType("avgPool", AveragePool::new);

    private final Windows windows;
    private final double[] shares;

    private AveragePool(Arguments arguments, BuildContext context) {
        windows = Windows.pooling(arguments, context.input());
        boolean countPadding = arguments.flag("countPadding", true);
        int[] counted = new int[windows.perImage()];
        windows.forEach((window, inWindow, inImage) -> counted[window] += inImage >= 0 || countPadding ? 1 : 0);
        shares = Arrays.stream(counted).mapToDouble(count -> 1.0 / count).toArray();
    }

    @Override
    public Shape output() {
        return Shape.of(windows.height(), windows.width(), windows.channels());
    }

    @Override
    public Pass forward(Batch x, StepContext context) {
        Batch y = context.batch(x, output().size());
        for (int shard = 0; shard < x.size(); shard++) {
            average(x.shard(shard), y.shard(shard));
        }
        return new Pass(y, dy -> {
            Batch dx = context.batch(x, x.cols());
            for (int shard = 0; shard < x.size(); shard++) {
                spread(dy.shard(shard), dx.shard(shard));
            }
            return dx;
        });
    }

    private void average(Matrix x, Matrix y) {
        int channels = windows.channels();
        y.fill(0);
        for (int image = 0; image < x.rows(); image++) {
            int in = x.start(image);
            int out = y.start(image);
            windows.forEach((window, inWindow, inImage) -> {
                if (inImage >= 0) {
                    add(shares[window], x.data(), in + inImage, y.data(), out + window * channels, channels);
                }
            });
        }
    }

    private void spread(Matrix dy, Matrix dx) {
        int channels = windows.channels();
        dx.fill(0);
        for (int image = 0; image < dy.rows(); image++) {
            int in = dy.start(image);
            int out = dx.start(image);
            windows.forEach((window, inWindow, inImage) -> {
                if (inImage >= 0) {
                    add(shares[window], dy.data(), in + window * channels, dx.data(), out + inImage, channels);
                }
            });
        }
    }

    private static void add(double share, double[] x, int from, double[] y, int to, int count) {
        for (int i = 0; i < count; i++) {
            y[to + i] += share * x[from + i];
        }
    }
}
