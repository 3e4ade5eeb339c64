package org.tare.nn.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tare.linalg.Matrix;
import org.tare.linalg.Products;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Channels;
import org.tare.nn.core.Gradients;
import org.tare.nn.core.Initializer;
import org.tare.nn.core.Layer;
import org.tare.nn.core.LayerType;
import org.tare.nn.core.Parameter;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;
import org.tare.nn.text.Arguments;

/**
 * A convolution of images of height x width x channels: each output position is {@code W·window + b}. Windows are laid
 * out as rows, a few images at a time, so that a convolution is a product of matrices. Without b where a batch
 * normalization follows.
 */
final class Conv2D implements Layer {
    static final LayerType TYPE = new LayerType("conv2d", Conv2D::new);

    /** How many numbers of windows are laid out at a time: what a second-level cache holds. */
    private static final int CACHED = 1 << 16;

    private final int channels;
    private final Windows windows;
    private final Parameter weight;
    private final Parameter bias;
    private final boolean biased;

    private Conv2D(Arguments arguments, BuildContext context) {
        channels = arguments.whole("channels", 1);
        windows = Windows.of(arguments, context.input(), "kernel");
        biased = arguments.flag("bias", !context.following().removesMean());
        Initializer init = Initializer.read(arguments, context.following());
        int size = windows.size();
        int reached = Math.multiplyExact(windows.positions(), channels);
        weight = new Parameter(
                context.name("weight"),
                Parameter.Kind.WEIGHT,
                channels,
                size,
                () -> init.weights(channels, size, size, reached, context.random()));
        bias = Parameter.row(context.name("bias"), Parameter.Kind.OFFSET, channels, 0);
    }

    @Override
    public Shape output() {
        return Shape.of(windows.height(), windows.width(), channels);
    }

    @Override
    public Pass forward(Batch x, StepContext context) {
        Batch y = context.batch(x, output().size());
        int images = Math.max(1, (int) (CACHED / ((long) windows.perImage() * windows.size())));
        Matrix buffer = context.matrix(images * windows.perImage(), windows.size());
        for (int shard = 0; shard < x.size(); shard++) {
            blocks(x.shard(shard), y.shard(shard), buffer, (in, rows, out) -> {
                lay(in, rows);
                Products.multiplyRightTransposed(rows, weight.value(), out);
                if (biased) {
                    Channels.add(out, bias.value());
                }
            });
        }
        return new Pass(y, dy -> backward(x, dy, buffer, context));
    }

    private Batch backward(Batch x, Batch dy, Matrix buffer, StepContext context) {
        Gradients gradients = context.gradients();
        gradients.set(weight, (shard, into) -> {
            into.fill(0);
            blocks(x.shard(shard), dy.shard(shard), buffer, (in, rows, out) -> {
                lay(in, rows);
                Products.addLeftTransposed(out, rows, into);
            });
        });
        if (biased) {
            Batch positions = dy.inRowsOf(channels);
            gradients.set(bias, (shard, into) -> Channels.sum(positions.shard(shard), into));
        }
        if (x.isData()) {
            return x;
        }
        Batch dx = context.batch(x, x.cols());
        for (int shard = 0; shard < x.size(); shard++) {
            dx.shard(shard).fill(0);
            blocks(dx.shard(shard), dy.shard(shard), buffer, (in, rows, out) -> {
                Products.multiply(out, weight.value(), rows);
                gatherUp(rows, in);
            });
        }
        return dx;
    }

    /** What is done with a few images: their windows as rows, and their output positions as rows. */
    private interface Block {
        void apply(Matrix images, Matrix windows, Matrix outputs);
    }

    private void blocks(Matrix images, Matrix outputs, Matrix buffer, Block block) {
        int most = buffer.rows() / windows.perImage();
        for (int from = 0; from < images.rows(); from += most) {
            int to = Math.min(from + most, images.rows());
            int positions = (to - from) * windows.perImage();
            block.apply(
                    images.rows(from, to),
                    buffer.rows(0, positions),
                    outputs.rows(from, to).reshape(positions, channels));
        }
    }

    /** Copies the windows of images into rows; the padding is 0. */
    private void lay(Matrix images, Matrix rows) {
        int inputs = windows.channels();
        for (int image = 0; image < images.rows(); image++) {
            int from = images.start(image);
            int to = rows.start(image * windows.perImage());
            windows.forEach((window, inWindow, inImage) -> {
                int at = to + window * windows.size() + inWindow;
                if (inImage < 0) {
                    Arrays.fill(rows.data(), at, at + inputs, 0);
                } else {
                    System.arraycopy(images.data(), from + inImage, rows.data(), at, inputs);
                }
            });
        }
    }

    /** The derivative of {@link #lay}: adds rows to where in the images they were copied from. */
    private void gatherUp(Matrix rows, Matrix images) {
        int inputs = windows.channels();
        for (int image = 0; image < images.rows(); image++) {
            int to = images.start(image);
            int from = rows.start(image * windows.perImage());
            windows.forEach((window, inWindow, inImage) -> {
                int at = from + window * windows.size() + inWindow;
                for (int c = 0; inImage >= 0 && c < inputs; c++) {
                    images.data()[to + inImage + c] += rows.data()[at + c];
                }
            });
        }
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(List.of(weight));
        if (biased) {
            parameters.add(bias);
        }
        return parameters;
    }
}
