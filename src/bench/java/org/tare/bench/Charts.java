package org.tare.bench;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves as a picture and as a table of {@code curve,x,y}, both named after the title. */
final class Charts {
    /** One curve. */
    record Line(String name, List<? extends Number> x, List<Double> y) {}

    /** Those of the notebooks: blue, orange, green, purple, gray, vermilion (Okabe and Ito, 2008). */
    private static final Color[] COLORS = {
        new Color(0x0072B2),
        new Color(0xE69F00),
        new Color(0x009E73),
        new Color(0xCC79A7),
        new Color(0x777777),
        new Color(0xD55E00)
    };

    /** Pixels of a picture for one of the screen. */
    private static final int SCALE = 2;

    private final Path folder;

    Charts(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** @param logarithmic whether x grows by factors */
    void write(String title, String x, String y, boolean logarithmic, List<Line> lines) throws IOException {
        XYChart chart = chart(title, x, y, logarithmic, lines.size());
        List<String> table = new ArrayList<>(List.of("curve," + x + "," + y));
        for (Line line : lines) {
            chart.addSeries(line.name, line.x, line.y).setMarker(SeriesMarkers.NONE);
            for (int i = 0; i < line.x.size(); i++) {
                table.add("\"" + line.name + "\"," + line.x.get(i) + "," + line.y.get(i));
            }
        }
        String name = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        Files.write(folder.resolve(name + ".csv"), table);
        ImageIO.write(picture(chart), "png", folder.resolve(name + ".png").toFile());
    }

    private static XYChart chart(String title, String x, String y, boolean logarithmic, int lines) {
        XYChart chart = new XYChartBuilder()
                .width(720)
                .height(380 + 22 * lines)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        chart.getStyler()
                .setSeriesColors(COLORS)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setLegendPosition(Styler.LegendPosition.OutsideS)
                .setLegendLayout(Styler.LegendLayout.Vertical)
                .setLegendBorderColor(Color.WHITE);
        chart.getStyler().setXAxisLogarithmic(logarithmic);
        return chart;
    }

    private static BufferedImage picture(XYChart chart) {
        BufferedImage image = new BufferedImage(
                SCALE * chart.getWidth(), SCALE * chart.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.scale(SCALE, SCALE);
        chart.paint(canvas, chart.getWidth(), chart.getHeight());
        canvas.dispose();
        return image;
    }
}
