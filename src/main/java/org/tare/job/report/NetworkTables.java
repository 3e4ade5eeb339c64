package org.tare.job.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tare.nn.core.LayerSummary;
import org.tare.train.RateCurve;

/** What is to be seen of a network before it is trained. */
public final class NetworkTables {
    private static final int WIDTH = 40;
    private static final int LONGEST = 60;

    private NetworkTables() {}

    /** A line for each layer. */
    public static ConsoleTable of(List<LayerSummary> layers) {
        ConsoleTable table = new ConsoleTable("layer", "", "output", "parameters");
        for (LayerSummary layer : layers) {
            String indent =
                    "  ".repeat((int) layer.name().chars().filter(c -> c == '.').count());
            String text = indent + layer.text();
            table.add(Arrays.asList(
                    layer.name(),
                    text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text,
                    layer.output().toString(),
                    layer.parameters() == 0 ? null : layer.parameters()));
        }
        long all = layers.stream().mapToLong(LayerSummary::parameters).sum();
        return table.note(String.format(Locale.ROOT, "%,d parameters", all));
    }

    /** The loss by learning rate, as numbers and as bars. */
    public static ConsoleTable of(RateCurve curve) {
        List<RateCurve.Point> points = curve.smoothed().points();
        double least = points.stream().mapToDouble(RateCurve.Point::loss).min().orElse(0);
        double first = points.get(0).loss();
        ConsoleTable table = new ConsoleTable("learning rate", "loss", "");
        for (RateCurve.Point point : points) {
            double height = first > least ? (point.loss() - least) / (first - least) : 0;
            table.add(List.of(
                    String.format(Locale.ROOT, "%.1e", point.rate()),
                    point.loss(),
                    "*".repeat(1 + (int) Math.min(WIDTH, Math.round(height * WIDTH / 2)))));
        }
        return table.note(String.format(
                Locale.ROOT,
                "A learning rate to start with is %.1e, a tenth of that of least loss.",
                curve.suggested()));
    }
}
