package org.tare.feature;

import java.util.Map;
import org.tare.scan.DatasetStatistics;
import org.tare.spark.FileForm;
import org.tare.spark.PortableModel;

/** A fitted scaler that can be written where no Spark is. */
public interface PortableScaler extends PortableModel {
    /**
     * The page of {@link #report(String)}, with the histograms of statistics before and after scaling.
     *
     * @param statistics those of the fit, or of other rows with the same columns, taken with {@code HistogramStatistic}
     */
    default void report(String path, DatasetStatistics statistics) {
        FileForm.write("html", this, Map.of("statistics", statistics), path);
    }
}
