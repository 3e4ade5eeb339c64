package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.TestSpark;
import org.tare.feature.ScalerModel;
import org.tare.scan.ColumnStatistics;
import org.tare.scan.DatasetStatistics;

/** What stands at the three places of {@code jobs/scale}: the columns that each says were scaled. */
record Outcome(List<String> inRows, List<String> inModel, List<String> inStatistics, long rows) {
    private static final String SUFFIX = "_scaled";

    static Outcome of(Path rows) {
        SparkSession spark = TestSpark.session();
        Dataset<Row> read = spark.read().parquet(rows.toString());
        return new Outcome(
                Stream.of(read.columns())
                        .filter(name -> name.endsWith(SUFFIX))
                        .map(name -> name.replace(SUFFIX, ""))
                        .toList(),
                Stream.of(ScalerModel.load(rows + "_model").getOutputCols())
                        .map(name -> name.replace(SUFFIX, ""))
                        .toList(),
                DatasetStatistics.load(spark, rows + "_statistics").columns().stream()
                        .map(ColumnStatistics::name)
                        .toList(),
                read.count());
    }

    /** All three are of one job, which scaled one of these columns. */
    void requireOneOf(String... columns) {
        assertThat(inRows).isEqualTo(inModel).isEqualTo(inStatistics);
        assertThat(inRows).singleElement().isIn((Object[]) columns);
    }
}
