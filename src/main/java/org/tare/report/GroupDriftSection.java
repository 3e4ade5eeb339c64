package org.tare.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.td;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.tare.feature.plan.GroupName;
import org.tare.report.plot.NumberText;

/** The groups that drifted, are gone or new, as a table that is searched and sorted. */
final class GroupDriftSection {
    private GroupDriftSection() {}

    static DomContent of(GroupDrift drift) {
        List<ListTable.Heading> headings = List.of(
                ListTable.text("group"),
                ListTable.text("to look at"),
                ListTable.number("rows before"),
                ListTable.number("rows now"));
        List<DomContent> rows = new ArrayList<>();
        for (GroupDrift.Group group : drift.found()) {
            String name = GroupName.of(drift.keys(), group.key());
            rows.add(tr(
                            td(Names.of(name)).withClass("name").withTitle(Names.printable(name)),
                            td(each(
                                            findings(group).toList(),
                                            found ->
                                                    span(Names.printable(found)).withClass("flag")))
                                    .withClass("text"),
                            td(NumberText.count(group.before())),
                            td(NumberText.count(group.now())))
                    .attr("data-card", ""));
        }
        return j2html.TagCreator.section(
                        h2("Groups by " + Names.printable(String.join(", ", drift.keys()))),
                        p(drift.toString()).withClass("soft"),
                        ListTable.of("groups", headings, rows, "only what is marked"))
                .attr("data-list", "groups");
    }

    private static Stream<String> findings(GroupDrift.Group group) {
        return group.finding() == GroupDrift.Finding.DRIFTED
                ? group.features().entrySet().stream().map(GroupDriftSection::words)
                : Stream.of(group.finding().name().toLowerCase(Locale.ROOT));
    }

    private static String words(Map.Entry<String, List<String>> feature) {
        return feature.getKey() + ": " + String.join(", ", feature.getValue());
    }
}
