package org.tare.feature.power;

import java.util.List;
import org.tare.curve.PowerMethod;
import org.tare.stat.Quantiles;

/**
 * The search for the power of the largest likelihood over the buckets of a histogram: exact where each is one value, and
 * near enough for a scan to go on from where not.
 *
 * <p>Five powers at a time: on to where the likelihood rises with twice the step, and closer around a peak with an eighth of
 * it, until the polynomial through the five leaves less than 1e-9 to find.
 */
public final class PowerSearch {
    /** Steps in which a power changes, each times the largest logarithm; the last leaves a fifth order of 1e-12 of a peak's. */
    private static final double FIRST_STEP = 0.5;

    private static final double LAST_STEP = 0.01;

    private static final double FLAT = 1e-150;

    private static final int MOST_GRIDS = 200;

    private final PowerMethod method;
    private final double origin;
    private final PowerBounds bounds;
    private final double[] logarithms;
    private final double[] weights;
    private final boolean[] mirrored;
    private final double largest;

    /** Over these values. */
    public PowerSearch(PowerMethod method, double origin, PowerBounds bounds, Quantiles quantiles) {
        this.method = method;
        this.origin = origin;
        this.bounds = bounds;
        List<Quantiles.Point> points = quantiles.points();
        logarithms = new double[points.size()];
        weights = new double[points.size()];
        mirrored = new boolean[points.size()];
        for (int i = 0; i < weights.length; i++) {
            double x = points.get(i).value();
            logarithms[i] = method.logarithm(x, origin);
            mirrored[i] = method.mirrors(x, origin);
            weights[i] = points.get(i).weight();
        }
        largest = Math.max(
                Math.abs(method.logarithm(quantiles.min(), origin)),
                Math.abs(method.logarithm(quantiles.max(), origin)));
    }

    /** Whether all logarithms are so small that steps of a power would overflow before they show. */
    public boolean isFlat() {
        return largest < FLAT;
    }

    /** The likelihood around its largest value, or where the power is at a bound. */
    public PowerLikelihood peak() {
        double step = FIRST_STEP / largest;
        PowerLikelihood found = at(bounds.nearest(1), step);
        for (int i = 0; i < MOST_GRIDS && !isFound(found); i++) {
            step = found.hasPeak()
                    ? Math.max(found.grid().step() / 8, LAST_STEP / largest)
                    : 2 * found.grid().step();
            found = at(bounds.nearest(found.lambda()), step);
        }
        return found;
    }

    private boolean isFound(PowerLikelihood found) {
        return found.hasPeak() ? found.grid().step() * largest <= LAST_STEP * (1 + 1e-9) : bounds.isAt(found.lambda());
    }

    /** The grid for a scan around a power that is nearly known. */
    public PowerGrid around(double lambda) {
        return bounds.within(new PowerGrid(method, origin, lambda, LAST_STEP / largest));
    }

    private PowerLikelihood at(double lambda, double step) {
        PowerGrid grid = bounds.within(new PowerGrid(method, origin, lambda, step));
        double[][] powers = new double[weights.length][PowerGrid.SIZE];
        double[] scale = new double[PowerGrid.SIZE];
        double[] sums = new double[PowerGrid.SIZE];
        double weight = 0;
        double meanLogarithm = 0;
        for (int i = 0; i < weights.length; i++) {
            grid.values(logarithms[i], mirrored[i], powers[i]);
            weight += weights[i];
            meanLogarithm += weights[i] * logarithms[i];
            for (int k = 0; k < PowerGrid.SIZE; k++) {
                scale[k] = Math.max(scale[k], Math.abs(powers[i][k]));
            }
        }
        double[] squares = new double[PowerGrid.SIZE];
        for (int k = 0; k < PowerGrid.SIZE; k++) {
            for (int i = 0; i < weights.length; i++) {
                sums[k] += weights[i] / weight * (powers[i][k] / scale[k]);
            }
            for (int i = 0; i < weights.length; i++) {
                double off = powers[i][k] / scale[k] - sums[k];
                squares[k] += weights[i] / weight * off * off;
            }
            sums[k] *= scale[k];
            squares[k] = Math.sqrt(squares[k]) * scale[k];
        }
        return new PowerLikelihood(grid, meanLogarithm / weight, sums, squares);
    }
}
