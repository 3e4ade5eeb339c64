package org.tare.report.plot;

import j2html.tags.ContainerTag;

/** An element of a picture. */
public final class SvgElement extends ContainerTag<SvgElement> {
    /** How wide a letter of a label is. */
    public static final double LETTER = 5.4;

    private static final double OVERHANG = 6;

    private SvgElement(String name) {
        super(name);
    }

    /** A picture of this size in its own units, as wide as there is room. */
    public static SvgElement picture(double width, double height, String description) {
        return new SvgElement("svg")
                .attr("viewBox", "0 0 " + number(width) + " " + number(height))
                .attr("role", "img")
                .attr("aria-label", description);
    }

    public static SvgElement of(String name, String kind) {
        return kind.isEmpty() ? new SvgElement(name) : new SvgElement(name).attr("class", kind);
    }

    public static SvgElement path(String kind, String steps) {
        return of("path", kind).attr("d", steps);
    }

    public static SvgElement line(String kind, double x1, double y1, double x2, double y2) {
        return path(kind, "M" + number(x1) + " " + number(y1) + "L" + number(x2) + " " + number(y2));
    }

    public static SvgElement text(String kind, double x, double y, String text) {
        return of("text", kind).attr("x", number(x)).attr("y", number(y)).withText(text);
    }

    /** Adds a horizontal axis with its labels, none of which hangs far over an end. */
    public static void axis(SvgElement svg, PlotRange x, double left, double right, double y) {
        svg.with(line("axis", left, y, right, y));
        for (Ticks.Tick tick : Ticks.of(x.from(), x.to(), right - left, LETTER)) {
            double at = x.at(tick.value(), left, right);
            double half = tick.label().length() * LETTER / 2;
            svg.with(line("axis", at, y, at, y + 3));
            if (at + half > right + OVERHANG) {
                svg.with(text("end", right + OVERHANG, y + 12, tick.label()));
            } else if (at - half < left - OVERHANG) {
                svg.with(text("", left - OVERHANG, y + 12, tick.label()));
            } else {
                svg.with(text("middle", at, y + 12, tick.label()));
            }
        }
    }

    /** A tenth of a unit is more than a screen shows. */
    public static String number(double value) {
        double tenths = Math.rint(value * 10) / 10;
        return tenths == Math.rint(tenths) ? Long.toString((long) tenths) : Double.toString(tenths);
    }
}
