package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InverseTest {
    private static final double[] X = {1e9, 1e9 + 1e-3, 1e9 - 7e-4, 1e9 + 12};
    private static final double[] Y = {-3, 0, 1e-5, 8};

    /** Affine.inverse: 16 ulps of the largest number involved, here that of the column. */
    private static final double ULPS = 16;

    private static Dataset<Row> data() {
        return Data.columns(IntStream.range(0, X.length)
                .mapToObj(i -> new double[] {X[i], Y[i]})
                .toArray(double[][]::new));
    }

    private static void requireBack(Dataset<Row> back) {
        for (int i = 0; i < X.length; i++) {
            assertThat(Data.doubles(back, "x0").get(i)).isCloseTo(X[i], within(ULPS * Math.ulp(1e9 + 12)));
            assertThat(Data.doubles(back, "x1").get(i)).isCloseTo(Y[i], within(ULPS * Math.ulp(8.0)));
        }
    }

    private static List<Scaler<?>> scalers() {
        return List.of(
                new StandardScaler(),
                StandardScaler.likeSpark(),
                new MinMaxScaler(),
                new MinMaxScaler().setMin(-1).setMax(0.1).setClip(true),
                new MaxAbsScaler());
    }

    @Test
    void the_values_come_back_in_their_columns() {
        for (Scaler<?> scaler : scalers()) {
            scaler.setInputCols("x0", "x1");
            ScalerModel model = scaler.fit(data());
            Dataset<Row> scaled = model.transform(data());
            Dataset<Row> back = model.inverse().transform(scaled.drop("x0"));
            assertThat(back.columns()).containsExactlyInAnyOrder("x0", "x1", "x0_scaled", "x1_scaled");
            requireBack(back);
            requireBack(model.inverse().transform(scaled));
            double[] there = model.apply(X[3], Y[3]);
            assertThat(model.inverse().apply(there)[0]).isCloseTo(X[3], within(ULPS * Math.ulp(X[3])));
        }
    }

    @Test
    void columns_scaled_in_place_come_back_in_place() {
        ScalerModel model = new StandardScaler()
                .setInputCols("x0", "x1")
                .setOutputCols("x0", "x1")
                .fit(data());
        Dataset<Row> scaled = model.transform(data());
        assertThat(scaled.columns()).containsExactly("x0", "x1");
        assertThat(Data.doubles(scaled, "x1")).isNotEqualTo(Data.doubles(data(), "x1"));
        requireBack(model.inverse().transform(scaled));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_vector_of_all_results_comes_apart_into_columns(boolean dropped) {
        for (Scaler<?> scaler : scalers()) {
            scaler.setInputCols("x0", "x1").setVectorCol("v");
            ScalerModel model = scaler.fit(data());
            Dataset<Row> scaled = model.transform(data());
            requireBack(model.inverse().transform(dropped ? scaled.select("v") : scaled));
            assertThat(model.inverse().inverse().transform(data()).collectAsList())
                    .isEqualTo(scaled.collectAsList());
        }
    }

    @Test
    void vectors_and_arrays_within_one_vector_come_back_as_what_they_were() {
        StructType schema = new StructType()
                .add("s", Data.VECTOR)
                .add("n", DataTypes.IntegerType)
                .add("f", Data.FLOATS)
                .add("d", Data.DOUBLES)
                .add("v", Data.VECTOR);
        Vector sparse = Vectors.sparse(4, new int[] {1, 3}, new double[] {2, -8});
        Dataset<Row> data = Data.of(
                schema,
                RowFactory.create(sparse, 4, List.of(1f, 2f), List.of(0.5), Vectors.dense(4, 16)),
                RowFactory.create(Vectors.dense(4, 4, 4, 8), 2, List.of(2f, 4f), List.of(1.0), Vectors.dense(8, 8)));
        ScalerModel model = new MaxAbsScaler()
                .setInputCols(schema.fieldNames())
                .setVectorCol("all")
                .fit(data);
        Dataset<Row> scaled = model.transform(data);
        // Powers of two throughout: nothing is rounded.
        assertThat(Data.objects(scaled, "all")[0])
                .isEqualTo(Vectors.sparse(
                        10, new int[] {1, 3, 4, 5, 6, 7, 8, 9}, new double[] {0.5, -1, 1, 0.5, 0.5, 0.5, 0.5, 1}))
                .isInstanceOf(SparseVector.class);
        Dataset<Row> back = model.inverse().transform(scaled.select("all")).drop("all");
        assertThat(Arrays.stream(back.schema().fields()).map(field -> field.dataType()))
                .containsExactly(Data.VECTOR, DataTypes.DoubleType, Data.FLOATS, Data.DOUBLES, Data.VECTOR);
        Row first = back.first();
        assertThat(first.get(0)).isEqualTo(sparse);
        assertThat(first.getDouble(1)).isEqualTo(4);
        assertThat(first.getList(2)).isEqualTo(List.of(1f, 2f));
        assertThat(first.getList(3)).isEqualTo(List.of(0.5));
        assertThat(first.get(4)).isEqualTo(Vectors.dense(4, 16));
    }

    @Test
    void the_inverse_of_a_plan_undoes_each_column() {
        ScalerModel model = new ColumnScaler()
                .add(new StandardScaler().setInputCols("x0"), new MaxAbsScaler().setInputCols("x1"))
                .fit(data());
        requireBack(model.inverse().transform(model.transform(data()).drop("x0", "x1")));
    }
}
