package org.tare.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Map;
import org.tare.feature.ScalerModel;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.GroupedStatistics;
import org.tare.spark.stage.FileForm;
import org.tare.train.NeuralNetworkModel;

/** The form {@code html} as a file: the {@linkplain HtmlReport report} of a scaler, with {@code statistics}, by group or not, if given, or of a network. */
public final class HtmlFile implements FileForm {
    @Override
    public String name() {
        return "html";
    }

    @Override
    public void write(Object learned, Map<String, ?> options, String path) {
        HtmlReport report = learned instanceof ScalerModel scaler
                ? HtmlReport.of(scaler)
                : HtmlReport.of((NeuralNetworkModel) learned);
        Object statistics = options.get("statistics");
        try {
            with(report, statistics).save(Path.of(path));
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException("'" + path + "' exists; remove it first, or give another path.", e);
        } catch (IOException e) {
            throw new UncheckedIOException("'" + path + "' cannot be written: " + e.getMessage(), e);
        }
    }

    private static HtmlReport with(HtmlReport report, Object statistics) {
        if (statistics instanceof GroupedStatistics groups) {
            return report.with(groups);
        }
        return statistics == null ? report : report.with((DatasetStatistics) statistics);
    }
}
