package org.tare.report.plot;

import static org.tare.report.plot.SvgElement.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tare.curve.Curve;

/** A curve as a picture draws it: points so near each other that nobody sees the lines between them. */
public final class CurveSteps {
    private static final int POINTS = 120;

    private final List<double[]> points;

    private CurveSteps(List<double[]> points) {
        this.points = points;
    }

    /** The curve over a range; nothing where it has no finite value there. */
    public static Optional<CurveSteps> of(Curve curve, PlotRange x) {
        List<double[]> points = new ArrayList<>();
        // Beside the values a power or logarithm may fall steeply, and beside the only one there is the picture's
        // margin.
        double low = x.low() < x.high() ? x.low() : x.from();
        double high = x.low() < x.high() ? x.high() : x.to();
        for (int i = 0; i <= POINTS; i++) {
            double at = i == POINTS ? high : low + (high - low) * i / POINTS;
            double y = curve.apply(at);
            if (Double.isFinite(y)) {
                points.add(new double[] {at, y});
            }
        }
        CurveSteps steps = new CurveSteps(points);
        return points.isEmpty() || !steps.range().isDrawable() ? Optional.empty() : Optional.of(steps);
    }

    /** From its least value to its greatest. */
    public PlotRange range() {
        double least = points.stream().mapToDouble(point -> point[1]).min().orElseThrow();
        double greatest = points.stream().mapToDouble(point -> point[1]).max().orElseThrow();
        return PlotRange.around(least, greatest);
    }

    /** The line between two corners of a picture; a point on the way of the line before is left out. */
    public String path(PlotRange x, double left, double right, double bottom, double top) {
        PlotRange y = range();
        List<double[]> kept = new ArrayList<>();
        for (double[] point : points) {
            double[] at = {x.at(point[0], left, right), y.at(point[1], bottom, top)};
            int last = kept.size() - 1;
            if (last > 0 && isBetween(kept.get(last - 1), kept.get(last), at)) {
                kept.remove(last);
            }
            kept.add(at);
        }
        StringBuilder path = new StringBuilder();
        for (double[] at : kept) {
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(number(at[0]))
                    .append(' ')
                    .append(number(at[1]));
        }
        return path.toString();
    }

    private static boolean isBetween(double[] a, double[] b, double[] c) {
        double line = a[1] + (c[1] - a[1]) * (b[0] - a[0]) / (c[0] - a[0]);
        return Math.abs(line - b[1]) < 0.05;
    }
}
