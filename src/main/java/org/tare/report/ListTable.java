package org.tare.report;

import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.input;
import static j2html.TagCreator.label;
import static j2html.TagCreator.output;
import static j2html.TagCreator.p;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import java.util.List;

/** A table that is searched by its first column and sorted by any; without scripts it is a plain one. */
final class ListTable {
    /** The head of a column. */
    record Heading(String text, String kind, boolean isSorted) {
        DomContent cell() {
            DomContent content = isSorted ? button(text).withType("button") : j2html.TagCreator.text(text);
            return th(content).attr("scope", "col").withClass(kind);
        }
    }

    /** So many cards a browser opens at once without delay; of more features the table tells alone. */
    static final int MOST_CARDS = 1000;

    private ListTable() {}

    static Heading text(String text) {
        return new Heading(text, "text", true);
    }

    static Heading number(String text) {
        return new Heading(text, "number", true);
    }

    static Heading picture(String text) {
        return new Heading(text, "text", false);
    }

    /**
     * The table.
     *
     * @param listed what the rows are
     * @param flagged what the box says that leaves only rows with a flag
     */
    static DomContent of(String listed, List<Heading> headings, List<DomContent> rows, String flagged) {
        return each(
                div(
                                input().withType("search")
                                        .withPlaceholder("Search " + listed)
                                        .attr("aria-label", "Search " + listed),
                                label(input().withType("checkbox"), j2html.TagCreator.text(" " + flagged)),
                                output().withClass("soft"))
                        .withClass("tools")
                        .attr("hidden"),
                p("Nothing fits.").withClass("none").attr("hidden"),
                div(table(thead(tr().with(headings.stream().map(Heading::cell))), tbody().with(rows)))
                        .withClass("wide"));
    }
}
