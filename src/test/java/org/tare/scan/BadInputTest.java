package org.tare.scan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tare.TestSpark;

/** Each bad input has one sentence that says what it is and what to change. */
class BadInputTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final Dataset<Row> DATA = SPARK.range(0, 4, 1, 2)
            .selectExpr("id", "string(id) AS name", "id > 1 AS flag", "array(id) AS longs", "array(double(id)) AS a");

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void columns_that_hold_no_features_are_named_with_their_type() {
        String rest =
                "; use a column of byte, short, int, long, float, double, decimal, boolean, ML vector, array<float> or"
                        + " array<double>.";
        refused(() -> Scan.of(DATA, "name").run(), "Column 'name' is of type string" + rest);
        refused(() -> Scan.of(DATA, "longs").run(), "Column 'longs' is of type array<bigint>" + rest);
    }

    @Test
    void no_columns_and_unknown_columns_are_refused() {
        refused(() -> Scan.of(DATA).run(), "No columns were named; name at least one to scan.");
        refused(() -> Scan.of(DATA, "nam").run(), "There is no column 'nam'; the nearest name is 'name'.");
        refused(() -> Scan.of(DATA, "id").run().column("ie"), "There is no column 'ie'; the nearest name is 'id'.");
    }

    @Test
    void fewer_groups_than_none_are_refused() {
        GroupedStatistics groups = Scan.of(DATA, "id").groupBy("name").run();
        refused(() -> groups.largest(-1), "The number of groups is -1; give one from 0 up.");
    }

    @Test
    void a_stream_is_refused() {
        Dataset<Row> stream = SPARK.readStream().format("rate").load();
        refused(
                () -> Scan.of(stream, "value").run(),
                "The Dataset is a stream, which has no end to scan to; read it as a batch, or scan each batch in"
                        + " foreachBatch and merge the statistics.");
    }

    @ParameterizedTest
    @CsvSource({"-1.5, -1.5", "'double(''NaN'')', NaN", "'double(''Infinity'')', Infinity", "NULL, null"})
    void bad_weights_are_named(String weight, String shown) {
        Dataset<Row> data = DATA.selectExpr("id", "IF(id = 3, " + weight + ", 1D) AS w");
        refused(
                () -> Scan.of(data, "id").weightCol("w").run(),
                "Weight column 'w' has the value " + shown
                        + "; weights must be finite and not negative, so fix that row or filter it out.");
    }

    @Test
    void weights_must_be_numbers() {
        refused(
                () -> Scan.of(DATA, "id").weightCol("a").run(),
                "Column 'a' is of type array<double> and cannot weigh rows; use a column of numbers.");
    }

    @Test
    void arrays_of_unequal_size_are_named_within_and_between_partitions() {
        String message =
                "Column 'a' has 2 elements in one row and 3 in another; bring all rows to one size, or make the"
                        + " odd ones null.";
        Dataset<Row> ragged = SPARK.range(4).selectExpr("IF(id < 2, array(1D, 2D), array(1D, 2D, 3D)) AS a");
        refused(() -> Scan.of(ragged.coalesce(1), "a").run(), message);
        Dataset<Row> split = SPARK.range(0, 4, 1, 2).selectExpr("IF(id < 2, array(1D, 2D), array(1D, 2D, 3D)) AS a");
        refused(() -> Scan.of(split, "a").run(), message);
        refused(
                () -> Scan.of(ragged.limit(2), "a")
                        .run()
                        .merge(Scan.of(ragged.offset(2), "a").run()),
                message);
    }

    @Test
    void vectors_of_unequal_size_are_named() {
        List<Row> rows = List.of(
                RowFactory.create(Vectors.sparse(5, new int[] {1}, new double[] {1})),
                RowFactory.create(Vectors.dense(1, 2)));
        Dataset<Row> ragged = SPARK.createDataFrame(rows, new StructType().add("v", SQLDataTypes.VectorType()));
        refused(
                () -> Scan.of(ragged, "v").run(),
                "Column 'v' has 2 elements in one row and 5 in another; bring all rows to one size, or make the odd ones"
                        + " null.");
    }

    @Test
    void an_empty_array_is_refused() {
        refused(
                () -> Scan.of(SPARK.sql("SELECT CAST(array() AS array<double>) AS a"), "a")
                        .run(),
                "Column 'a' has a row without elements; filter out such rows, or make them null.");
    }

    @Test
    void statistics_of_other_columns_types_or_weights_do_not_merge() {
        DatasetStatistics id = Scan.of(DATA, "id").run();
        refused(
                () -> id.merge(Scan.of(DATA, "id", "a").run()),
                "Column 'a' is in one of the statistics only; select the columns that both have, or scan again.");
        refused(
                () -> id.merge(Scan.of(DATA.selectExpr("a AS id"), "id").run()),
                "Column 'id' is of type bigint in one statistic and array<double> in the other; cast it to one type and scan"
                        + " again.");
        refused(
                () -> id.merge(Scan.of(DATA, "id").weightCol("id").run()),
                "The rows of one statistic are not weighted and those of the other weighted by 'id'; scan again with one"
                        + " weighting.");
    }
}
