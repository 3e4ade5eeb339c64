package org.tare.nn.layer;

import java.util.ArrayList;
import java.util.List;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Layer;
import org.tare.nn.core.LayerType;
import org.tare.nn.core.Observation;
import org.tare.nn.core.Outlook;
import org.tare.nn.core.PaddedSteps;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;
import org.tare.nn.core.StepPadding;
import org.tare.nn.text.Arguments;

/**
 * Layers over sequences with padding: they see one step a row, and of each sequence only the steps that were observed. So a
 * batch normalization in here has its moments over batch and time, and padding enters neither its sums nor its counts (Amodei
 * et al. 2015, section 3.2).
 *
 * <p>Padding is a step all of whose numbers are the padding's value, as Keras's {@code Masking} has it; what becomes of it is
 * 0, and so is its gradient.
 */
final class Masked implements Layer {
    static final LayerType TYPE = new LayerType("masked", Masked::new, LayerType.Trait.CONTAINS_LAYERS);

    private final Shape input;
    private final Layer inner;
    private final StepPadding padding;
    private final String name;
    private boolean sawPadding;

    private Masked(Arguments arguments, BuildContext context) {
        name = arguments.term().name();
        input = context.input();
        padding = StepPadding.of(arguments, input);
        inner = context.block(arguments.layers(), Shape.of(input.channels()));
        if (Auxiliary.isIn(inner)) {
            throw arguments.error("sees steps one by one, of which an auxiliary head has no label; put it outside");
        }
    }

    @Override
    public Shape output() {
        return Shape.of(input.positions(), inner.output().size());
    }

    @Override
    public Pass forward(Batch x, StepContext context) {
        Batch steps = x.inRowsOf(input.channels());
        List<int[]> observed = steps.shards().stream().map(padding::observed).toList();
        Pass pass = inner.forward(context.select(steps, observed), context);
        Batch y = spread(pass.output(), observed, steps, context);
        Pass.Backward backward = dy -> {
            Batch dx = pass.backward()
                    .apply(context.select(dy.inRowsOf(inner.output().size()), observed));
            return x.isData() ? x : spread(dx, observed, steps, context).inRowsOf(input.size());
        };
        List<Observation> observations = new ArrayList<>(pass.observations());
        observations.add(new Padding(this, observed(observed) < steps.rows()));
        return new Pass(y.inRowsOf(output().size()), backward, observations);
    }

    private static long observed(List<int[]> steps) {
        return steps.stream().mapToLong(shard -> shard.length).sum();
    }

    /** Whether there was any; for the warning alone, and on this rank alone. */
    private record Padding(Masked layer, boolean seen) implements Observation {
        @Override
        public Observation merge(Observation other) {
            return new Padding(layer, seen || ((Padding) other).seen);
        }

        @Override
        public void update() {
            layer.sawPadding |= seen;
        }

        @Override
        public void replace() {}
    }

    @Override
    public List<String> warnings(Outlook outlook) {
        List<String> warnings = new ArrayList<>(inner.warnings(outlook));
        if (!sawPadding) {
            warnings.add(
                    "The layer " + name + " has seen no padding, a step all of whose numbers are " + padding.value()
                            + ", so it leaves nothing out; where a scaler before it moved the padding, scale without centering, or"
                            + " set its option value.");
        }
        return warnings;
    }

    @Override
    public List<PaddedSteps> paddedSteps() {
        return List.of(new PaddedSteps(name, input.channels(), padding));
    }

    /** @param like has as many rows as there are steps, padding included */
    private static Batch spread(Batch rows, List<int[]> observed, Batch like, StepContext context) {
        Batch steps = context.batch(like, rows.cols());
        for (int shard = 0; shard < steps.size(); shard++) {
            steps.shard(shard).fill(0);
            int[] numbers = observed.get(shard);
            for (int row = 0; row < numbers.length; row++) {
                steps.shard(shard)
                        .rows(numbers[row], numbers[row] + 1)
                        .copy(rows.shard(shard).rows(row, row + 1));
            }
        }
        return steps;
    }

    @Override
    public long numbersPerRow() {
        int steps = input.positions();
        return steps * inner.numbersPerRow() + 2L * (input.size() + output().size());
    }

    @Override
    public List<Layer> layers() {
        return List.of(inner);
    }
}
