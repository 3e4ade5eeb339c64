package org.tare.report.plot;

import org.tare.stat.Histogram;
import org.tare.stat.Moments;

/**
 * Which part of the numbers a picture shows: all, or without the outermost half percent on either side where these would take most of
 * the room.
 */
public record PlotRange(double from, double to, double low, double high) {
    private static final double TAIL = 0.005;
    private static final double MOST_ROOM_FOR_TAILS = 1.6;
    private static final double MARGIN = 0.02;

    public static PlotRange of(Histogram histogram) {
        double min = histogram.min();
        double max = histogram.max();
        double low = histogram.quantile(TAIL);
        double high = histogram.quantile(1 - TAIL);
        boolean whole = max - min <= MOST_ROOM_FOR_TAILS * (high - low) || high == low;
        return whole ? around(min, max) : around(low, high);
    }

    public static PlotRange of(Moments moments) {
        return around(moments.min(), moments.max());
    }

    /** With some room beside, so that also one number has a range. */
    public static PlotRange around(double from, double to) {
        double margin = from == to ? Math.max(Math.abs(from) * MARGIN, 0.5) : (to - from) * MARGIN;
        return new PlotRange(from - margin, to + margin, from, to);
    }

    /** Whether it has a length that a double can hold. */
    public boolean isDrawable() {
        return to > from && Double.isFinite(to - from);
    }

    /** Where a number lies between two ends of an axis. */
    public double at(double x, double start, double end) {
        return start + (x - from) / (to - from) * (end - start);
    }
}
