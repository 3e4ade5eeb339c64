package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.tare.scan.Scan;

/** One sentence each, with the value and what to change. */
class BadInputTest {
    private static final Dataset<Row> FLIGHTS = Data.of(
            new StructType()
                    .add("delay", DataTypes.DoubleType)
                    .add("distance", DataTypes.IntegerType)
                    .add("carrier", DataTypes.StringType)
                    .add("late", DataTypes.BooleanType)
                    .add("v", Data.VECTOR),
            RowFactory.create(1.5, 100, "AA", true, Vectors.dense(1, 2)),
            RowFactory.create(null, 200, "UA", false, Vectors.dense(3, 4)));

    private static void requireError(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    private static StandardScaler scaler(String... inputs) {
        return new StandardScaler("s").setInputCols(inputs);
    }

    @Test
    void columns_that_are_missing_or_hold_no_numbers() {
        assertThatThrownBy(() -> scaler("dealy").fit(FLIGHTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no column 'dealy'; the nearest name is 'delay'");
        assertThatThrownBy(() -> scaler("carrier").fit(FLIGHTS))
                .hasMessageStartingWith("Column 'carrier' is of type string; use a column of");
        assertThatThrownBy(() -> scaler("delay").setWeightCol("weigth").fit(FLIGHTS))
                .hasMessageStartingWith("There is no column 'weigth'");
        assertThatThrownBy(() -> scaler("delay").fit(FLIGHTS).transform(FLIGHTS.drop("delay")))
                .hasMessageStartingWith("There is no column 'delay'");
    }

    @Test
    void inputs_and_outputs_that_do_not_fit_together() {
        requireError(() -> scaler().fit(FLIGHTS), "inputCols is empty; name the columns to scale with setInputCols.");
        requireError(
                () -> new StandardScaler().fit(FLIGHTS),
                "inputCols is empty; name the columns to scale with setInputCols.");
        requireError(
                () -> scaler("delay").setOutputCols("a", "b").fit(FLIGHTS),
                "There are 2 outputCols for 1 inputCols; give as many, or none for the default names.");
        requireError(
                () -> scaler("delay", "distance").setOutputCols("a", "a").fit(FLIGHTS),
                "outputCols has 'a' twice; name each column once.");
        requireError(
                () -> scaler("delay", "delay").fit(FLIGHTS), "inputCols has 'delay' twice; name each column once.");
        requireError(
                () -> scaler("delay").setOutputCols("distance").fit(FLIGHTS),
                "There is a column 'distance' already; name another output, or the input itself to replace it.");
        requireError(
                () -> scaler("distance").setOutputCols("DELAY").fit(FLIGHTS),
                "There is a column 'delay' already; name another output, or the input itself to replace it.");
        requireError(
                () -> scaler("delay").setVectorCol("carrier").fit(FLIGHTS),
                "There is a column 'carrier' already; name another output, or the input itself to replace it.");
        requireError(
                () -> scaler("delay").setVectorCol("v2").setOutputCols("a").fit(FLIGHTS),
                "vectorCol 'v2' and outputCols are both set; set vectorCol for one column of all results, or outputCols for"
                        + " a column each.");
        ScalerModel model = scaler("delay").fit(FLIGHTS);
        requireError(
                () -> model.transform(model.transform(FLIGHTS)),
                "There is a column 'delay_scaled' already; name another output, or the input itself to replace it.");
    }

    @Test
    void parameters_that_make_no_sense() {
        requireError(
                () -> new MinMaxScaler().setInputCol("delay").setMin(1).fit(FLIGHTS),
                "min is 1.0 and max is 1.0; both must be finite and min less than max.");
        requireError(
                () -> new MinMaxScaler()
                        .setInputCol("delay")
                        .setMax(Double.POSITIVE_INFINITY)
                        .fit(Scan.of(FLIGHTS, "delay").run()),
                "min is 0.0 and max is Infinity; both must be finite and min less than max.");
        requireError(
                () -> scaler().setVariance("both"), "variance cannot be 'both'; set variance to population or sample.");
        requireError(
                () -> scaler().setVariance(null), "variance cannot be null; set variance to population or sample.");
        requireError(
                () -> scaler().setHandleInvalid("drop"),
                "handleInvalid cannot be 'drop'; set handleInvalid to keep, skip or error.");
    }

    @Test
    void data_without_a_usable_value() {
        requireError(
                () -> scaler("delay").fit(FLIGHTS.limit(0)),
                "There are no rows to fit to; give data with at least one.");
        requireError(
                () -> scaler("x").fit(Data.column(null, Double.NaN, Double.POSITIVE_INFINITY)),
                "Feature 'x' has no finite value (2 missing, 1 infinite); leave it out or fill it in.");
        requireError(
                () -> scaler("v")
                        .fit(FLIGHTS.withColumn(
                                "v", org.apache.spark.sql.functions.lit(null).cast(Data.VECTOR))),
                "Column 'v' has no values: all 2 rows are null; leave it out or fill it in.");
        requireError(
                () -> scaler("v")
                        .fit(Data.of(
                                new StructType().add("v", Data.VECTOR),
                                RowFactory.create(Vectors.dense(1, Double.NaN)))),
                "Feature 'v[1]' has no finite value (1 missing, 0 infinite); leave it out or fill it in.");
    }

    @Test
    void weights_that_are_no_weights() {
        for (double weight : new double[] {-1, Double.NaN}) {
            Dataset<Row> data = Data.columns(new double[] {1, 1}, new double[] {2, weight});
            assertThatThrownBy(() -> scaler("x0").setWeightCol("x1").fit(data))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(String.valueOf(weight));
        }
        Dataset<Row> light = Data.columns(new double[] {1, 0.25}, new double[] {2, 0.25});
        requireError(
                () -> scaler("x0").setVariance("sample").setWeightCol("x1").fit(light),
                "Feature 'x0' cannot be scaled: its weights sum to 0.5 and the sample variance divides by 1 less; set"
                        + " variance to population.");
        requireError(
                () -> scaler("x0").setWeightCol("x1").fit(Scan.of(light, "x0").run()),
                "weightCol is 'x1' and the statistics were taken with no weights; set weightCol to theirs, or take them"
                        + " again.");
        requireError(
                () -> scaler("x0").fit(Scan.of(light, "x0").weightCol("x1").run()),
                "weightCol is no weights and the statistics were taken with 'x1'; set weightCol to theirs, or take them"
                        + " again.");
    }

    @Test
    void vectors_and_arrays_of_another_size_or_type_than_fitted() {
        ScalerModel model = scaler("v").fit(FLIGHTS);
        Dataset<Row> longer =
                Data.of(new StructType().add("v", Data.VECTOR), RowFactory.create(Vectors.dense(1, 2, 3)));
        requireError(
                () -> model.transform(longer).collectAsList(),
                "Column 'v' has 3 elements in a row where the model was fitted to 2; give it rows of 2.");
        assertThatThrownBy(() -> scaler("v").fit(longer.union(FLIGHTS.select("v"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3")
                .hasMessageContaining("2");
        Dataset<Row> array = Data.of(new StructType().add("v", Data.DOUBLES), RowFactory.create(List.of(1.0, 2.0)));
        requireError(
                () -> model.transform(array),
                "Column 'v' is of type array<double> where the model was fitted to vector; give it the type it was fitted"
                        + " to.");
        requireError(
                () -> model.apply(1, 2, 3),
                "Column 'row' has 3 elements in a row where the model was fitted to 2; give it rows of 2.");
    }

    @Test
    void a_model_of_nothing_transforms_nothing() {
        assertThat(new ScalerModel().transform(FLIGHTS).columns()).isEqualTo(FLIGHTS.columns());
    }

    @Test
    void casts_to_no_type_or_of_no_column() {
        requireError(
                () -> new ColumnCast().setInputCol("delay").transform(FLIGHTS),
                "outputCol is not set; set inputCol, outputCol and dataType, such as double.");
        requireError(
                () -> new ColumnCast()
                        .setInputCol("delay")
                        .setOutputCol("d")
                        .setDataType("nope")
                        .transform(FLIGHTS),
                "dataType is 'nope', which is no type; set dataType to one of DDL, such as array<double>.");
    }
}
