package org.tare.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.FirstBuild;
import org.tare.TestSpark;
import org.tare.stat.HistogramStatistic;
import org.tare.stat.Moments;

/** Statistics that the first build saved: as they were, and one with those of today. */
class FirstBuildStatisticsTest {
    private static final SparkSession SPARK = TestSpark.session();

    /** All but the column of whole numbers beyond 2^53, of which the first build did not count how many it rounded. */
    private static final String[] COLUMNS = {"x", "cents", "f", "dense", "sparse", "named", "doubles", "floats"};

    private static final String[] ALL = {"x", "l", "cents", "f", "dense", "sparse", "named", "doubles", "floats"};

    private static DatasetStatistics load(String name) {
        return DatasetStatistics.load(SPARK, FirstBuild.path("statistics/" + name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "weighted", "whole", "early", "nulls"})
    void they_load_as_they_were(String name, @TempDir Path folder) {
        DatasetStatistics loaded = load(name);
        JsonNode expected = FirstBuild.expected("statistics/" + name);
        assertThat(loaded.rows()).isEqualTo(expected.get("rows").longValue());
        assertThat(loaded.weightCol().orElse("null"))
                .isEqualTo(expected.get("weightCol").asText());
        assertThat(loaded.columns()).hasSameSizeAs(expected.get("columns"));
        for (JsonNode column : expected.get("columns")) {
            ColumnStatistics found = loaded.column(column.get("name").asText());
            assertThat(found.name()).isEqualTo(column.get("name").asText());
            assertThat(found.type().simpleString()).isEqualTo(column.get("type").asText());
            assertThat(found.sparseRows()).isEqualTo(column.get("sparseRows").longValue());
            assertThat(found.features().stream()
                            .map(FirstBuildStatisticsTest::line)
                            .toList())
                    .isEqualTo(FirstBuild.texts(column.get("features")));
        }
        loaded.save(SPARK, folder.resolve("again").toString());
        assertThat(DatasetStatistics.load(SPARK, folder.resolve("again").toString()))
                .isEqualTo(loaded);
    }

    private static String line(FeatureStatistics feature) {
        Moments m = feature.moments();
        return feature.name() + " " + m.count() + " " + m.missing() + " " + m.infinite() + " "
                + FirstBuild.hex(m.mean(), m.populationVariance(), m.min(), m.max()) + " " + m.toText();
    }

    @Test
    void the_same_rows_give_the_same_today() {
        Scan scan = Scan.of(FirstBuild.data(), COLUMNS);
        assertThat(load("plain").select(COLUMNS)).isEqualTo(scan.run());
        assertThat(load("weighted").select(COLUMNS))
                .isEqualTo(scan.weightCol("w").run());
        assertThat(load("whole").select(COLUMNS)).isEqualTo(scan.weightCol("n").run());
    }

    @Test
    void they_merge_with_those_of_today_whatever_else_those_hold() {
        DatasetStatistics early = load("early");
        DatasetStatistics later = Scan.of(FirstBuild.data().filter("id >= 10"), ALL)
                .with(new HistogramStatistic())
                .run();
        assertThat(early.merge(later).select(COLUMNS)).isEqualTo(load("plain").select(COLUMNS));
        assertThat(later.merge(early).column("l").feature().moments())
                .isEqualTo(load("plain").column("l").feature().moments());
        assertThat(later.merge(early).rows()).isEqualTo(load("plain").rows());
    }
}
