package org.tare.nn.normalization;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Layer;
import org.tare.nn.core.Parameter;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;
import org.tare.nn.text.TermParser;

/**
 * What batch normalization and renormalization share: moments of each channel over the rows of the global batch, of all
 * ranks, and for images over all their positions. One exchange on the way forth, one on the way back.
 *
 * <p>{@code statistics=local} normalizes each shard by its own moments, as data-parallel training without exchanges does;
 * the running statistics are those of the whole batch all the same.
 */
public abstract class BatchNormalization implements Layer {
    /** The words of all such layers, which subtract the mean of each channel. */
    public static final Set<String> NAMES = Set.of("batchNorm", "batchRenorm");

    private static final String STATISTICS = "statistics";

    private final String name;
    private final Shape shape;
    private final boolean local;
    private final ScaleShift affine;

    public BatchNormalization(Term word, Arguments options, BuildContext site) {
        name = word.toString();
        shape = site.input();
        local = options.choice(STATISTICS, "global", "global", "local").equals("local");
        boolean learned = options.flag("affine", true);
        affine = new ScaleShift(site, local ? Parameter.Kind.OFFSET : Parameter.Kind.AGREED_OFFSET, learned, learned);
    }

    /** This word and those in its parentheses, where they name such a layer and say nothing of its statistics. */
    public static Term withLocalStatistics(Term word) {
        List<Term> arguments = new ArrayList<>(word.arguments().stream()
                .map(BatchNormalization::withLocalStatistics)
                .toList());
        boolean silent = NAMES.contains(word.name())
                && arguments.stream().noneMatch(argument -> argument.key().equals(STATISTICS));
        if (!silent) {
            return word.with(arguments, word.separator());
        }
        arguments.add(0, new Term(STATISTICS, "local", List.of(), "", word.text(), word.position()));
        return word.with(arguments, TermParser.COMMA);
    }

    /** How to normalize a batch of these moments in training. */
    public abstract ChannelTransform training(ChannelMoments moments, StepContext context);

    /** How to normalize in inference. */
    public abstract ChannelTransform inference();

    /** ε, which keeps a constant channel from dividing by 0. */
    public abstract double epsilon();

    public abstract RunningStatistics running();

    public final ScaleShift affine() {
        return affine;
    }

    @Override
    public final Shape output() {
        return shape;
    }

    @Override
    public final Pass forward(Batch input, StepContext context) {
        Batch x = input.inRowsOf(shape.channels());
        Batch y = context.batch(x, x.cols());
        if (context.isInference()) {
            ChannelTransform normalizer = inference();
            for (int shard = 0; shard < x.size(); shard++) {
                normalizer.forward(x.shard(shard), y.shard(shard));
            }
            return Pass.inference(y.inRowsOf(shape.size()));
        }
        List<ChannelMoments> own = x.shards().stream().map(ChannelMoments::of).toList();
        ChannelMoments whole = ChannelMoments.agree(own, name, context);
        List<ChannelMoments> moments = local ? own : Collections.nCopies(x.size(), whole);
        List<ChannelTransform> normalizers =
                moments.stream().map(m -> training(m, context)).toList();
        for (int shard = 0; shard < x.size(); shard++) {
            normalizers.get(shard).forward(x.shard(shard), y.shard(shard));
        }
        running().update(whole, context);
        return new Pass(
                y.inRowsOf(shape.size()),
                dy -> back(x, dy.inRowsOf(x.cols()), moments, normalizers, context)
                        .inRowsOf(shape.size()));
    }

    private Batch back(
            Batch x, Batch dy, List<ChannelMoments> moments, List<ChannelTransform> normalizers, StepContext context) {
        List<ChannelSums> own = new ArrayList<>();
        for (int shard = 0; shard < x.size(); shard++) {
            own.add(ChannelSums.of(
                    dy.shard(shard), x.shard(shard), normalizers.get(shard).mean()));
        }
        List<ChannelSums> sums = local ? own : Collections.nCopies(x.size(), ChannelSums.agree(own, name, context));
        affine.gradients(
                context,
                x.size(),
                (shard, into) -> normalizers.get(shard).gradientOfGamma(sums.get(shard), into),
                (shard, into) -> into.copy(sums.get(shard).s1()));
        for (int shard = 0; shard < x.size(); shard++) {
            ChannelTransform normalizer = normalizers.get(shard);
            normalizer.back(dy.shard(shard), x.shard(shard), sums.get(shard), moments.get(shard), epsilon());
        }
        return dy;
    }

    @Override
    public final List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(affine.parameters());
        parameters.addAll(running().parameters());
        return parameters;
    }
}
