package org.tare.report;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.tare.feature.ScalerModel;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.GroupedStatistics;
import org.tare.spark.stage.FileForm;
import org.tare.spark.stage.NewFile;
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
        NewFile.write(path, with(report, options.get("statistics")).html().getBytes(StandardCharsets.UTF_8));
    }

    private static HtmlReport with(HtmlReport report, Object statistics) {
        if (statistics instanceof GroupedStatistics groups) {
            return report.with(groups);
        }
        return statistics == null ? report : report.with((DatasetStatistics) statistics);
    }
}
