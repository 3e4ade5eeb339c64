package org.tare.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves as a picture and as a table of {@code curve,x,y}, both named after the title. */
final class Charts {
    /** One curve. */
    record Line(String name, List<? extends Number> x, List<Double> y) {}

    private final Path folder;

    Charts(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** @param logarithmic whether x grows by factors */
    void write(String title, String x, String y, boolean logarithmic, List<Line> lines) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(720)
                .height(380 + 22 * lines.size())
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .theme(Styler.ChartTheme.Matlab)
                .build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS).setLegendLayout(Styler.LegendLayout.Vertical);
        chart.getStyler().setXAxisLogarithmic(logarithmic).setPlotGridLinesVisible(true);
        List<String> table = new ArrayList<>(List.of("curve," + x + "," + y));
        for (Line line : lines) {
            chart.addSeries(line.name, line.x, line.y).setMarker(SeriesMarkers.NONE);
            for (int i = 0; i < line.x.size(); i++) {
                table.add("\"" + line.name + "\"," + line.x.get(i) + "," + line.y.get(i));
            }
        }
        String name = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        Files.write(folder.resolve(name + ".csv"), table);
        BitmapEncoder.saveBitmap(chart, folder.resolve(name).toString(), BitmapEncoder.BitmapFormat.PNG);
    }
}
