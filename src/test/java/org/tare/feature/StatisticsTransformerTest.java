package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.TestSpark;
import org.tare.export.ModelExport;
import org.tare.report.HtmlReport;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.Scan;
import org.tare.stat.Histogram;
import org.tare.stat.HistogramStatistic;

/** What a client that can only fit and transform gets of statistics is what their methods give. */
class StatisticsTransformerTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final Dataset<Row> DATA =
            SPARK.range(100).selectExpr("id", "sqrt(id) AS x", "id % 7 - 3 AS y", "id % 3 AS w");

    private static StatisticsTransformer quantiles(String... columns) {
        return new StatisticsTransformer().setInputCols(columns).setQuantiles(true);
    }

    private static Dataset<Row> thirds(StatisticsTransformer scan) {
        Dataset<Row> all = null;
        for (int third = 2; third >= 0; third--) {
            Dataset<Row> part =
                    scan.transform(DATA.where("id % 3 = " + third)).withColumn("part", functions.lit(third));
            all = all == null ? part : all.union(part);
        }
        return all;
    }

    @Test
    void scans_and_merges_to_the_bits_of_one_scan() {
        StatisticsTransformer scan = quantiles("x", "y").setWeightCol("w");
        DatasetStatistics whole = Scan.of(DATA, "x", "y")
                .weightCol("w")
                .with(new HistogramStatistic())
                .run();
        assertThat(DatasetStatistics.of(scan.transform(DATA))).isEqualTo(whole);
        Dataset<Row> merged = new StatisticsTransformer().transform(thirds(scan));
        assertThat(DatasetStatistics.of(merged)).isEqualTo(whole);
        assertThat(scan.transformSchema(DATA.schema())).isEqualTo(merged.schema());
        assertThat(DatasetStatistics.of(
                        new StatisticsTransformer().setInputCols("y").transform(merged)))
                .isEqualTo(whole.select("y"));
    }

    @Test
    void every_scaler_fits_to_the_table_what_it_fits_to_the_data() {
        RobustScaler robust = new RobustScaler().setInputCols("x", "y");
        ColumnScaler both = new ColumnScaler()
                .add(robust, new MinMaxScaler().setInputCols("x").setOutputCols("z"));
        StatisticsTransformer scan =
                new StatisticsTransformer().setScalersJson(both.scalers().jsonEncode(both.getScalers()));
        Dataset<Row> table = scan.transform(DATA);
        assertThat(robust.fit(table).apply(3, 4)).isEqualTo(robust.fit(DATA).apply(3, 4));
        assertThat(both.fit(table).apply(3, 4, 5)).isEqualTo(both.fit(DATA).apply(3, 4, 5));
        StandardScaler standard = new StandardScaler().setInputCols("x");
        assertThat(standard.fit(thirds(quantiles("x"))).apply(3))
                .isEqualTo(standard.fit(DATA).apply(3));
        assertThatThrownBy(() -> robust.fit(
                        new StatisticsTransformer().setInputCols("x", "y").transform(DATA)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("histogram");
        ScalerModel ofNumbers = new StandardScaler().setInputCols("mean").fit(table.drop("state"));
        assertThat(ofNumbers.mean().size()).isEqualTo(1);
    }

    @Test
    void folders_are_read_whichever_way_they_were_written(@TempDir Path folder) {
        DatasetStatistics statistics = Scan.of(DATA, "x").run();
        String saved = folder.resolve("saved").toString();
        String table = folder.resolve("table").toString();
        statistics.save(SPARK, saved);
        statistics.toDataset(SPARK).write().parquet(table);
        for (String path : List.of(saved, table)) {
            assertThat(DatasetStatistics.of(
                            new StatisticsTransformer().setPath(path).transform(DATA)))
                    .isEqualTo(statistics);
        }
    }

    @Test
    void returns_quantiles_and_reports() {
        Histogram x = Scan.of(DATA, "x")
                .with(new HistogramStatistic())
                .run()
                .column("x")
                .feature()
                .get(new HistogramStatistic());
        StatisticsTransformer scan = quantiles("x").setProbabilities(0.1, 0.9).setReturns("quantiles");
        List<Row> rows = scan.transform(DATA).collectAsList();
        assertThat(rows).extracting(row -> row.getDouble(2)).containsExactly(x.quantile(0.1), x.quantile(0.9));
        assertThat(scan.transformSchema(DATA.schema()))
                .isEqualTo(scan.transform(DATA).schema());
        Dataset<Row> html = scan.setReturns("html").transform(DATA);
        DatasetStatistics statistics =
                Scan.of(DATA, "x").with(new HistogramStatistic()).run();
        assertThat(html.head().getString(0)).isEqualTo(HtmlReport.of(statistics).html());
        assertThat(scan.transformSchema(DATA.schema())).isEqualTo(html.schema());
        assertThatThrownBy(() -> scan.setProbabilities(0.5, 1.5)).hasMessageContaining("probabilities cannot be");
        assertThatThrownBy(() -> new StatisticsTransformer()
                        .setInputCols("x")
                        .setReturns("quantiles")
                        .transform(DATA))
                .hasMessageContaining("histogram");
    }

    @Test
    void returns_the_version_whatever_the_data() {
        StatisticsTransformer version = new StatisticsTransformer().setReturns("version");
        Dataset<Row> told = version.transform(DATA.drop("x"));
        assertThat(told.head().getString(0)).isEqualTo(ModelExport.version());
        assertThat(version.transformSchema(DATA.schema())).isEqualTo(told.schema());
    }
}
