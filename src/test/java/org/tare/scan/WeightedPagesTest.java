package org.tare.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;
import org.tare.spark.parquet.PageOrder;
import org.tare.spark.plan.Plans;
import org.tare.stat.HistogramStatistic;
import org.tare.stat.MissingStatistic;

/** Weights that are read page by page give the statistics that they give row by row. */
class WeightedPagesTest {
    private static final SparkSession SPARK = TestSpark.session();

    private static final Dataset<Row> NUMBERS = SPARK.range(0, 5_000, 1, 2)
            .selectExpr(
                    "IF(id % 7 = 0, NULL, (hash(id) * 1D) / 3) AS d",
                    "IF(id % 500 = 3, double('NaN'), IF(id % 700 = 5, double('-Infinity'), id % 9 - 4.5D)) AS few",
                    "CAST(NULL AS double) AS nothing",
                    "(hash(id, 1) % 1000 + 1000) / 1000D AS fraction",
                    "id % 3 AS whole",
                    "IF(id % 2 = 0, NULL, xxhash64(id)) AS l",
                    "IF(id BETWEEN 1000 AND 3000, NULL, hash(id)) AS i",
                    "IF(id = 4500, NULL, 1) AS unknown",
                    "IF(id = 4500, -2, 1) AS negative");

    @TempDir
    private Path folder;

    private Dataset<Row> written(String codec, boolean dictionary) {
        String path = folder.resolve("numbers").toString();
        Map<String, String> options = Map.of(
                "compression",
                codec,
                "parquet.enable.dictionary",
                Boolean.toString(dictionary),
                "parquet.page.size",
                "2000",
                "parquet.block.size",
                "60000");
        NUMBERS.write().options(options).parquet(path);
        return SPARK.read().parquet(path);
    }

    private static DatasetStatistics scan(Dataset<Row> data, String weights, String... columns) {
        return Scan.of(data, columns)
                .with(new HistogramStatistic(64), new MissingStatistic())
                .weightCol(weights)
                .run();
    }

    @ParameterizedTest
    @CsvSource({
        "snappy, true, fraction",
        "snappy, false, fraction",
        "none, false, whole",
        "zstd, true, whole",
        "gzip, true, fraction"
    })
    void rows_weigh_the_same(String codec, boolean dictionary, String weights) {
        Dataset<Row> read = written(codec, dictionary);
        String[] columns = {"nothing", "i", "few", "d"};
        assertThat(Plans.files(read.select("d", weights), PageOrder.ofWeights(1)))
                .isPresent();
        DatasetStatistics byPages = scan(read, weights, columns);
        assertThat(byPages).isEqualTo(scan(read.repartition(3), weights, columns));
        SparkSession plain = SPARK.newSession();
        plain.conf().set("spark.tare.pages", "false");
        assertThat(byPages)
                .isEqualTo(scan(plain.read().parquet(folder.resolve("numbers").toString()), weights, columns));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fraction", "whole"})
    void weights_may_be_features_and_whole_numbers_may_be_rounded(String weights) {
        Dataset<Row> read = written("snappy", true);
        assertThat(scan(read, weights, "d", "fraction", "whole", "l"))
                .isEqualTo(scan(read.repartition(3), weights, "d", "fraction", "whole", "l"));
        assertThat(scan(read, weights, weights)).isEqualTo(scan(read.repartition(3), weights, weights));
    }

    @ParameterizedTest
    @CsvSource({"unknown, null", "negative, -2.0", "few, -4.5"})
    void weights_that_are_none_are_refused(String weights, String value) {
        Dataset<Row> read = written("snappy", true);
        assertThatThrownBy(() -> scan(read, weights, "d"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Weight column '" + weights + "' has the value " + value);
    }
}
