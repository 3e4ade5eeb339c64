package org.tare.scan;

import static org.assertj.core.api.Assertions.assertThat;

import example.SmallestPositive;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;
import org.tare.spark.column.ColumnIndex;
import org.tare.spark.plan.Plans;
import org.tare.stat.Accumulator;
import org.tare.stat.HistogramStatistic;
import org.tare.stat.Statistic;

/** Kinds of statistics beside the moments: by their definition, however Spark brings the rows. */
class FamilyTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final Dataset<Row> DATA = ScanData.read(SPARK);

    /** So few buckets that their level differs from partition to partition. */
    private static final List<Statistic<?>> KINDS = List.of(new HistogramStatistic(32), new SmallestPositive());

    private static final DatasetStatistics EXPECTED = scan(DATA, null);

    private static DatasetStatistics scan(Dataset<Row> data, String weightCol) {
        return Scan.of(data, ScanData.FEATURES)
                .weightCol(weightCol)
                .with(KINDS.toArray(Statistic<?>[]::new))
                .run();
    }

    @Test
    void each_kind_has_seen_the_values_of_each_feature() {
        requireDefinition(EXPECTED, "1");
    }

    @Test
    void each_value_weighs_what_its_row_weighs_on_both_paths() {
        for (String weightCol : List.of("w", "share")) {
            DatasetStatistics weighted = scan(DATA, weightCol);
            assertThat(scan(DATA.filter("month >= 0"), weightCol)).isEqualTo(weighted);
            requireDefinition(weighted, weightCol);
        }
    }

    private static void requireDefinition(DatasetStatistics statistics, String weight) {
        for (ColumnStatistics column : statistics.columns()) {
            List<Row> rows = DATA.select(ColumnIndex.column(column.name()), functions.expr("double(" + weight + ")"))
                    .collectAsList();
            for (int e = 0; e < column.size(); e++) {
                for (Statistic<?> kind : KINDS) {
                    assertThat(column.feature(e).<Object>get(any(kind)))
                            .as(kind + " of " + column.feature(e).name())
                            .isEqualTo(accumulated(kind, rows, e));
                }
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Statistic<Object> any(Statistic<?> kind) {
        return (Statistic<Object>) kind;
    }

    private static <V> V accumulated(Statistic<V> kind, List<Row> rows, int element) {
        Accumulator<V> accumulator = kind.accumulator();
        rows.forEach(row -> accumulator.add(value(row.get(0), element), row.getDouble(1)));
        return accumulator.result();
    }

    private static double value(Object cell, int element) {
        if (cell instanceof Vector vector) {
            return vector.apply(element);
        }
        if (cell instanceof scala.collection.Seq<?> array) {
            return value(array.apply(element), 0);
        }
        return cell == null ? Double.NaN : ((Number) cell).doubleValue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 200})
    void any_number_of_partitions_gives_the_same(int partitions) {
        assertThat(scan(DATA.repartition(partitions), null)).isEqualTo(EXPECTED);
    }

    @Test
    void rows_and_batches_in_any_order_give_the_same() {
        assertThat(Plans.batches(DATA)).isPresent();
        assertThat(scan(DATA.filter("month >= 0"), null)).isEqualTo(EXPECTED);
        assertThat(scan(DATA.orderBy(functions.rand(1)), null)).isEqualTo(EXPECTED);
        assertThat(scan(DATA.repartition(5).orderBy(functions.rand(2)), "share"))
                .isEqualTo(scan(DATA, "share"));
    }

    @Test
    void empty_partitions_change_nothing() {
        Dataset<Row> few = DATA.limit(3).coalesce(1).cache();
        try {
            assertThat(scan(few.repartition(20), null)).isEqualTo(scan(few, null));
        } finally {
            few.unpersist();
        }
    }

    @Test
    void integer_weights_are_repeated_rows() {
        DatasetStatistics weighted = scan(DATA, "w");
        DatasetStatistics repeated = scan(
                DATA.withColumn("time", functions.expr("explode(array_repeat(0, w))"))
                        .drop("time"),
                null);
        for (ColumnStatistics column : weighted.columns()) {
            for (int e = 0; e < column.size(); e++) {
                for (Statistic<?> kind : KINDS) {
                    assertThat(column.feature(e).<Object>get(any(kind)))
                            .isEqualTo(repeated.column(column.name()).feature(e).get(any(kind)));
                }
            }
        }
    }

    @Test
    void days_merge_to_the_whole() {
        List<DatasetStatistics> days = IntStream.range(0, 4)
                .mapToObj(day -> scan(DATA.filter("month % 4 = " + day), "share"))
                .toList();
        DatasetStatistics whole = scan(DATA, "share");
        assertThat(days.stream().reduce(DatasetStatistics::merge)).contains(whole);
        assertThat(days.get(3).merge(days.get(1)).merge(days.get(0).merge(days.get(2))))
                .isEqualTo(whole);
    }

    @Test
    void no_rows_are_the_identity_of_merge() {
        DatasetStatistics nothing = scan(DATA.filter("month > 12"), null);
        assertThat(nothing.column("d").feature().get(new HistogramStatistic(32)).isEmpty())
                .isTrue();
        assertThat(nothing.merge(EXPECTED)).isEqualTo(EXPECTED);
        assertThat(EXPECTED.merge(nothing)).isEqualTo(EXPECTED);
        assertThat(scan(SPARK.createDataFrame(List.of(), DATA.schema()), null)).isEqualTo(nothing);
    }
}
