package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.TestSpark;

class InvalidTest {
    private static final StructType SCHEMA = new StructType()
            .add("id", DataTypes.IntegerType)
            .add("n", DataTypes.IntegerType)
            .add("x", DataTypes.DoubleType)
            .add("v", Data.VECTOR)
            .add("f", Data.FLOATS);

    private static final Dataset<Row> DATA = Data.of(
            SCHEMA,
            RowFactory.create(0, 1, 1.0, Vectors.dense(1, 2), List.of(1f)),
            RowFactory.create(1, null, 2.0, Vectors.dense(3, 4), List.of(2f)),
            RowFactory.create(2, 3, Double.NaN, Vectors.dense(5, 6), List.of(3f)),
            RowFactory.create(3, 4, null, Vectors.dense(5, 6), List.of(3f)),
            RowFactory.create(4, 5, 4.0, Vectors.sparse(2, new int[] {1}, new double[] {Double.NaN}), List.of(4f)),
            RowFactory.create(5, 6, 5.0, null, List.of(5f)),
            RowFactory.create(6, 7, 6.0, Vectors.dense(7, 8), Arrays.asList((Float) null)),
            RowFactory.create(7, 8, 7.0, Vectors.dense(7, 8), List.of(Float.NaN)),
            RowFactory.create(8, 9, Double.POSITIVE_INFINITY, Vectors.dense(9, 9), List.of(9f)));

    /** The rows that each column spoils; infinity is a number. */
    private static final Map<String, List<Integer>> BAD =
            Map.of("n", List.of(1), "x", List.of(2, 3), "v", List.of(4, 5), "f", List.of(6, 7));

    private static ScalerModel model(String... inputs) {
        return new MaxAbsScaler().setInputCols(inputs).fit(DATA);
    }

    @Test
    void keep_keeps_every_row() {
        assertThat(model("n", "x", "v", "f").transform(DATA).count()).isEqualTo(DATA.count());
    }

    @Test
    void skip_drops_the_rows_with_a_null_or_nan_in_an_input() {
        BAD.forEach((column, rows) -> assertThat(
                        Data.objects(model(column).setHandleInvalid("skip").transform(DATA), "id"))
                .hasSize(9 - rows.size())
                .doesNotContainAnyElementsOf(rows));
        assertThat(Data.objects(
                        model("n", "x", "v", "f").setHandleInvalid("skip").transform(DATA), "id"))
                .containsExactly(0, 8);
        assertThat(Data.objects(
                        new Normalizer()
                                .setInputCols("n", "x")
                                .setHandleInvalid("skip")
                                .transform(DATA),
                        "id"))
                .containsExactly(0, 4, 5, 6, 7, 8);
    }

    @Test
    void error_names_each_column_and_its_number_of_such_values_before_any_row_is_transformed() {
        assertThatThrownBy(() ->
                        model("n", "x", "v", "f").setHandleInvalid("error").transform(DATA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "There are values that are null or NaN: 1 in 'n', 2 in 'x', 3 in 'v', 2 in 'f'; fill them in,"
                                + " or set handleInvalid to keep or skip.");
        Dataset<Row> nulls = DATA.where("v is null");
        assertThatThrownBy(() -> model("v").setHandleInvalid("error").transform(nulls))
                .hasMessageStartingWith("There are values that are null or NaN: 1 in 'v';");
        assertThat(model("n")
                        .setHandleInvalid("error")
                        .transform(DATA.where("n > 2"))
                        .count())
                .isEqualTo(7);
    }

    @Test
    void error_in_a_stream_names_the_column_of_the_first_such_value(@TempDir Path folder) throws Exception {
        String in = folder.resolve("in").toString();
        DATA.write().parquet(in);
        for (String column : BAD.keySet()) {
            StreamingQuery query = model(column)
                    .setHandleInvalid("error")
                    .transform(TestSpark.session().readStream().schema(SCHEMA).parquet(in))
                    .writeStream()
                    .format("noop")
                    .trigger(Trigger.AvailableNow())
                    .start();
            assertThatThrownBy(query::awaitTermination)
                    .hasStackTraceContaining("Column '" + column
                            + "' has a value that is null or NaN; fill them in, or set handleInvalid to keep or skip.");
        }
    }

    @Test
    void a_wide_row_is_checked_without_a_deep_plan() {
        double[] row = new double[3_000];
        row[2_999] = Double.NaN;
        double[] good = new double[3_000];
        Dataset<Row> data = Data.columns(row, good);
        String[] names = data.columns();
        // A conjunction of 3,000 conditions one within the other overflows the stack of the optimizer.
        assertThat(new Normalizer()
                        .setInputCols(names)
                        .setVectorCol("v")
                        .setHandleInvalid("skip")
                        .transform(data)
                        .select("v")
                        .count())
                .isEqualTo(1);
    }

    private static final Dataset<Row> POSITIVE = Data.of(
            new StructType()
                    .add("x", DataTypes.DoubleType)
                    .add("v", Data.VECTOR)
                    .add("g", DataTypes.IntegerType),
            RowFactory.create(1.0, Vectors.dense(1, 2), 0),
            RowFactory.create(2.0, Vectors.dense(3, 4), 0),
            RowFactory.create(4.0, Vectors.dense(8, 9), 1),
            RowFactory.create(7.0, Vectors.dense(4, 3), 1));

    private static final Dataset<Row> REFUSED = POSITIVE.union(POSITIVE.selectExpr("-2 * x", "v", "g")
            .limit(2)
            .union(Data.of(POSITIVE.schema(), RowFactory.create(1.0, Vectors.dense(1, -5), 0))));

    private static List<Scaler<?>> partial() {
        return List.of(
                new PowerTransformer().setMethod("box-cox"),
                new PowerTransformer().setMethod("box-cox").setVectorCol("all"),
                new PowerTransformer().setMethod("box-cox").setGroupCols("g"),
                new LogScaler());
    }

    @Test
    void a_number_without_a_result_is_as_invalid_as_none() {
        for (Scaler<?> scaler : partial()) {
            scaler.setInputCols("x", "v");
            ScalerModel model = scaler.fit(POSITIVE);
            assertThat(model.transform(REFUSED).count()).isEqualTo(7);
            assertThat(Data.objects(model.setHandleInvalid("skip").transform(REFUSED), "x"))
                    .containsExactlyInAnyOrder(1.0, 2.0, 4.0, 7.0);
            model.setHandleInvalid("error");
            assertThat(model.transform(POSITIVE).count()).isEqualTo(4);
            assertThatThrownBy(() -> model.transform(REFUSED))
                    .hasMessage("There are values that become NaN or -infinity: "
                            + (model.getVectorCol() == null ? "2 in 'x', 1 in 'v'" : "3 in 'x', 'v'")
                            + ", as a logarithm or power of them is not defined; filter them out, or set handleInvalid"
                            + " to keep or skip.");
        }
    }

    /** There the curve has no value either, only a limit. */
    @Test
    void the_end_of_a_logarithm_is_invalid_too() {
        Dataset<Row> falling = Data.of(
                new StructType().add("x", DataTypes.DoubleType).add("v", Data.VECTOR),
                RowFactory.create(1.0, Vectors.dense(1, 1.1)),
                RowFactory.create(2.0, Vectors.dense(1.2, 1.3)),
                RowFactory.create(90.0, Vectors.dense(100, 70)));
        StructType schema = falling.schema();
        for (Scaler<?> scaler : List.of(new PowerTransformer().setMethod("box-cox"), new LogScaler())) {
            double end = scaler instanceof LogScaler ? -1 : 0;
            Dataset<Row> ends = falling.union(Data.of(
                    schema,
                    RowFactory.create(end, Vectors.dense(2, 2)),
                    RowFactory.create(3.0, Vectors.dense(end, 2)),
                    RowFactory.create(Double.POSITIVE_INFINITY, Vectors.dense(2, 2))));
            for (String assembled : new String[] {"", "all"}) {
                scaler.setInputCols("x", "v");
                ScalerModel model = scaler.fit(falling);
                if (!assembled.isEmpty()) {
                    model.setVectorCol(assembled);
                }
                assertThat(model.select("x").apply(end)).containsExactly(Double.NEGATIVE_INFINITY);
                assertThat(model.setHandleInvalid("skip").transform(ends).count())
                        .isEqualTo(4);
                assertThatThrownBy(() -> model.setHandleInvalid("error").transform(ends))
                        .hasMessageStartingWith("There are values that become NaN or -infinity: ");
            }
        }
    }

    @Test
    void by_group_an_infinite_result_of_an_infinite_number_stays() {
        Dataset<Row> data = POSITIVE.union(
                Data.of(POSITIVE.schema(), RowFactory.create(Double.NEGATIVE_INFINITY, Vectors.dense(1, 2), 0)));
        ScalerModel model = new PowerTransformer()
                .setInputCols("x")
                .setGroupCols("g")
                .setHandleInvalid("skip")
                .fit(POSITIVE);
        assertThat(model.transform(data).count()).isEqualTo(5);
    }
}
