package org.tare.nn.normalization;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Layer;
import org.tare.nn.core.LayerType;
import org.tare.nn.core.LayerType.Trait;
import org.tare.nn.core.Outlook;
import org.tare.nn.core.Parameter;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;
import org.tare.nn.text.Arguments;

/**
 * What batch normalization and renormalization share: moments of each channel over the rows of the global batch, of all
 * ranks, each counted by its weight, and for images over all their positions. One exchange in the forward pass, one in the backward pass.
 *
 * <p>{@code statistics=local} normalizes each shard by its own moments, as data-parallel training without exchanges does;
 * the running statistics are those of the whole batch all the same.
 */
abstract class BatchNormalization implements Layer {
    private final String name;
    private final Shape shape;
    private final boolean local;
    private final double epsilon;
    private final ScaleShift affine;

    BatchNormalization(Arguments arguments, BuildContext context) {
        name = arguments.term().toString();
        shape = context.input();
        local = arguments.choice("statistics", "global", "global", "local").equals("local");
        epsilon = Epsilon.read(arguments);
        boolean learned = arguments.flag("affine", true);
        Parameter.Kind kind = local ? Parameter.Kind.OFFSET : Parameter.Kind.AGREED_OFFSET;
        affine = new ScaleShift(context, kind, learned, learned);
    }

    /** The type of such a layer. */
    static LayerType type(String name, LayerType.Builder builder) {
        return new LayerType(name, builder, Trait.NORMALIZES, Trait.REMOVES_MEAN, Trait.BATCH_STATISTICS);
    }

    /** How to normalize a batch of these moments in training. */
    abstract ChannelTransform training(ChannelMoments moments, StepContext context);

    /** How to normalize in inference. */
    abstract ChannelTransform inference();

    abstract RunningStatistics running();

    final double epsilon() {
        return epsilon;
    }

    final ScaleShift affine() {
        return affine;
    }

    @Override
    public final Shape output() {
        return shape;
    }

    @Override
    public final Pass forward(Batch input, StepContext context) {
        Batch x = input.inRowsOf(shape.channels());
        Batch y = context.batch(x, x.cols(), x.precision());
        if (context.isInference() || running().areFrozen()) {
            ChannelTransform transform = context.prepared(this, this::inference);
            transform(x, Collections.nCopies(x.size(), transform), y);
            Batch output = y.inRowsOf(shape.size());
            return context.isInference()
                    ? Pass.inference(output)
                    : new Pass(output, dy -> {
                        Batch channels = dy.inRowsOf(x.cols());
                        for (int shard = 0; shard < channels.size(); shard++) {
                            transform.scale(channels.numbers(shard));
                        }
                        return dy;
                    });
        }
        List<ChannelMoments> own = IntStream.range(0, x.size())
                .mapToObj(
                        shard -> ChannelMoments.of(x.numbers(shard), x.weights().get(shard)))
                .toList();
        ChannelMoments whole = ChannelMoments.agree(own, name, context);
        List<ChannelMoments> moments = local ? own : Collections.nCopies(x.size(), whole);
        List<ChannelTransform> transforms =
                moments.stream().map(m -> training(m, context)).toList();
        transform(x, transforms, y);
        return new Pass(
                y.inRowsOf(shape.size()),
                dy -> backward(x, dy.inRowsOf(x.cols()), moments, transforms, context)
                        .inRowsOf(shape.size()),
                List.of(running().observation(whole)));
    }

    private static void transform(Batch x, List<ChannelTransform> transforms, Batch y) {
        for (int shard = 0; shard < x.size(); shard++) {
            transforms.get(shard).forward(x.numbers(shard), y.numbers(shard));
        }
    }

    private Batch backward(
            Batch x, Batch dy, List<ChannelMoments> moments, List<ChannelTransform> transforms, StepContext context) {
        List<ChannelSums> own = new ArrayList<>();
        for (int shard = 0; shard < x.size(); shard++) {
            own.add(ChannelSums.of(
                    dy.numbers(shard), x.numbers(shard), transforms.get(shard).mean()));
        }
        List<ChannelSums> sums = local ? own : Collections.nCopies(x.size(), ChannelSums.agree(own, name, context));
        affine.gradients(
                context,
                (shard, into) -> transforms.get(shard).gradientOfGamma(sums.get(shard), into),
                (shard, into) -> into.copy(sums.get(shard).s1()));
        for (int shard = 0; shard < x.size(); shard++) {
            ChannelTransform transform = transforms.get(shard);
            transform.backward(
                    dy.numbers(shard),
                    x.numbers(shard),
                    x.weights().get(shard),
                    sums.get(shard),
                    moments.get(shard),
                    epsilon);
        }
        return dy;
    }

    @Override
    public final List<String> warnings(Outlook outlook) {
        return running().warnings(name, outlook);
    }

    @Override
    public final List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(affine.parameters());
        parameters.addAll(running().parameters());
        return parameters;
    }
}
