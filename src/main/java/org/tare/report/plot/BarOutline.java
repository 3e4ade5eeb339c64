package org.tare.report.plot;

import static org.tare.report.plot.SvgElement.number;

import java.util.List;

/** Bars as one path around them all, as a thousand of them are on a page. */
public final class BarOutline {
    private BarOutline() {}

    /** Bars over a horizontal axis, the heaviest as high as there is room. */
    public static String upward(List<Mass> bars, PlotRange x, double left, double right, double bottom, double height) {
        return upward(bars, most(bars), x, left, right, bottom, height);
    }

    /** The same, this weight being as high as there is room. */
    public static String upward(
            List<Mass> bars, double most, PlotRange x, double left, double right, double bottom, double height) {
        StringBuilder path = new StringBuilder("M" + number(left) + " " + number(bottom));
        double reached = x.from();
        for (Mass bar : bars) {
            if (bar.from() > reached) {
                path.append('V').append(number(bottom));
            }
            path.append('H').append(number(x.at(bar.from(), left, right)));
            path.append('V').append(number(bottom - bar.weight() / most * height));
            path.append('H').append(number(x.at(bar.to(), left, right)));
            reached = bar.to();
        }
        return path.append('V').append(number(bottom)).append('Z').toString();
    }

    /** Bars beside a vertical axis, the heaviest as long as there is room. */
    public static String sideward(List<Mass> bars, PlotRange y, double bottom, double top, double start, double end) {
        double most = most(bars);
        StringBuilder path = new StringBuilder("M" + number(start) + " " + number(bottom));
        double reached = y.from();
        for (Mass bar : bars) {
            if (bar.from() > reached) {
                path.append('H').append(number(start));
            }
            path.append('V').append(number(y.at(bar.from(), bottom, top)));
            path.append('H').append(number(start + bar.weight() / most * (end - start)));
            path.append('V').append(number(y.at(bar.to(), bottom, top)));
            reached = bar.to();
        }
        return path.append('H').append(number(start)).append('Z').toString();
    }

    public static double most(List<Mass> bars) {
        return bars.stream().mapToDouble(Mass::weight).max().orElse(1);
    }
}
