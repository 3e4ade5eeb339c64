package org.tare.train;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.tare.nn.optimizer.Schedule;
import org.tare.train.param.NeuralNetworkParams;

/**
 * How the loss goes while the learning rate grows from step to step, from 1e-6 to 10, until it has quadrupled or is not finite
 * (Smith 2017, section 3.3).
 *
 * @param points step after step
 */
// Left to itself, Kryo writes neither records nor lists that do not change.
@DefaultSerializer(JavaSerializer.class)
public record RateCurve(List<Point> points) implements Serializable {
    /**
     * One step.
     *
     * @param rate its learning rate
     * @param loss before it, of its batch
     */
    @DefaultSerializer(JavaSerializer.class)
    public record Point(double rate, double loss) implements Serializable {}

    private static final double LEAST = 1e-6;
    private static final String SCHEDULE = "search(140, factor=1e7)";

    /** How many steps are taken together, whose batches differ. */
    private static final int TOGETHER = 5;

    /** Below the rate of least loss, where the loss is on the point of rising. */
    private static final double MARGIN = 10;

    /**
     * Searches with a stage, which it changes.
     *
     * @param fit trains it and answers the history
     */
    static <S extends NeuralNetworkParams<S>> RateCurve of(S stage, Function<S, List<Epoch>> fit) {
        Schedule schedule = Schedule.parse(SCHEDULE);
        stage.set(stage.learningRate(), LEAST);
        stage.set(stage.schedule(), SCHEDULE);
        stage.set(stage.epochs(), schedule.searchSteps());
        stage.set(stage.patience(), 0);
        stage.set(stage.populationStatistics(), false);
        stage.set(stage.checkpointDir(), "");
        stage.set(stage.resume(), false);
        List<Point> points = new ArrayList<>();
        for (Epoch step : history(stage, fit)) {
            points.add(new Point(LEAST * schedule.factor(step.number() - 1L), step.loss()));
        }
        return new RateCurve(List.copyOf(points));
    }

    private static <S> List<Epoch> history(S stage, Function<S, List<Epoch>> fit) {
        try {
            return fit.apply(stage);
        } catch (TrainingException e) {
            // That the loss overflows is how many a search ends.
            if (e.history().isEmpty()) {
                throw e;
            }
            return e.history();
        }
    }

    /** The same with the means of a few steps each. */
    public RateCurve smoothed() {
        List<Point> means = new ArrayList<>();
        for (int from = 0; from < points.size(); from += TOGETHER) {
            List<Point> some = points.subList(from, Math.min(from + TOGETHER, points.size()));
            double loss = some.stream().mapToDouble(Point::loss).average().orElseThrow();
            means.add(new Point(some.get(some.size() / 2).rate, loss));
        }
        return new RateCurve(means);
    }

    /** A rate to start with: a tenth of that of least loss. */
    public double suggested() {
        return smoothed().points.stream()
                        .min(Comparator.comparingDouble(Point::loss))
                        .orElseThrow()
                        .rate
                / MARGIN;
    }
}
