package org.tare.feature;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.tare.scan.ColumnStatistics;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.Bounds;
import org.tare.stat.Histogram;
import org.tare.stat.HistogramStatistic;

/** The quantiles of features, a row for each probability, with the bounds that the histogram certifies. */
final class QuantileTable {
    static final StructType SCHEMA = StructType.fromDDL(
            "feature STRING NOT NULL, probability DOUBLE NOT NULL, quantile DOUBLE, lower DOUBLE, upper DOUBLE");

    private QuantileTable() {}

    /** Of features without any finite value there are no rows. */
    static Dataset<Row> of(DatasetStatistics statistics, double[] probabilities, SparkSession spark) {
        HistogramStatistic kind = new HistogramStatistic();
        List<Row> rows = new ArrayList<>();
        for (ColumnStatistics column : statistics.columns()) {
            for (FeatureStatistics feature : column.features()) {
                feature.require(kind);
                Histogram histogram = feature.get(kind);
                if (!histogram.isEmpty()) {
                    for (double q : probabilities) {
                        Bounds bounds = histogram.quantileBounds(q);
                        rows.add(RowFactory.create(
                                feature.name(), q, histogram.quantile(q), bounds.lower(), bounds.upper()));
                    }
                }
            }
        }
        return spark.createDataFrame(rows, SCHEMA);
    }
}
