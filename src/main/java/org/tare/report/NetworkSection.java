package org.tare.report;

import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.tare.nn.Network;
import org.tare.nn.NetworkSize;
import org.tare.nn.core.Shape;
import org.tare.nn.text.Term;
import org.tare.nn.text.TermParser;
import org.tare.report.plot.LineChart;
import org.tare.report.plot.NumberText;
import org.tare.train.Epoch;
import org.tare.train.FittedNetwork;

/** A trained network: its layers, how it learned, and what decided its bits. */
final class NetworkSection {
    private final FittedNetwork network;

    NetworkSection(FittedNetwork network) {
        this.network = network;
    }

    long weights() {
        return Network.size(network.layers(), Shape.of(network.features())).weights();
    }

    DomContent section() {
        return each(h2("Network"), layers(), h2("Training"), curves());
    }

    /** The layers and the last epoch, for other pages. */
    String shortForm() {
        List<Epoch> epochs = network.history();
        return div(
                        layers(),
                        epochs.isEmpty()
                                ? each()
                                : p(epochs.get(epochs.size() - 1).toString()))
                .render();
    }

    private DomContent layers() {
        List<DomContent> rows = new ArrayList<>();
        List<Term> terms = TermParser.parse(network.layers());
        long before = 0;
        for (int i = 0; i < terms.size(); i++) {
            NetworkSize size = Network.size(Term.join(terms.subList(0, i + 1)), Shape.of(network.features()));
            rows.add(tr(
                    td(Integer.toString(i)),
                    td(code(Names.of(terms.get(i).toString()))).withClass("text"),
                    td(NumberText.count(size.outputs())),
                    td(NumberText.count(size.weights() - before))));
            before = size.weights();
        }
        return div(table(
                        thead(tr(
                                th("#"),
                                th("layer").withClass("text"),
                                th("outputs of a row"),
                                th("weights and running statistics"))),
                        tbody().with(rows)))
                .withClass("wide");
    }

    private DomContent curves() {
        if (network.history().isEmpty()) {
            return text("The epochs of the training were not kept.");
        }
        return div().withClass("charts")
                .with(LineChart.of(
                        "Loss",
                        List.of(
                                line("training", "loss", Epoch::loss),
                                line("validation", "validation", Epoch::validationLoss))))
                .with(LineChart.of(
                        network.loss().equals("squaredError") ? "Root mean squared error" : "Accuracy",
                        List.of(line("validation", "metric", Epoch::validationMetric))))
                .with(LineChart.of("Rows a second", List.of(line("all workers", "loss", Epoch::rowsPerSecond))));
    }

    private LineChart.Line line(String name, String kind, ToDoubleFunction<Epoch> value) {
        return new LineChart.Line(
                name, kind, network.history().stream().map(value::applyAsDouble).toList());
    }

    /** What decided the bits of the weights, where it is known. */
    DomContent identity() {
        if (network.identity().isEmpty()) {
            return each();
        }
        return each(
                h2("What decided the weights"),
                div(table(tbody(each(
                                network.identity(),
                                (name, value) -> tr(
                                        th(name).withClass("text"),
                                        td(Names.of(listed(value)))
                                                .withClass("text long")
                                                .withTitle(Names.printable(listed(value))))))))
                        .withClass("wide"));
    }

    /** Several names are kept one a line. */
    private static String listed(String value) {
        return value.replace("\n", ", ");
    }
}
