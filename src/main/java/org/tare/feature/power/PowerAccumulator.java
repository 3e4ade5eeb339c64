package org.tare.feature.power;

import java.util.ArrayList;
import java.util.List;
import org.tare.stat.Accumulator;
import org.tare.stat.Moments;
import org.tare.stat.MomentsAccumulator;
import org.tare.stat.Weights;

/** The moments of the logarithm and of the five powers of each value; the bits of a value's powers depend on it alone. */
final class PowerAccumulator implements Accumulator<List<Moments>> {
    private static final int BLOCK = 1024;

    private final PowerGrid grid;
    private final List<MomentsAccumulator> sums = new ArrayList<>();
    private final double[][] columns = new double[PowerGrid.SIZE + 1][BLOCK];
    private final double[] powers = new double[PowerGrid.SIZE];

    PowerAccumulator(PowerGrid grid) {
        this.grid = grid;
        for (int i = 0; i <= PowerGrid.SIZE; i++) {
            sums.add(new MomentsAccumulator());
        }
    }

    @Override
    public void add(double[] values, int from, int to) {
        for (int start = from; start < to; start += BLOCK) {
            int end = Math.min(to, start + BLOCK);
            int n = 0;
            for (int i = start; i < end; i++) {
                if (Double.isFinite(values[i])) {
                    evaluate(values[i], n++);
                }
            }
            for (int c = 0; c < columns.length; c++) {
                sums.get(c).add(columns[c], 0, n);
            }
        }
    }

    private void evaluate(double x, int row) {
        double logarithm = grid.logarithm(x);
        grid.values(logarithm, grid.method().mirrors(x, grid.origin()), powers);
        columns[0][row] = logarithm;
        for (int c = 1; c < columns.length; c++) {
            columns[c][row] = powers[c - 1];
        }
    }

    @Override
    public void add(double value, double weight) {
        // A value that is not finite has to fail on a bad weight too.
        evaluate(Double.isFinite(value) ? value : Double.NaN, 0);
        for (int c = 0; c < columns.length; c++) {
            sums.get(c).add(columns[c][0], weight);
        }
    }

    @Override
    public void addZeros(long n) {
        if (isZeroAtZero()) {
            sums.forEach(sum -> sum.addZeros(n));
        } else if (n > 0) {
            add(0, (double) n);
        }
    }

    @Override
    public void add(double value, Weights weights) {
        evaluate(value, 0);
        for (int c = 0; c < columns.length; c++) {
            sums.get(c).add(columns[c][0], weights);
        }
    }

    private boolean isZeroAtZero() {
        return grid.logarithm(0) == 0;
    }

    @Override
    public List<Moments> result() {
        return sums.stream().map(MomentsAccumulator::result).toList();
    }
}
