package org.tare.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.TestSpark;

/** What is saved is loaded, or refused with a reason. */
class StatisticsFolderTest {
    private static final SparkSession SPARK = TestSpark.session();

    @TempDir
    private Path folder;

    @Test
    void what_is_loaded_equals_what_was_saved() {
        FeatureStatistics saved = statistics();
        String path = folder.resolve("statistics").toString();
        saved.save(SPARK, path);
        assertThat(FeatureStatistics.load(SPARK, path)).isEqualTo(saved);
    }

    private static FeatureStatistics statistics() {
        return FeatureStatistics.weighted(
                SPARK.sql("SELECT id / 7 AS x, IF(id % 3 = 0, NULL, array(1D, double(id))) AS a,"
                        + " CAST(NULL AS array<float>) AS none, id % 4 / 8 AS w FROM range(100)"),
                "w",
                "a",
                "x",
                "none");
    }
}
