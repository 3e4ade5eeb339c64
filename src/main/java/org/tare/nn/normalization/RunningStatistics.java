package org.tare.nn.normalization;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Observation;
import org.tare.nn.core.Outlook;
import org.tare.nn.core.Parameter;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/**
 * What inference normalizes with: averages over the batches of training, which all ranks move alike because they move
 * them by statistics that they agreed on. State, never a gradient.
 */
final class RunningStatistics {
    /** Averages that hold no more than this of the values they started with have arrived. */
    private static final double SETTLED = 0.05;

    private final Parameter mean;
    private final Parameter spread;
    private final Parameter batches;
    private final double momentum;
    private final boolean cumulative;
    private final boolean averageFirst;
    private final Function<ChannelMoments, double[]> spreadOf;

    /**
     * Takes the options {@code momentum}: the weight of the new value, or {@code cumulative} for the mean of all batches; and
     * {@code averageFirst}: whether the weight of the t-th batch is 1/t at least, so that the averages arrive at once.
     *
     * @param otherwise the momentum where none is given
     * @param spreadName what is kept beside the mean
     * @param spreadOf how that comes from a batch
     */
    RunningStatistics(
            Arguments arguments,
            BuildContext context,
            double otherwise,
            String spreadName,
            Function<ChannelMoments, double[]> spreadOf) {
        Term given = arguments.take("momentum", false).orElse(null);
        int channels = context.input().channels();
        this.mean = Parameter.row(context.name("runningMean"), Parameter.Kind.STATISTIC, channels, 0);
        this.spread = Parameter.row(context.name(spreadName), Parameter.Kind.STATISTIC, channels, 1);
        this.batches = Parameter.row(context.name("batches"), Parameter.Kind.STATISTIC, 1, 0);
        this.cumulative = given != null && given.name().equals("cumulative");
        this.momentum = given == null || cumulative ? otherwise : Arguments.toNumber(given, 0, 1);
        this.averageFirst = arguments.flag("averageFirst", false);
        this.spreadOf = spreadOf;
    }

    /** The moments of one batch, which these statistics can move by. */
    Observation observation(ChannelMoments batch) {
        return new Observed(this, batch);
    }

    private record Observed(RunningStatistics running, ChannelMoments moments) implements Observation {
        @Override
        public Observation merge(Observation other) {
            return new Observed(running, moments.merge(((Observed) other).moments));
        }

        @Override
        public void update() {
            if (moments.count() > 0) {
                running.move(moments, running.weight(++running.batches.array()[0]));
            }
        }

        @Override
        public void replace() {
            if (moments.count() > 0) {
                running.move(moments, 1);
            }
        }
    }

    private double weight(double batch) {
        double mean = 1 / batch;
        return cumulative ? mean : averageFirst ? Math.max(momentum, mean) : momentum;
    }

    List<String> warnings(String layer, Outlook outlook) {
        if (areFrozen()) {
            return List.of();
        }
        double all = batches.array()[0] + outlook.steps();
        double start = cumulative || averageFirst ? 0 : Math.pow(1 - momentum, all);
        return start <= SETTLED || outlook.measuresPopulation()
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "After %.0f batches, %.0f %% of the running averages of %s, by which inference goes, are still the values "
                                + "they started with; set populationStatistics to true, or its option averageFirst=true, or "
                                + "take more steps.",
                        all,
                        100 * start,
                        layer));
    }

    /** A single value has no spread, and leaves that as it is. */
    private void move(ChannelMoments batch, double weight) {
        double[] means = batch.mean();
        double[] spreads = spreadOf.apply(batch);
        for (int c = 0; c < means.length; c++) {
            move(mean.array(), c, means[c], weight);
            if (batch.tellsSpread()) {
                move(spread.array(), c, spreads[c], weight);
            }
        }
    }

    private static void move(double[] averages, int c, double value, double weight) {
        averages[c] = weight == 1 ? value : averages[c] + weight * (value - averages[c]);
    }

    /** Whether a training leaves them as they are, and normalizes by them. */
    boolean areFrozen() {
        return mean.isFrozen();
    }

    double[] mean() {
        return mean.array();
    }

    double[] spread() {
        return spread.array();
    }

    List<Parameter> parameters() {
        return List.of(mean, spread, batches);
    }
}
