package org.tare.report;

import org.apache.spark.sql.Dataset;
import org.tare.feature.ScalerModel;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.StateTable;
import org.tare.spark.stage.TextForm;
import org.tare.train.NeuralNetworkModel;

/**
 * The form {@code html}: the {@linkplain HtmlReport report} of a scaler, of a network or of statistics; that of a scaler
 * draws the statistics in the data, where it is a table of them.
 */
public final class HtmlForm implements TextForm {
    @Override
    public String name() {
        return "html";
    }

    @Override
    public String of(Object learned, Dataset<?> data) {
        return report(learned, data).html();
    }

    static HtmlReport report(Object learned, Dataset<?> data) {
        if (learned instanceof ScalerModel model) {
            HtmlReport report = HtmlReport.of(model);
            return StateTable.isIn(data.schema()) ? report.with(DatasetStatistics.of(data.toDF())) : report;
        }
        return learned instanceof NeuralNetworkModel network
                ? HtmlReport.of(network)
                : HtmlReport.of((DatasetStatistics) learned);
    }
}
