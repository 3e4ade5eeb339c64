package org.tare.report;

import static org.tare.report.plot.SvgElement.number;

import java.util.List;
import java.util.Optional;
import org.tare.report.plot.BarOutline;
import org.tare.report.plot.Mass;
import org.tare.report.plot.PlotRange;
import org.tare.report.plot.SvgElement;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.Histogram;

/** What was, filled, and what is, as a line, over one axis and each in parts of its own weight. */
final class ComparisonPicture {
    private static final double LEFT = 8;
    private static final double RIGHT = 312;
    private static final double TOP = 8;
    private static final double BOTTOM = 104;
    private static final int BARS = 51;

    private final Histogram reference;
    private final Histogram current;
    private final PlotRange x;
    private final String id;

    private ComparisonPicture(Histogram reference, Histogram current, PlotRange x, String id) {
        this.reference = reference;
        this.current = current;
        this.x = x;
        this.id = id;
    }

    /** The picture, where both have histograms with values. */
    static Optional<ComparisonPicture> of(FeatureComparison feature, String id) {
        Optional<Histogram> was = histogram(feature.reference());
        Optional<Histogram> is = histogram(feature.current());
        if (was.isEmpty() || is.isEmpty()) {
            return Optional.empty();
        }
        PlotRange a = PlotRange.of(was.get());
        PlotRange b = PlotRange.of(is.get());
        PlotRange x = PlotRange.around(Math.min(a.low(), b.low()), Math.max(a.high(), b.high()));
        return x.isDrawable() ? Optional.of(new ComparisonPicture(was.get(), is.get(), x, id)) : Optional.empty();
    }

    private static Optional<Histogram> histogram(FeatureStatistics feature) {
        return Optional.ofNullable(feature).flatMap(Histograms::of).filter(known -> !known.isEmpty());
    }

    SvgElement draw() {
        SvgElement svg = SvgElement.picture(RIGHT + LEFT, BOTTOM + 16, "Distribution before and now");
        List<Mass> was = bars(reference);
        List<Mass> is = bars(current);
        double most = Math.max(BarOutline.most(was), BarOutline.most(is));
        svg.with(SvgElement.of("g", "")
                .withId(id)
                .with(SvgElement.path("before", BarOutline.upward(was, most, x, LEFT, RIGHT, BOTTOM, BOTTOM - TOP)))
                .with(SvgElement.path("ghost", BarOutline.upward(is, most, x, LEFT, RIGHT, BOTTOM, BOTTOM - TOP))));
        SvgElement.axis(svg, x, LEFT, RIGHT, BOTTOM);
        return svg;
    }

    private List<Mass> bars(Histogram histogram) {
        boolean few = Mass.isFew(reference.quantiles()) && Mass.isFew(current.quantiles());
        List<Mass> masses = Mass.of(histogram.quantiles(), x);
        List<Mass> bars = few ? masses : Mass.bars(masses, x.from(), x.to(), BARS);
        double all = histogram.sumOfWeights();
        return bars.stream()
                .map(bar -> new Mass(bar.from(), bar.to(), bar.weight() / all))
                .toList();
    }

    SvgElement thumbnail() {
        return SvgElement.of("svg", "thumb")
                .attr(
                        "viewBox",
                        number(LEFT) + " " + number(TOP) + " " + number(RIGHT - LEFT) + " " + number(BOTTOM - TOP))
                .attr("preserveAspectRatio", "none")
                .attr("aria-hidden", "true")
                .with(SvgElement.of("use", "").attr("href", "#" + id));
    }
}
