package org.tare.report;

import static org.tare.report.plot.SvgElement.number;

import java.util.List;
import java.util.Optional;
import org.tare.report.plot.BarOutline;
import org.tare.report.plot.CurveSteps;
import org.tare.report.plot.Mass;
import org.tare.report.plot.NumberText;
import org.tare.report.plot.PlotRange;
import org.tare.report.plot.SvgElement;
import org.tare.report.plot.Ticks;
import org.tare.stat.Histogram;

/**
 * The picture of one feature: its histogram below, and where it is scaled the curve above it and the histogram of the results
 * beside that, so that the eye can follow a value up to the curve and over to what becomes of it.
 */
final class FeaturePicture {
    private static final double WIDTH = 320;
    private static final double LEFT = 46;
    private static final double RIGHT = 250;
    private static final double END = 312;
    private static final double TOP = 8;
    private static final double CURVE_HEIGHT = 122;
    private static final double BARS_HEIGHT = 44;
    private static final double GAP = 4;

    /** Above the bars: room for the shares of the tails, which would lie over them. */
    private static final double TAILS = 13;

    private static final int BARS = 51;
    private static final int RESULT_BARS = 30;
    private static final double LABELS = 14;

    private final FeatureView feature;
    private final String id;
    private final PlotRange x;
    private final Optional<CurveSteps> curve;
    private final double left;
    private final double right;
    private final double bottom;
    private final double height;

    private FeaturePicture(FeatureView feature, String id, PlotRange x) {
        this.feature = feature;
        this.id = id;
        this.x = x;
        curve = feature.curve().flatMap(known -> CurveSteps.of(known, x));
        boolean hasBars = feature.histogram().isPresent();
        left = curve.isPresent() ? LEFT : WIDTH - END;
        right = curve.isPresent() && hasBars ? RIGHT : END;
        height = !hasBars ? 0 : curve.isPresent() ? BARS_HEIGHT : 2 * BARS_HEIGHT;
        bottom = TOP + (curve.isPresent() ? CURVE_HEIGHT : 0) + (hasBars ? TAILS : GAP) + height;
    }

    /**
     * The picture of a feature; nothing where there is none to draw, no values are known, or they range beyond what a double can
     * measure.
     *
     * @param id of the histogram in the page
     */
    static Optional<FeaturePicture> of(FeatureView feature, String id) {
        if (feature.moments().count() == 0) {
            return Optional.empty();
        }
        Optional<Histogram> histogram = feature.histogram().filter(known -> !known.isEmpty());
        PlotRange x = histogram.map(PlotRange::of).orElse(PlotRange.of(feature.moments()));
        FeaturePicture picture = new FeaturePicture(feature, id, x);
        return x.isDrawable() && (histogram.isPresent() || picture.curve.isPresent())
                ? Optional.of(picture)
                : Optional.empty();
    }

    SvgElement draw() {
        SvgElement svg = SvgElement.picture(WIDTH, bottom + LABELS + 2, "Distribution of " + feature.told());
        curve.ifPresent(steps -> drawCurve(svg, steps));
        feature.histogram().ifPresent(histogram -> drawBars(svg, histogram));
        SvgElement.axis(svg, x, left, right, bottom);
        return svg;
    }

    /** The histogram alone, which is in the page only once. */
    Optional<SvgElement> thumbnail() {
        return feature.histogram()
                .map(known -> frame("thumb").with(SvgElement.of("use", "").attr("href", "#" + id)));
    }

    /** The histogram alone, of a feature whose picture is not in the page; both classes are empty where that has no style. */
    Optional<SvgElement> alone(String frame, String bars) {
        return feature.histogram().map(histogram -> frame(frame).with(SvgElement.path(bars, outline(histogram))));
    }

    private SvgElement frame(String kind) {
        return SvgElement.of("svg", kind)
                .attr(
                        "viewBox",
                        number(left) + " " + number(bottom - height) + " " + number(right - left) + " "
                                + number(height))
                .attr("preserveAspectRatio", "none")
                .attr("aria-hidden", "true");
    }

    private String outline(Histogram histogram) {
        List<Mass> masses = Mass.of(histogram.quantiles(), x);
        List<Mass> bars = Mass.isFew(histogram.quantiles()) ? masses : Mass.bars(masses, x.from(), x.to(), BARS);
        return BarOutline.upward(bars, x, left, right, bottom, height);
    }

    private void drawBars(SvgElement svg, Histogram histogram) {
        svg.with(SvgElement.path("before", outline(histogram)).withId(id));
        double median = x.at(histogram.quantile(0.5), left, right);
        svg.with(SvgElement.line("median", median, bottom - height - (curve.isPresent() ? TAILS : 0), median, bottom));
        double below = histogram.cdf(Math.nextDown(x.from()));
        double above = 1 - histogram.cdf(x.to());
        double top = bottom - height - 3;
        if (below > 0) {
            svg.with(SvgElement.text("tail", left + 1, top, "◂ " + NumberText.percent(below)));
        }
        if (above > 0) {
            svg.with(SvgElement.text("tail end", right - 1, top, NumberText.percent(above) + " ▸"));
        }
    }

    private void drawCurve(SvgElement svg, CurveSteps steps) {
        double foot = TOP + CURVE_HEIGHT;
        PlotRange y = steps.range();
        svg.with(SvgElement.of("rect", "panel")
                .attr("x", number(left))
                .attr("y", number(TOP))
                .attr("width", number(right - left))
                .attr("height", number(CURVE_HEIGHT)));
        for (Ticks.Tick tick : Ticks.of(y.from(), y.to(), CURVE_HEIGHT, SvgElement.LETTER)) {
            double at = y.at(tick.value(), foot, TOP);
            svg.with(SvgElement.line("grid", left, at, right, at));
            svg.with(SvgElement.text("end", left - 3, at + 3.5, tick.label()));
        }
        feature.histogram().ifPresent(histogram -> {
            List<Mass> scaled =
                    Mass.through(feature.curve().orElseThrow(), Mass.of(histogram.quantiles(), x), feature.moments());
            boolean apart =
                    Mass.isFew(histogram.quantiles()) && feature.moments().missing() == 0;
            List<Mass> bars = apart ? scaled : Mass.bars(scaled, y.from(), y.to(), RESULT_BARS);
            svg.with(SvgElement.path("after", BarOutline.sideward(bars, y, foot, TOP, right + GAP, END)));
            double median = histogram.quantile(0.5);
            double result = feature.curve().orElseThrow().apply(median);
            if (Double.isFinite(result)) {
                double across = x.at(median, left, right);
                double up = y.at(result, foot, TOP);
                svg.with(SvgElement.path(
                        "median", "M" + number(across) + " " + number(foot) + "V" + number(up) + "H" + number(END)));
            }
        });
        svg.with(SvgElement.path("curve", steps.path(x, left, right, foot, TOP)));
    }
}
