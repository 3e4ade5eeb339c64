package org.tare.report.plot;

import static j2html.TagCreator.each;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.span;
import static org.tare.report.plot.SvgElement.number;

import j2html.tags.DomContent;
import java.util.List;
import java.util.stream.DoubleStream;

/** Numbers by epoch. */
public final class LineChart {
    private static final double WIDTH = 340;
    private static final double LEFT = 44;
    private static final double RIGHT = 330;
    private static final double TOP = 8;
    private static final double BOTTOM = 176;

    /** Numbers of one kind, NaN where there is none. */
    public record Line(String name, String kind, List<Double> values) {
        DoubleStream known() {
            return values.stream().mapToDouble(value -> value).filter(Double::isFinite);
        }
    }

    private LineChart() {}

    public static DomContent of(String what, List<Line> lines) {
        List<Line> known = lines.stream()
                .filter(line -> line.known().findAny().isPresent())
                .toList();
        if (known.isEmpty()) {
            return each();
        }
        int epochs = known.get(0).values.size();
        PlotRange x = epochs == 1 ? new PlotRange(0.5, 1.5, 1, 1) : new PlotRange(1, epochs, 1, epochs);
        PlotRange y = PlotRange.around(
                known.stream().flatMapToDouble(Line::known).min().orElseThrow(),
                known.stream().flatMapToDouble(Line::known).max().orElseThrow());
        SvgElement svg = SvgElement.picture(WIDTH, BOTTOM + 20, what);
        for (Ticks.Tick tick : Ticks.of(y.from(), y.to(), BOTTOM - TOP, SvgElement.LETTER)) {
            double at = y.at(tick.value(), BOTTOM, TOP);
            svg.with(SvgElement.line("grid", LEFT, at, RIGHT, at));
            svg.with(SvgElement.text("end", LEFT - 4, at + 3.5, tick.label()));
        }
        svg.with(SvgElement.line("axis", LEFT, BOTTOM, RIGHT, BOTTOM));
        for (Ticks.Tick tick : Ticks.of(x.from(), x.to(), RIGHT - LEFT, SvgElement.LETTER)) {
            if (tick.value() == Math.rint(tick.value())) {
                svg.with(SvgElement.text("middle", x.at(tick.value(), LEFT, RIGHT), BOTTOM + 13, tick.label()));
            }
        }
        known.forEach(line -> svg.with(SvgElement.path(line.kind, steps(line, x, y))));
        return figure(
                svg,
                figcaption()
                        .withText(what + " by epoch")
                        .with(each(known, line -> span(line.name).withClass("key " + line.kind))));
    }

    private static String steps(Line line, PlotRange x, PlotRange y) {
        StringBuilder path = new StringBuilder();
        boolean isBroken = true;
        for (int i = 0; i < line.values.size(); i++) {
            double value = line.values.get(i);
            if (Double.isFinite(value)) {
                path.append(isBroken ? 'M' : 'L')
                        .append(number(x.at(i + 1.0, LEFT, RIGHT)))
                        .append(' ')
                        .append(number(y.at(value, BOTTOM, TOP)));
            }
            isBroken = !Double.isFinite(value);
        }
        // A single epoch is a point, which a line of no length is not.
        return line.values.size() == 1 ? path + "h1" : path.toString();
    }
}
