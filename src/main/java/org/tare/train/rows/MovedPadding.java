package org.tare.train.rows;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tare.nn.core.PaddedSteps;
import org.tare.nn.core.StepPadding;
import org.tare.spark.cluster.JavaBytes;
import org.tare.spark.plan.ConstantRow;
import org.tare.spark.plan.Plans;

/** Padding that a stage before the network made other numbers of, as a scaler does that centers: no layer knows it any longer. */
public final class MovedPadding implements Serializable {
    private static final long serialVersionUID = 1L;

    private final PaddedSteps steps;
    private final double before;
    private final double[] after;

    /**
     * @param before what all numbers of padding were
     * @param after what the stages made of a row all of whose numbers were that
     */
    private MovedPadding(PaddedSteps steps, double before, double[] after) {
        this.steps = steps;
        this.before = before;
        this.after = after;
    }

    /**
     * Looks for padding that was moved, in the rows to train on.
     *
     * @param warn is told of a layer that leaves out padding without having been told that there is some
     * @throws IllegalArgumentException if a layer was told
     */
    public static void check(
            Dataset<?> data, TableColumns columns, int features, List<PaddedSteps> layers, Consumer<String> warn) {
        Dataset<Row> rows = columns.select(data);
        for (PaddedSteps steps : layers) {
            StepPadding padding = steps.padding();
            DoubleStream.of(padding.value(), 0)
                    .distinct()
                    .boxed()
                    .flatMap(before -> ConstantRow.of(rows.select("features"), before, features).stream()
                            .map(after -> new MovedPadding(steps, before, after)))
                    .map(moved -> moved.sentence(rows))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(sentence -> {
                        if (padding.declared()) {
                            throw new IllegalArgumentException(sentence);
                        }
                        warn.accept(sentence);
                    });
        }
    }

    private Optional<String> sentence(Dataset<Row> rows) {
        double[] padding = padding();
        int first = IntStream.range(0, after.length)
                .filter(i -> after[i] != padding[i])
                .findFirst()
                .orElse(-1);
        if (first < 0) {
            return Optional.empty();
        }
        Count count =
                Plans.rows(rows)
                        .mapPartitions(
                                part -> List.of(JavaBytes.of(count(part))).iterator())
                        .collect()
                        .stream()
                        .map(bytes -> JavaBytes.read(bytes, Count.class))
                        .reduce(new Count(0, 0), Count::plus);
        if (count.known > 0 || count.moved == 0) {
            return Optional.empty();
        }
        return Optional.of("The layer " + steps.layer() + " takes for padding a step all of whose numbers are "
                + steps.padding().value() + ", but a stage before the network made " + after[first] + " of " + before
                + " in feature " + first + ", so that it misses " + count.moved
                + (count.moved == 1 ? " such step" : " such steps")
                + "; scale without centering, as MaxAbsScaler does, or pad after scaling"
                + (steps.padding().declared() ? "" : ", or set masked=false if these are no padding") + ".");
    }

    private double[] padding() {
        double[] padding = new double[after.length];
        Arrays.fill(padding, steps.padding().value());
        return padding;
    }

    /**
     * Of the steps that the stages moved, how many the layer knows, whose padding was another number before, and how many are as
     * padding has become.
     */
    private record Count(long known, long moved) implements Serializable {
        Count plus(Count other) {
            return new Count(known + other.known, moved + other.moved);
        }
    }

    private Count count(Iterator<InternalRow> rows) {
        double[] padding = padding();
        int[] movedSteps = IntStream.range(0, after.length / steps.features())
                .filter(step -> !isAlike(step, after, padding))
                .toArray();
        long known = 0;
        long moved = 0;
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            if (SelectedRow.weight(row) > 0) {
                double[] features = SelectedRow.features(row);
                known += alike(movedSteps, features, padding);
                moved += alike(movedSteps, features, after);
            }
        }
        return new Count(known, moved);
    }

    private long alike(int[] movedSteps, double[] features, double[] other) {
        return Arrays.stream(movedSteps)
                .filter(step -> isAlike(step, features, other))
                .count();
    }

    private boolean isAlike(int step, double[] features, double[] other) {
        return IntStream.range(step * steps.features(), (step + 1) * steps.features())
                .allMatch(i -> features[i] == other[i]);
    }
}
