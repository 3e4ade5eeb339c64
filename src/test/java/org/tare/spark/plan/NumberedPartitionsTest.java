package org.tare.spark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;

class NumberedPartitionsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64})
    void each_row_is_in_the_partition_of_its_number(int partitions) {
        Dataset<Row> rows = TestSpark.session().range(5L * partitions).selectExpr("int(id % " + partitions + ") AS n");
        Dataset<Row> placed = NumberedPartitions.of(rows, partitions, functions.col("n"));
        assertThat(placed.javaRDD().getNumPartitions()).isEqualTo(partitions);
        assertThat(placed.select(
                                functions.col("n"),
                                functions.spark_partition_id().alias("at"))
                        .where("n != at")
                        .count())
                .isZero();
        assertThat(placed.count()).isEqualTo(5L * partitions);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1024})
    void each_partition_has_a_key_of_its_own(int partitions) {
        assertThat(IntStream.of(NumberedPartitions.keys(partitions)).distinct()).hasSize(partitions);
    }
}
