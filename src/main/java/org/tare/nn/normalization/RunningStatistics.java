package org.tare.nn.normalization;

import java.util.List;
import java.util.function.Function;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Parameter;
import org.tare.nn.core.StepContext;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/**
 * What inference normalizes with: averages over the batches of training, which all ranks move alike because they move
 * them by statistics that they agreed on. State, never a gradient.
 */
public final class RunningStatistics {
    private final Parameter mean;
    private final Parameter spread;
    private final Parameter batches;
    private final double momentum;
    private final boolean cumulative;
    private final Function<ChannelMoments, double[]> spreadOf;

    private RunningStatistics(
            BuildContext site,
            String spreadName,
            double momentum,
            boolean cumulative,
            Function<ChannelMoments, double[]> spreadOf) {
        int channels = site.input().channels();
        this.mean = Parameter.row(site.name("runningMean"), Parameter.Kind.STATISTIC, channels, 0);
        this.spread = Parameter.row(site.name(spreadName), Parameter.Kind.STATISTIC, channels, 1);
        this.batches = Parameter.row(site.name("batches"), Parameter.Kind.STATISTIC, 1, 0);
        this.momentum = momentum;
        this.cumulative = cumulative;
        this.spreadOf = spreadOf;
    }

    /**
     * Takes the option {@code momentum}: the weight of the new value, or {@code cumulative} for the mean of all batches.
     *
     * @param spreadName what is kept beside the mean
     * @param spreadOf how that comes from a batch of at least two values
     */
    public static RunningStatistics read(
            Arguments options,
            BuildContext site,
            double otherwise,
            String spreadName,
            Function<ChannelMoments, double[]> spreadOf) {
        Term given = options.take("momentum", false).orElse(null);
        boolean cumulative = given != null && given.name().equals("cumulative");
        double momentum = given == null || cumulative ? otherwise : Arguments.toNumber(given, 0, 1);
        return new RunningStatistics(site, spreadName, momentum, cumulative, spreadOf);
    }

    /** Moves by one batch, or only notes it where the population is being measured. */
    public void update(ChannelMoments batch, StepContext context) {
        if (context.mode() == StepContext.Mode.POPULATION) {
            context.population().merge(this, batch, ChannelMoments::merge);
        } else if (batch.count() > 0) {
            batches.array()[0]++;
            move(batch, cumulative ? 1 / batches.array()[0] : momentum);
        }
    }

    /** Becomes the statistics of these values. */
    public void replace(ChannelMoments population) {
        if (population.count() > 0) {
            move(population, 1);
        }
    }

    private void move(ChannelMoments batch, double weight) {
        move(mean.array(), batch.mean(), weight);
        if (batch.count() > 1) {
            move(spread.array(), spreadOf.apply(batch), weight);
        }
    }

    private static void move(double[] average, double[] value, double weight) {
        for (int c = 0; c < average.length; c++) {
            average[c] = weight == 1 ? value[c] : average[c] + weight * (value[c] - average[c]);
        }
    }

    public double[] mean() {
        return mean.array();
    }

    public double[] spread() {
        return spread.array();
    }

    public List<Parameter> parameters() {
        return List.of(mean, spread, batches);
    }
}
