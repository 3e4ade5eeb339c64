package org.tare.report;

import static j2html.TagCreator.a;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.td;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tare.report.plot.NumberText;
import org.tare.stat.Histogram;
import org.tare.stat.Moments;

/** All features as a table, and each as a card with its picture; both are searched and sorted together. */
final class FeatureList {
    private final List<FeatureView> features;
    private final boolean hasHistograms;
    private final boolean hasSums;

    FeatureList(List<FeatureView> features) {
        this.features = features;
        this.hasHistograms =
                features.stream().anyMatch(feature -> feature.histogram().isPresent());
        this.hasSums = features.stream().anyMatch(feature -> feature.moments().hasSums());
    }

    DomContent section() {
        List<ListTable.Heading> headings = new ArrayList<>(List.of(ListTable.text("feature")));
        if (hasHistograms) {
            headings.add(ListTable.picture("distribution"));
        }
        headings.add(ListTable.text("to look at"));
        headings.add(ListTable.number("count"));
        headings.add(ListTable.number("missing"));
        if (hasSums) {
            headings.add(ListTable.number("mean"));
            headings.add(ListTable.number("std. deviation"));
        }
        headings.add(ListTable.number("min"));
        if (hasHistograms) {
            headings.add(ListTable.number("median"));
        }
        headings.add(ListTable.number("max"));
        List<DomContent> rows = new ArrayList<>();
        List<DomContent> cards = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            String id = "f" + i;
            Optional<FeaturePicture> picture = Optional.empty();
            if (i < ListTable.MOST_CARDS) {
                FeatureCard card = new FeatureCard(features.get(i), id);
                cards.add(card.draw());
                picture = card.picture();
            }
            rows.add(row(features.get(i), id, picture));
        }
        return j2html.TagCreator.section(
                        h2("Features"),
                        each(FeatureView.withoutSums(features).stream().toList(), told -> p(told).withClass("soft")),
                        ListTable.of("features", headings, rows, "only what is to look at"),
                        div().withClass("cards").with(cards))
                .attr("data-list", "features");
    }

    private DomContent row(FeatureView feature, String id, Optional<FeaturePicture> picture) {
        Moments moments = feature.moments();
        List<DomContent> cells = new ArrayList<>();
        cells.add(td(a(feature.shown()).withHref("#" + id))
                .withClass(feature.apart().isPresent() ? "name apart" : "name")
                .withTitle(feature.told()));
        if (hasHistograms) {
            cells.add(td(picture.flatMap(FeaturePicture::thumbnail)
                    .map(DomContent.class::cast)
                    .orElse(each())));
        }
        cells.add(td(each(Findings.of(feature), found -> span(found).withClass("flag")))
                .withClass("text"));
        cells.add(td(NumberText.count(moments.count())));
        cells.add(td(NumberText.percent(FeatureComparison.missing(moments))));
        if (hasSums) {
            cells.add(td(NumberText.of(moments.orNan(Moments::mean))));
            cells.add(td(NumberText.of(moments.orNan(Moments::standardDeviation))));
        }
        cells.add(td(NumberText.of(moments.min())));
        if (hasHistograms) {
            cells.add(td(feature.histogram()
                    .map((Histogram histogram) -> NumberText.of(histogram.quantile(0.5)))
                    .orElse("")));
        }
        cells.add(td(NumberText.of(moments.max())));
        return tr().with(cells).attr("data-card", id);
    }
}
