package org.tare.report.plot;

import java.util.ArrayList;
import java.util.List;
import org.tare.curve.Curve;
import org.tare.stat.Moments;
import org.tare.stat.Quantiles;
import org.tare.stat.ValueRange;

/**
 * A weight spread evenly over a range of numbers.
 *
 * @param from its lower end
 * @param to its upper end; the same for a weight on one number
 * @param weight how much
 */
public record Mass(double from, double to, double weight) {
    /** More steps than this between the least value and the greatest are no grid that a picture shows. */
    private static final double FINEST_GRID = 5000;

    /** So few values stand apart as bars of their own. */
    private static final int APART = 12;

    /**
     * The buckets of a distribution. Values on a grid, such as whole numbers, are as wide as its step, or bars that hold three of
     * them beside others that hold two would look like a pattern in the data.
     */
    public static List<Mass> of(Quantiles quantiles, PlotRange range) {
        double half = halfStep(quantiles);
        if (isFew(quantiles)) {
            half = half == 0 ? (range.to() - range.from()) / 100 : 0.8 * half;
        }
        List<Mass> masses = new ArrayList<>(quantiles.buckets());
        for (int i = 0; i < quantiles.buckets(); i++) {
            ValueRange bucket = quantiles.bucket(i);
            masses.add(new Mass(bucket.least() - half, bucket.greatest() + half, quantiles.bucketWeight(i)));
        }
        return masses;
    }

    /** Whether each value has a bar of its own. */
    public static boolean isFew(Quantiles quantiles) {
        return quantiles.isExact() && quantiles.buckets() <= APART;
    }

    private static double halfStep(Quantiles quantiles) {
        double step = Double.POSITIVE_INFINITY;
        for (int i = 1; i < quantiles.buckets(); i++) {
            step = Math.min(
                    step, quantiles.bucket(i).least() - quantiles.bucket(i - 1).greatest());
        }
        boolean isGrid = quantiles.isExact() && (quantiles.max() - quantiles.min()) / step < FINEST_GRID;
        return isGrid && Double.isFinite(step) ? step / 2 : 0;
    }

    /** What becomes of masses by a curve, and of missing values where it fills them in. */
    public static List<Mass> through(Curve curve, List<Mass> masses, Moments moments) {
        List<Mass> scaled = new ArrayList<>(masses.size() + 1);
        for (Mass mass : masses) {
            double a = curve.apply(mass.from);
            double b = curve.apply(mass.to);
            if (!Double.isFinite(a) || !Double.isFinite(b)) {
                // Beside the least value of a power or logarithm there may be nothing.
                a = curve.apply(mass.from / 2 + mass.to / 2);
                b = a;
            }
            if (Double.isFinite(a)) {
                scaled.add(new Mass(Math.min(a, b), Math.max(a, b), mass.weight));
            }
        }
        double filled = curve.apply(Double.NaN);
        if (Double.isFinite(filled) && moments.missing() > 0) {
            scaled.add(new Mass(filled, filled, moments.missing()));
        }
        return scaled;
    }

    /** The same between two ends, collected in bars of equal width. */
    public static List<Mass> bars(List<Mass> masses, double from, double to, int n) {
        double[] bars = new double[n];
        double width = (to - from) / n;
        for (Mass mass : masses) {
            double first = (mass.from - from) / width;
            double last = (mass.to - from) / width;
            if (last < 0 || first > n) {
                continue;
            }
            int low = (int) Math.max(0, Math.min(n - 1, Math.floor(first)));
            int high = (int) Math.max(low, Math.min(n - 1, Math.ceil(last) - 1));
            double span = last - first;
            for (int i = low; i <= high; i++) {
                double part = span > 0 ? (Math.min(i + 1, last) - Math.max(i, first)) / span : 1;
                bars[i] += mass.weight * Math.max(0, part);
            }
        }
        List<Mass> collected = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            collected.add(new Mass(from + i * width, from + (i + 1) * width, bars[i]));
        }
        return collected;
    }
}
