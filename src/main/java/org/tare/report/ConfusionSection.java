package org.tare.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
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
import org.tare.report.plot.NumberText;

/** A confusion matrix, a cell the darker the larger its share of the rows of its class. */
final class ConfusionSection {
    private static final int SHADES = 5;

    private ConfusionSection() {}

    static DomContent of(Confusion matrix) {
        List<DomContent> rows = new ArrayList<>();
        for (int i = 0; i < matrix.classes().size(); i++) {
            List<Double> weights = matrix.weights().get(i);
            double all = weights.stream().mapToDouble(weight -> weight).sum();
            rows.add(tr(th(Names.of(matrix.classes().get(i))).attr("scope", "row"))
                    .with(weights.stream()
                            .map(weight ->
                                    td(weight == 0 ? "" : NumberText.of(weight)).withClass("h" + shade(weight, all)))));
        }
        return each(
                h2("Confusion matrix"),
                p("Each row is a class, each column what was predicted.").withClass("soft"),
                div(table(
                                        thead(tr(th()).with(matrix.classes().stream()
                                                .map(name -> th(Names.of(name)).attr("scope", "col")))),
                                        tbody().with(rows))
                                .withClass("confusion"))
                        .withClass("wide"));
    }

    private static int shade(double weight, double all) {
        return weight <= 0 ? 0 : (int) Math.max(1, Math.ceil(SHADES * weight / all));
    }
}
