package org.tare.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tare.linalg.Matrix;
import org.tare.nn.Network;

/**
 * How the inputs of the last hidden layer's sigmoids wander while a network learns: the 15th, 50th and 85th percentile over
 * the test rows (figure 1, b and c, of the paper).
 */
final class InputDrift {
    private static final double[] SHARES = {0.15, 0.5, 0.85};

    private final List<TrainingRun> runs;
    private final Map<TrainingRun, List<TrainingRun.LearningCurve>> curves;

    /** @param curves whose looks end with {@link #percentiles} */
    InputDrift(List<TrainingRun> runs, Map<TrainingRun, List<TrainingRun.LearningCurve>> curves) {
        this.runs = runs;
        this.curves = curves;
    }

    /** Three numbers for each unit of the last hidden layer. */
    static double[] percentiles(Network network, Digits.Part rows) {
        String text = network.toString();
        // A network of the first layers alone takes the whole network's state, whose names begin with the layers' numbers.
        Network beginning = Network.parse(text.substring(0, text.lastIndexOf("sigmoid")), network.input(), 0);
        beginning.restore(network.state());
        Matrix inputs = beginning.predict(rows.pixels());
        double[] percentiles = new double[inputs.cols() * SHARES.length];
        double[] column = new double[inputs.rows()];
        for (int unit = 0; unit < inputs.cols(); unit++) {
            for (int row = 0; row < column.length; row++) {
                column[row] = inputs.get(row, unit);
            }
            Arrays.sort(column);
            for (int i = 0; i < SHARES.length; i++) {
                percentiles[unit * SHARES.length + i] = column[(int) (SHARES[i] * (column.length - 1))];
            }
        }
        return percentiles;
    }

    /** How far medians travelled, as a multiple of the final distance between the outer percentiles. */
    List<String> table() {
        List<String> table = new ArrayList<>();
        table.add("");
        table.add("| input of a unit of the last hidden layer | way of its median, in final distances of its 15th and 85th percentile |");
        table.add("|---|---|");
        for (TrainingRun run : runs) {
            double[] ways = curves.get(run).stream()
                    .flatMapToDouble(curve -> IntStream.range(0, units(curve)).mapToDouble(unit -> way(curve, unit)))
                    .toArray();
            table.add("| %s | %.2f |".formatted(run.name(), Race.median(ways)));
        }
        return table;
    }

    private static int units(TrainingRun.LearningCurve curve) {
        return curve.looks().get(0).length / SHARES.length;
    }

    private static int number(int unit, int share) {
        return 1 + unit * SHARES.length + share;
    }

    private static double way(TrainingRun.LearningCurve curve, int unit) {
        double way = 0;
        for (int look = 1; look < curve.looks().size(); look++) {
            way += Math.abs(curve.at(look, number(unit, 1)) - curve.at(look - 1, number(unit, 1)));
        }
        return way / (curve.last(number(unit, 2)) - curve.last(number(unit, 0)));
    }

    /** The first unit of the first seed. */
    void draw(Charts charts) throws IOException {
        for (TrainingRun run : runs) {
            List<TrainingRun.LearningCurve> first = curves.get(run).subList(0, 1);
            charts.write(
                    "Input of one hidden unit, " + run.name(),
                    "step",
                    "15th, 50th, 85th percentile",
                    true,
                    IntStream.range(0, SHARES.length)
                            .mapToObj(i -> TrainingRuns.line("%.0fth".formatted(SHARES[i] * 100), first, number(0, i)))
                            .toList());
        }
    }
}
