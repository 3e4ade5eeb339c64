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

/** The largest number of each channel in each window, padding apart; its gradient goes to the first that is largest. */
final class MaxPool implements Layer {
    static final LayerType TYPE = new LayerType("maxPool", MaxPool::new);

    private final Windows windows;

    private MaxPool(Arguments arguments, BuildContext context) {
        windows = Windows.pooling(arguments, context.input());
    }

    @Override
    public Shape output() {
        return Shape.of(windows.height(), windows.width(), windows.channels());
    }

    @Override
    public Pass forward(Batch x, StepContext context) {
        Batch y = context.batch(x, output().size());
        Batch chosen = context.batch(x, output().size());
        for (int shard = 0; shard < x.size(); shard++) {
            for (int image = 0; image < x.shard(shard).rows(); image++) {
                choose(x.shard(shard), chosen.shard(shard), y.shard(shard), image);
            }
        }
        return new Pass(y, dy -> {
            Batch dx = context.batch(x, x.cols());
            for (int shard = 0; shard < x.size(); shard++) {
                scatter(dy.shard(shard), chosen.shard(shard), dx.shard(shard));
            }
            return dx;
        });
    }

    /** Writes the largest numbers, and where in the image each was found. */
    private void choose(Matrix x, Matrix chosen, Matrix y, int image) {
        int channels = windows.channels();
        int in = x.start(image);
        int out = y.start(image);
        int choice = chosen.start(image);
        Arrays.fill(y.data(), out, out + y.cols(), Double.NEGATIVE_INFINITY);
        Arrays.fill(chosen.data(), choice, choice + y.cols(), 0);
        windows.forEach((window, inWindow, inImage) -> {
            for (int c = 0; inImage >= 0 && c < channels; c++) {
                double value = x.data()[in + inImage + c];
                int at = window * channels + c;
                if (value > y.data()[out + at] || Double.isNaN(value)) {
                    y.data()[out + at] = value;
                    chosen.data()[choice + at] = inImage + c;
                }
            }
        });
    }

    private static void scatter(Matrix dy, Matrix chosen, Matrix dx) {
        dx.fill(0);
        for (int image = 0; image < dy.rows(); image++) {
            int to = dx.start(image);
            for (int i = 0; i < dy.cols(); i++) {
                dx.data()[to + (int) chosen.get(image, i)] += dy.get(image, i);
            }
        }
    }
}
