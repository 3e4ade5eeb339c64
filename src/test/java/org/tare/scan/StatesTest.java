package org.tare.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;
import org.tare.stat.HistogramStatistic;
import org.tare.stat.Statistic;
import scala.reflect.ClassTag;

/** States on their way: in chunks of columns, through a tree of tasks, through serializers. */
class StatesTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final HistogramStatistic HISTOGRAM = new HistogramStatistic(16);

    /** Three chunks of columns. */
    private static final int COLUMNS = 150;

    /** So many that states with histograms do not all go to the driver. */
    private static final int PARTITIONS = 9;

    private static final DatasetStatistics STATISTICS = Scan.of(ScanData.read(SPARK), ScanData.FEATURES)
            .weightCol("share")
            .with(HISTOGRAM)
            .run();

    private static String[] names() {
        return IntStream.range(0, COLUMNS).mapToObj(i -> "c" + i).toArray(String[]::new);
    }

    private static Dataset<Row> wide(int partitions) {
        String columns = IntStream.range(0, COLUMNS)
                .mapToObj(i -> "sin(id * " + (i + 1) + ") AS c" + i)
                .collect(Collectors.joining(", "));
        return SPARK.range(0, 500, 1, partitions).selectExpr(("id, " + columns).split(", "));
    }

    @Test
    void many_columns_and_partitions_give_what_one_partition_gives() {
        DatasetStatistics scattered =
                Scan.of(wide(PARTITIONS), names()).with(HISTOGRAM).run();
        assertThat(scattered)
                .isEqualTo(Scan.of(wide(1), names()).with(HISTOGRAM).run());
        assertThat(scattered.columns().stream().map(ColumnStatistics::name)).containsExactly(names());
        for (int i : new int[] {0, 64, 149}) {
            assertThat(scattered.column("c" + i))
                    .isEqualTo(Scan.of(wide(2), "c" + i).with(HISTOGRAM).run().column("c" + i));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, PARTITIONS})
    void bad_data_are_one_sentence_through_all_chunks(int partitions) {
        String[] columns = IntStream.range(0, COLUMNS + 1)
                .mapToObj(i -> i == 0 ? "v" : "c" + (i - 1))
                .toArray(String[]::new);
        Dataset<Row> ragged =
                wide(partitions).selectExpr("*", "IF(id = 321, array(1D), array(1D, 2D)) AS v", "id % 7 - 1 AS w");
        for (Statistic<?>[] kinds : List.of(new Statistic<?>[] {}, new Statistic<?>[] {HISTOGRAM})) {
            assertThatThrownBy(() -> Scan.of(ragged, columns).with(kinds).run())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "Column 'v' has 1 elements in one row and 2 in another; bring all rows to one size, or make"
                                    + " the odd ones null.");
            assertThatThrownBy(() ->
                            Scan.of(ragged, names()).weightCol("w").with(kinds).run())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(
                            "Weight column 'w' has the value -1.0; weights must be finite and not negative");
        }
    }

    @Test
    void vectors_of_one_size_in_each_partition_and_not_in_all_are_one_sentence() {
        Dataset<Row> ragged = SPARK.range(0, 40, 1, 4).selectExpr("IF(id < 20, array(1D), array(1D, 2D)) AS v");
        assertThatThrownBy(() -> Scan.of(ragged, "v").with(HISTOGRAM).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Column 'v' has 1 elements in one row and 2 in another");
    }

    @Test
    void statistics_go_through_java_serialization() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(STATISTICS);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(STATISTICS);
        }
    }

    @Test
    void statistics_go_through_kryo() {
        SerializerInstance kryo = new KryoSerializer(SPARK.sparkContext().getConf()).newInstance();
        ClassTag<DatasetStatistics> tag = ClassTag.apply(DatasetStatistics.class);
        ByteBuffer bytes = kryo.serialize(STATISTICS, tag);
        DatasetStatistics read = kryo.deserialize(bytes, tag);
        assertThat(read).isEqualTo(STATISTICS);
        assertThat(read.merge(read)).isEqualTo(STATISTICS.merge(STATISTICS));
    }

    @Test
    void statistics_are_at_hand_in_a_map() {
        // A field would not travel with the closure.
        DatasetStatistics known = STATISTICS;
        List<Double> medians = SPARK.range(0, 4, 1, 2)
                .map(
                        (MapFunction<Long, Double>)
                                q -> known.column("D").feature().get(HISTOGRAM).quantile(q / 4.0),
                        Encoders.DOUBLE())
                .collectAsList();
        assertThat(medians)
                .isEqualTo(IntStream.range(0, 4)
                        .mapToObj(
                                q -> known.column("d").feature().get(HISTOGRAM).quantile(q / 4.0))
                        .toList());
    }
}
