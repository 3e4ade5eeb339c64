package org.tare.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tare.report.plot.NumberText;
import org.tare.report.plot.SvgElement;
import org.tare.stat.Moments;

/** The first features as a table that stands in other pages, such as notebooks, and so has neither style nor script. */
final class ShortForm {
    private static final int ROWS = 20;
    private static final String WIDTH = "112";
    private static final String HEIGHT = "26";
    private static final String COLOR = "#0072b2";

    private ShortForm() {}

    static String of(List<FeatureView> features) {
        boolean scaled = features.stream().anyMatch(feature -> feature.curve().isPresent());
        List<String> headings = new ArrayList<>(List.of(
                "feature", "distribution", "count", "missing", "mean", "std. deviation", "min", "max", "to look at"));
        if (scaled) {
            headings.add("curve");
        }
        List<FeatureView> shown = features.subList(0, Math.min(ROWS, features.size()));
        DomContent more =
                features.size() > ROWS ? p("and " + NumberText.count(features.size() - ROWS) + " more") : each();
        return div(
                        table(
                                thead(tr(each(headings, heading -> th(heading)))),
                                tbody(each(shown, feature -> row(feature, scaled)))),
                        more)
                .render();
    }

    private static DomContent row(FeatureView feature, boolean scaled) {
        Moments moments = feature.moments();
        return tr(
                td(feature.shown()),
                td(picture(feature)),
                td(NumberText.count(moments.count())),
                td(NumberText.percent(FeatureComparison.missing(moments))),
                td(NumberText.of(moments.orNan(Moments::mean))),
                td(NumberText.of(moments.orNan(Moments::standardDeviation))),
                td(NumberText.of(moments.min())),
                td(NumberText.of(moments.max())),
                td(String.join(", ", Findings.of(feature))),
                scaled
                        ? td(feature.curve()
                                .map(curve -> FeatureCard.shortened(curve.toText()))
                                .orElse(""))
                        : each());
    }

    private static DomContent picture(FeatureView feature) {
        Optional<SvgElement> picture = FeaturePicture.of(feature, "")
                .flatMap(drawn -> drawn.alone("", ""))
                .map(svg -> svg.attr("width", WIDTH).attr("height", HEIGHT).attr("fill", COLOR));
        return picture.isPresent() ? picture.get() : each();
    }
}
