package org.tare.report;

import static j2html.TagCreator.a;
import static j2html.TagCreator.article;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
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
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.tare.feature.ScalerModel;
import org.tare.report.plot.NumberText;
import org.tare.scan.GroupedStatistics;
import org.tare.stat.Moments;

/** The largest groups as a table to choose from, and each as a card with its features; both are searched and sorted together. */
final class GroupList {
    private static final int FEATURES_IN_TABLE = 6;

    private final String id;
    private final List<GroupView> groups;
    private final long seen;
    private final List<String> keys;
    /** What cards tell of a feature; without sums its bounds are left. */
    private final List<Told> told;
    /** What the table tells of it. */
    private final List<Told> inTable;

    private record Told(String name, ToDoubleFunction<Moments> number) {
        String of(FeatureView feature) {
            return NumberText.of(number.applyAsDouble(feature.moments()));
        }
    }

    private GroupList(String id, List<GroupView> groups, long seen, List<String> keys) {
        this.id = id;
        this.groups = groups;
        this.seen = seen;
        this.keys = keys;
        boolean hasSums = groups.stream()
                .flatMap(group -> group.shown().stream())
                .anyMatch(feature -> feature.moments().hasSums());
        this.told = hasSums
                ? List.of(
                        new Told("mean", moments -> moments.orNan(Moments::mean)),
                        new Told("std. dev.", moments -> moments.orNan(Moments::standardDeviation)))
                : List.of(new Told("min", Moments::min), new Told("max", Moments::max));
        this.inTable = hasSums ? told.subList(0, 1) : told;
    }

    /** One for each model by group, or for the statistics where none is. */
    static List<DomContent> sections(List<ScalerModel> models, Optional<GroupedStatistics> statistics) {
        List<ScalerModel> grouped =
                models.stream().filter(model -> model.numGroups() > 0).toList();
        List<DomContent> sections = new ArrayList<>();
        for (ScalerModel model : grouped) {
            sections.add(new GroupList(
                            "g" + sections.size(),
                            GroupView.of(model.fitted(), statistics),
                            model.numGroups(),
                            List.of(model.getGroupCols()))
                    .section());
        }
        if (grouped.isEmpty()) {
            statistics.ifPresent(known -> sections.add(new GroupList(
                            "g",
                            GroupView.of(known),
                            known.groups(),
                            List.of(known.keys().fieldNames()))
                    .section()));
        }
        return sections;
    }

    private DomContent section() {
        List<String> features = groups.stream()
                .findFirst()
                .map(group -> group.features().stream()
                        .limit(FEATURES_IN_TABLE)
                        .map(FeatureView::told)
                        .toList())
                .orElse(List.of());
        List<ListTable.Heading> headings = new ArrayList<>(List.of(ListTable.text("group")));
        if (isSeen()) {
            if (isCounted()) {
                headings.add(ListTable.number("rows"));
            }
            headings.add(ListTable.text("to look at"));
            for (String feature : features) {
                inTable.forEach(number -> headings.add(ListTable.number(number.name() + " of " + feature)));
            }
        }
        List<DomContent> rows = new ArrayList<>();
        List<DomContent> cards = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            rows.add(row(groups.get(i), id + "-" + i, features.size()));
            cards.add(card(groups.get(i), id + "-" + i));
        }
        String shown = seen > groups.size()
                ? "The " + NumberText.count(groups.size()) + " largest of " + NumberText.count(seen)
                        + " groups; jobs/report --group shows any one."
                : "All " + NumberText.count(seen) + " groups, the largest first.";
        return j2html.TagCreator.section(
                        h2("Groups by " + Names.printable(String.join(", ", keys))),
                        p(shown).withClass("soft"),
                        ListTable.of("groups", headings, rows, "only what is to look at"),
                        div().withClass("cards").with(cards))
                .attr("data-list", "groups");
    }

    private boolean isSeen() {
        return groups.stream().flatMap(group -> group.shown().stream()).anyMatch(FeatureView::isSeen);
    }

    /** Whether rows were counted; a model knows the values of each feature alone. */
    private boolean isCounted() {
        return groups.stream().anyMatch(group -> group.rows().isPresent());
    }

    private DomContent row(GroupView group, String card, int features) {
        String name = group.name(keys);
        List<DomContent> cells = new ArrayList<>();
        cells.add(td(a(Names.of(name)).withHref("#" + card)).withClass("name").withTitle(Names.printable(name)));
        if (isSeen()) {
            addNumbers(cells, group, features);
        }
        return tr().with(cells).attr("data-card", card);
    }

    private void addNumbers(List<DomContent> cells, GroupView group, int features) {
        if (isCounted()) {
            cells.add(td(group.rows().map(NumberText::count).orElse("")));
        }
        cells.add(td(each(group.findings(), found -> span(found).withClass("flag")))
                .withClass("text"));
        for (FeatureView feature : group.features().subList(0, features)) {
            inTable.forEach(number -> cells.add(td(number.of(feature))));
        }
    }

    private DomContent card(GroupView group, String card) {
        List<FeatureView> shown = group.shown();
        boolean isSeen = shown.stream().anyMatch(FeatureView::isSeen);
        List<String> headings = isSeen
                ? Stream.of(Stream.of(""), told.stream().map(Told::name), Stream.of("missing"))
                        .flatMap(Function.identity())
                        .toList()
                : List.of();
        int more = group.features().size() - shown.size();
        return article()
                .withId(card)
                .withClass("card")
                .with(h3(Names.of(group.name(keys))))
                .with(table(
                                thead(tr(th("feature").withClass("text"), each(headings, heading -> th(heading)))),
                                tbody(each(shown, feature -> features(feature, isSeen))))
                        .withClass("group"))
                .with(more > 0 ? p("and " + NumberText.count(more) + " more").withClass("soft") : each());
    }

    private DomContent features(FeatureView feature, boolean isSeen) {
        DomContent numbers = tr(
                td(feature.shown()).withClass("name"),
                isSeen
                        ? each(
                                td(FeaturePicture.of(feature, "")
                                        .flatMap(picture -> picture.alone("thumb", "before"))
                                        .map(DomContent.class::cast)
                                        .orElse(each())),
                                each(told, number -> td(number.of(feature))),
                                td(NumberText.percent(FeatureComparison.missing(feature.moments()))))
                        : each());
        return each(
                numbers,
                feature.curve()
                        .map(curve -> (DomContent) tr(td(FeatureCard.shortened(curve.toText()))
                                        .withClass("formula text")
                                        .attr("colspan", isSeen ? "5" : "1"))
                                .withClass("formula"))
                        .orElse(each()));
    }
}
