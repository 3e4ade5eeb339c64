package org.tare.nn.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.tare.linalg.Operand;
import org.tare.linalg.Products;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Channels;
import org.tare.nn.core.Gradients;
import org.tare.nn.core.Initializer;
import org.tare.nn.core.Layer;
import org.tare.nn.core.LayerType;
import org.tare.nn.core.PaddedSteps;
import org.tare.nn.core.Parameter;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;
import org.tare.nn.core.StepPadding;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/**
 * A layer that walks sequences of shape steps x features and keeps a state h of so many units, 0 before the first step. The
 * input part {@code a = W x + b} of all steps is one product; with {@code norm=batchNorm} it is {@code BN(W x)}, normalized over
 * all rows and all observed steps of the global batch before time is walked (Amodei et al. 2015, section 3.2). The recurrent
 * part {@code u = U h + b} follows step by step.
 *
 * <p>A step that is padding leaves the state as it was and enters no statistic. The output is the last state, or with
 * {@code output=all} that after each step, which is 0 where the step is padding.
 */
final class Recurrent implements Layer {
    private static final String ALL = "all";
    private static final Set<String> NORMS = Set.of("batchNorm", "batchRenorm", "layerNorm", "rmsNorm");

    private final Cell cell;
    private final Shape input;
    private final Shape output;
    private final String name;
    private final StepPadding padding;
    private final int units;
    private final Parameter inputWeight;
    private final Parameter recurrentWeight;
    private final Parameter inputBias;
    private final Parameter recurrentBias;
    private final Layer norm;
    private final TimeWalk walk;

    private Recurrent(Arguments arguments, BuildContext context, IntFunction<Cell> cells) {
        name = arguments.term().name();
        input = context.input();
        padding = StepPadding.optional(arguments, input);
        units = arguments.whole("units", 1);
        cell = cells.apply(units);
        boolean all = arguments.choice("output", "last", "last", ALL).equals(ALL);
        output = all ? input.withChannels(units) : Shape.of(units);
        Initializer init = Initializer.read(arguments, context.following());
        int rows = Math.multiplyExact(cell.gates(), units);
        int features = input.channels();
        inputWeight = new Parameter(
                context.name("inputWeight"),
                Parameter.Kind.WEIGHT,
                rows,
                features,
                () -> init.weights(rows, features, features, units, context.random()));
        recurrentWeight = new Parameter(
                context.name("recurrentWeight"),
                Parameter.Kind.WEIGHT,
                rows,
                units,
                () -> init.weights(rows, units, units, units, context.random("recurrentWeight")));
        inputBias = Parameter.row(context.name("inputBias"), Parameter.Kind.OFFSET, rows, 0);
        recurrentBias = Parameter.row(context.name("recurrentBias"), Parameter.Kind.OFFSET, rows, 0);
        Term given = arguments.take("norm", false).orElse(null);
        if (given != null && !NORMS.contains(given.name())) {
            throw given.error(
                    "is not one of " + String.join(", ", NORMS.stream().sorted().toList()));
        }
        norm = given == null ? null : context.layer("norm", given.withoutKey(), Shape.of(rows));
        walk = new TimeWalk(cell, units, all, recurrentWeight, recurrentBias);
    }

    /** The type of a layer of such cells of so many units. */
    static LayerType type(String name, IntFunction<Cell> cells) {
        return new LayerType(name, (arguments, context) -> new Recurrent(arguments, context, cells));
    }

    @Override
    public Shape output() {
        return output;
    }

    @Override
    public Pass forward(Batch sequences, StepContext context) {
        Batch data = sequences.inRowsOf(input.channels());
        List<PackedSteps> packed = data.shards().stream()
                .map(shard -> PackedSteps.of(shard, input.positions(), padding))
                .toList();
        Batch x = context.select(data, packed.stream().map(PackedSteps::places).toList());
        Pass a = inputPart(x, context);
        Batch y = context.batch(sequences, output.size());
        List<TimeWalk.Trace> traces = new ArrayList<>();
        for (int shard = 0; shard < x.size(); shard++) {
            traces.add(walk.forward(packed.get(shard), a.output().shard(shard), y.shard(shard), context));
        }
        Pass.Backward backward = dy -> {
            Batch da = context.batch(x, a.output().cols());
            Batch du = context.batch(x, a.output().cols());
            for (int shard = 0; shard < x.size(); shard++) {
                walk.backward(traces.get(shard), dy.shard(shard), da.shard(shard), du.shard(shard), context);
            }
            Gradients gradients = context.gradients();
            gradients.set(
                    recurrentWeight,
                    (shard, into) -> Products.multiplyLeftTransposed(
                            context.operand(du.shard(shard)),
                            context.operand(traces.get(shard).before()),
                            into));
            gradients.set(recurrentBias, (shard, into) -> Channels.sum(du.shard(shard), into));
            Batch dx = a.backward().apply(da);
            return sequences.isData() ? sequences : unpacked(dx, packed, sequences, context);
        };
        return new Pass(y, backward, a.observations());
    }

    /** {@code W x + b} or {@code norm(W x)}, of all steps at once. */
    private Pass inputPart(Batch x, StepContext context) {
        Operand w = context.operand(inputWeight.value());
        List<Operand> in = context.operands(x);
        Batch product = context.batch(x, w.rows(), context.precision());
        for (int shard = 0; shard < x.size(); shard++) {
            if (norm == null) {
                Channels.fill(product.numbers(shard), inputBias.value());
                Products.addRightTransposed(in.get(shard), w, product.numbers(shard));
            } else {
                Products.multiplyRightTransposed(in.get(shard), w, product.numbers(shard));
            }
        }
        Pass normalized = norm == null ? new Pass(product, da -> da) : norm.forward(product, context);
        Pass.Backward backward = da -> {
            Gradients gradients = context.gradients();
            if (norm == null) {
                gradients.set(inputBias, (shard, into) -> Channels.sum(da.shard(shard), into));
            }
            Batch d = normalized.backward().apply(da);
            List<Operand> out = context.operands(d);
            gradients.set(
                    inputWeight, (shard, into) -> Products.multiplyLeftTransposed(out.get(shard), in.get(shard), into));
            if (x.isData()) {
                return x;
            }
            Batch dx = context.batch(x, w.cols(), context.precision());
            for (int shard = 0; shard < x.size(); shard++) {
                Products.multiply(out.get(shard), w, dx.numbers(shard));
            }
            return dx;
        };
        return new Pass(normalized.output(), backward, normalized.observations());
    }

    /** Each step where it lies in its sequence; padding has no gradient. */
    private static Batch unpacked(Batch dx, List<PackedSteps> packed, Batch sequences, StepContext context) {
        Batch all = context.batch(sequences, sequences.cols());
        Batch steps = all.inRowsOf(dx.cols());
        for (int shard = 0; shard < all.size(); shard++) {
            steps.shard(shard).fill(0);
            packed.get(shard).unpack(dx.shard(shard), steps.shard(shard));
        }
        return all;
    }

    @Override
    public List<Layer> layers() {
        return norm == null ? List.of() : List.of(norm);
    }

    @Override
    public List<PaddedSteps> paddedSteps() {
        return padding.masked() ? List.of(new PaddedSteps(name, input.channels(), padding)) : List.of();
    }

    @Override
    public long numbersPerRow() {
        long ofUnit = 4L * cell.gates() + cell.memory() + 2L * cell.states();
        return input.positions() * (2L * input.channels() + ofUnit * units) + 2L * output.size();
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(List.of(inputWeight, recurrentWeight, recurrentBias));
        if (norm == null) {
            parameters.add(inputBias);
        } else {
            parameters.addAll(norm.parameters());
        }
        return parameters;
    }
}
