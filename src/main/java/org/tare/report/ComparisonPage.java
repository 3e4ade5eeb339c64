package org.tare.report;

import static j2html.TagCreator.a;
import static j2html.TagCreator.article;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.td;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.tare.report.plot.NumberText;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.KolmogorovSmirnov;
import org.tare.stat.Moments;

/** A {@link Comparison} for people: one page of HTML that needs nothing beside itself, as {@link HtmlReport} is. */
public final class ComparisonPage {
    private final Comparison comparison;
    private final Thresholds thresholds;
    private final Optional<GroupDrift> groups;

    private ComparisonPage(Comparison comparison, Thresholds thresholds, Optional<GroupDrift> groups) {
        this.comparison = comparison;
        this.thresholds = thresholds;
        this.groups = groups;
    }

    /** The page. */
    public static String of(Comparison comparison, Thresholds thresholds) {
        return of(comparison, thresholds, Optional.empty());
    }

    /** The page, which tells of groups too where there are some. */
    public static String of(Comparison comparison, Thresholds thresholds, Optional<GroupDrift> groups) {
        return new ComparisonPage(comparison, thresholds, groups).html();
    }

    private String html() {
        int drifted = comparison.drifted(thresholds).size();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("drifted", NumberText.count(drifted));
        facts.put("features", NumberText.count(comparison.compared()));
        if (comparison.appeared() > 0) {
            facts.put("new", NumberText.count(comparison.appeared()));
        }
        groups.ifPresent(known -> facts.put("groups drifted or gone", NumberText.count(known.drifted())));
        facts.put("rows before", NumberText.count(comparison.reference().rows()));
        facts.put("rows now", NumberText.count(comparison.current().rows()));
        String subtitle = drifted == 0 ? "No feature passed a threshold." : "What passed a threshold is marked.";
        List<DomContent> sections = new ArrayList<>(List.of(list()));
        groups.map(GroupDriftSection::of).ifPresent(sections::add);
        sections.add(limits());
        return Page.of("Comparison", subtitle, facts, sections);
    }

    private DomContent list() {
        List<ListTable.Heading> headings = new ArrayList<>(
                List.of(ListTable.text("feature"), ListTable.picture("before and now"), ListTable.text("to look at")));
        for (String heading : List.of("missing before", "missing now", "mean before", "mean now")) {
            headings.add(ListTable.number(heading));
        }
        for (Measure measure : Measure.values()) {
            if (measure != Measure.MISSING) {
                headings.add(ListTable.number(label(measure)));
            }
        }
        List<DomContent> rows = new ArrayList<>();
        List<DomContent> cards = new ArrayList<>();
        List<FeatureComparison> features = comparison.features().stream()
                .sorted(Comparator.comparing(
                        feature -> thresholds.findings(feature).isEmpty()))
                .toList();
        for (int i = 0; i < features.size(); i++) {
            FeatureComparison feature = features.get(i);
            String id = "f" + i;
            Optional<ComparisonPicture> picture = Optional.empty();
            if (cards.size() < ListTable.MOST_CARDS) {
                picture = ComparisonPicture.of(feature, "h" + id);
                cards.add(card(feature, id, picture));
            }
            rows.add(row(feature, id, picture));
        }
        return section(
                        h2("Features"),
                        p(span("before").withClass("key before"), span("now").withClass("key after"))
                                .withClass("soft"),
                        ListTable.of("features", headings, rows, "only what is marked"),
                        div().withClass("cards").with(cards))
                .attr("data-list", "features");
    }

    private static String label(Measure measure) {
        return switch (measure) {
            case MISSING -> "missing";
            case MEAN_SHIFT -> "mean shift";
            case PSI -> "PSI";
            case KS -> "KS distance";
            case BEYOND -> "beyond range";
        };
    }

    private DomContent flags(FeatureComparison feature) {
        return each(thresholds.findings(feature), found -> span(found).withClass("flag"));
    }

    private DomContent row(FeatureComparison feature, String id, Optional<ComparisonPicture> picture) {
        List<DomContent> cells = new ArrayList<>();
        cells.add(td(a(Names.of(feature.feature())).withHref("#" + id))
                .withClass("name")
                .withTitle(Names.printable(feature.feature())));
        cells.add(td(picture.map(ComparisonPicture::thumbnail)
                .map(DomContent.class::cast)
                .orElse(each())));
        cells.add(td(flags(feature)).withClass("text"));
        cells.add(td(NumberText.percent(of(feature.reference(), known -> FeatureComparison.missing(known.moments())))));
        cells.add(td(NumberText.percent(of(feature.current(), known -> FeatureComparison.missing(known.moments())))));
        cells.add(td(
                NumberText.of(of(feature.reference(), known -> known.moments().orNan(Moments::mean)))));
        cells.add(td(
                NumberText.of(of(feature.current(), known -> known.moments().orNan(Moments::mean)))));
        cells.add(td(NumberText.of(feature.meanShift(), 3)));
        cells.add(td(NumberText.of(feature.psi(), 3)));
        KolmogorovSmirnov distance = feature.distance();
        cells.add(td(NumberText.of(distance.distance(), 3))
                .condAttr(
                        !Double.isNaN(distance.distance()),
                        "title",
                        "from " + distance.lower() + " to " + distance.upper()));
        cells.add(td(NumberText.percent(feature.beyond())));
        return tr().with(cells).attr("data-card", id);
    }

    private static double of(FeatureStatistics feature, ToDoubleFunction<FeatureStatistics> number) {
        return feature == null ? Double.NaN : number.applyAsDouble(feature);
    }

    private DomContent card(FeatureComparison feature, String id, Optional<ComparisonPicture> picture) {
        Map<String, String> numbers = new LinkedHashMap<>();
        numbers.put(
                "min before",
                NumberText.of(of(feature.reference(), known -> known.moments().min())));
        numbers.put(
                "min now",
                NumberText.of(of(feature.current(), known -> known.moments().min())));
        numbers.put(
                "max before",
                NumberText.of(of(feature.reference(), known -> known.moments().max())));
        numbers.put(
                "max now",
                NumberText.of(of(feature.current(), known -> known.moments().max())));
        numbers.put("PSI", NumberText.of(feature.psi(), 3));
        numbers.put("KS", range(feature.distance()));
        numbers.values().removeIf(String::isEmpty);
        return article()
                .withId(id)
                .withClass("card")
                .with(h3(Names.of(feature.feature())), flags(feature))
                .with(picture.map(ComparisonPicture::draw)
                        .map(DomContent.class::cast)
                        .orElse(each()))
                .with(dl(each(numbers, (name, value) -> each(dt(name), dd(value)))));
    }

    private static String range(KolmogorovSmirnov distance) {
        String lower = NumberText.of(distance.lower(), 3);
        String upper = NumberText.of(distance.upper(), 3);
        return lower.equals(upper) ? lower : lower + " to " + upper;
    }

    private DomContent limits() {
        List<DomContent> all = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            double threshold = thresholds.of(measure);
            all.add(p(label(measure) + ", at most "
                    + (Double.isInfinite(threshold) ? "anything" : NumberText.of(threshold)) + ": " + measure.doc()));
        }
        return section(h2("Thresholds")).with(all);
    }
}
