package org.tare.nn.layer;

import java.util.ArrayList;
import java.util.List;
import org.tare.linalg.Matrix;
import org.tare.linalg.Operand;
import org.tare.linalg.Precision;
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
 * A convolution of images of height x width x channels: each output position is {@code W·window + b}. Without b
 * where a batch normalization follows.
 */
final class Conv2D implements Layer {
    static final LayerType TYPE = new LayerType("conv2d", Conv2D::new);

    private final int channels;
    private final Windows windows;
    private final Convolution convolution;
    private final Parameter weight;
    private final Parameter bias;
    private final boolean biased;

    private Conv2D(Arguments arguments, BuildContext context) {
        channels = arguments.whole("channels", 1);
        windows = Windows.of(arguments, context.input(), "kernel");
        convolution = new Convolution(windows.down(), windows.across(), windows.channels(), channels);
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
        Batch y = context.batch(x, output().size(), context.precision());
        List<Operand> in = context.operands(x);
        Convolution.Algorithm algorithm = algorithm(convolution, context);
        Operand weights = algorithm.weights(transposed(weight.value(), context.matrix(windows.size(), channels)));
        for (int shard = 0; shard < x.size(); shard++) {
            algorithm.apply(in.get(shard), weights, y.numbers(shard));
            if (biased) {
                Channels.add(y.inRowsOf(channels).numbers(shard), bias.value());
            }
        }
        return new Pass(y, dy -> backward(x, in, dy, algorithm, context));
    }

    /** The fastest in the step's precision. */
    static Convolution.Algorithm algorithm(Convolution convolution, StepContext context) {
        return context.precision() == Precision.FLOAT && Winograd.suits(convolution)
                ? new Winograd(convolution, context)
                : new Strips(convolution, context);
    }

    private Batch backward(Batch x, List<Operand> in, Batch dy, Convolution.Algorithm algorithm, StepContext context) {
        List<Operand> out = context.operands(dy);
        Gradients gradients = context.gradients();
        Matrix sum = context.matrix(windows.size(), channels);
        gradients.set(weight, (shard, into) -> {
            algorithm.gradient(in.get(shard), out.get(shard), sum);
            transposed(sum, into);
        });
        if (biased) {
            Batch positions = dy.inRowsOf(channels);
            gradients.set(bias, (shard, into) -> Channels.sum(positions.numbers(shard), into));
        }
        if (x.isData()) {
            return x;
        }
        Convolution.Algorithm back = algorithm(convolution.backward(), context);
        Operand weights = back.weights(
                flipped(context.matrix(channels * windows.size() / windows.channels(), windows.channels())));
        Batch dx = context.batch(x, x.cols(), context.precision());
        for (int shard = 0; shard < x.size(); shard++) {
            back.apply(out.get(shard), weights, dx.numbers(shard));
        }
        return dx;
    }

    private static Matrix transposed(Matrix from, Matrix into) {
        for (int row = 0; row < from.rows(); row++) {
            for (int col = 0; col < from.cols(); col++) {
                into.set(col, row, from.get(row, col));
            }
        }
        return into;
    }

    /** The weights by place in the window from the last to the first, then output, then input. */
    private Matrix flipped(Matrix into) {
        int inputs = windows.channels();
        int places = windows.size() / inputs;
        for (int output = 0; output < channels; output++) {
            for (int place = 0; place < places; place++) {
                int from = weight.value().start(output) + place * inputs;
                into.put(((places - 1 - place) * channels + output) * inputs, weight.array(), from, inputs);
            }
        }
        return into;
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
