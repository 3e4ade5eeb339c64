package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.TwoExecutors;
import org.tare.scan.GroupedStatistics;
import org.tare.scan.Scan;
import org.tare.stat.HistogramStatistic;

/** Groups on two executors, each a JVM of its own, have the bits of one thread. */
@Tag("long")
class ClusterGroupsIT {
    private static final int MANY = 101_000;

    @TempDir
    Path folder;

    private static Dataset<Row> data(SparkSession spark) {
        return spark.range(0, 2L * MANY, 1, 5)
                .selectExpr(
                        "id",
                        "IF(id % 7 = 3, NULL, concat('g', id % 7)) AS text",
                        "id % " + MANY + " AS many",
                        "IF(id % 11 = 0, NULL, exp(sin(id))) AS x",
                        "array(CAST(cos(id) AS float), 1F) AS a",
                        "double(id % 3) AS w");
    }

    private static ColumnScaler scalers(String key) {
        return new ColumnScaler()
                .add(new Imputer().setInputCols("x").setStrategy("median"))
                .add(new QuantileTransformer()
                        .setInputCols("x")
                        .setNumQuantiles(100)
                        .setOutputCols("ranks"))
                .add(new StandardScaler().setInputCols("a"))
                .setWeightCol("w")
                .setUnseenGroup("global")
                .setMinGroupRows(1)
                .setGroupCols(key);
    }

    private static List<Row> sorted(Dataset<Row> rows) {
        return rows.where("id % 1000 < 20").collectAsList().stream()
                .sorted(Comparator.comparingLong(row -> row.<Long>getAs("id")))
                .toList();
    }

    private record Found(List<Row> few, List<Row> many, GroupedStatistics statistics, String merged) {}

    private Found found(SparkSession spark, String name) throws Exception {
        Dataset<Row> data = data(spark);
        List<Row> few = sorted(scalers("text").fit(data).transform(data));
        // So many groups stay with the executors, and their model is joined by a shuffle.
        ScalerModel model = new StandardScaler()
                .setInputCols("x", "id")
                .setGroupCols("many")
                .setMinGroupRows(1)
                .fit(data);
        String path = folder.resolve(name).toUri().toString();
        model.save(path);
        List<Row> many = sorted(ScalerModel.load(path).transform(data));
        Scan scan = Scan.of(data, "x", "a").with(new HistogramStatistic());
        GroupedStatistics merged = Scan.of(data.where("id % 2 = 0"), "x", "a")
                .groupBy("text")
                .run()
                .merge(Scan.of(data.where("id % 2 = 1"), "x", "a")
                        .groupBy("text")
                        .run());
        return new Found(
                few, many, scan.groupBy("text").run(), merged.group("g1").toString());
    }

    @Test
    void two_executors_give_the_bits_of_one_thread() throws Exception {
        SparkSession local = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                // Not those of the cluster, and not two hundred, each of which is a task.
                .config("spark.sql.shuffle.partitions", "3")
                .getOrCreate();
        Found expected = found(local, "local");
        List<Object> groups = List.of("g0", "g1", "g6");
        List<String> told = groups.stream()
                .map(group -> expected.statistics().group(group).toString())
                .toList();
        local.stop();
        SparkSession cluster = TwoExecutors.start(false);
        try {
            Found found = found(cluster, "cluster");
            assertThat(found.few()).isEqualTo(expected.few());
            assertThat(found.many()).isEqualTo(expected.many());
            assertThat(found.merged()).isEqualTo(expected.merged());
            assertThat(groups.stream()
                            .map(group -> found.statistics().group(group).toString())
                            .toList())
                    .isEqualTo(told);
            assertThat(found.statistics().all()).isEqualTo(expected.statistics().all());
        } finally {
            cluster.stop();
        }
    }
}
