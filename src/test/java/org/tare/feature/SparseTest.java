package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.tare.scan.Scan;

class SparseTest {
    private static Dataset<Row> vectors(Vector... vectors) {
        return Data.of(
                new StructType().add("v", Data.VECTOR),
                java.util.Arrays.stream(vectors).map(RowFactory::create).toArray(Row[]::new));
    }

    private static final Vector[] ROWS = {
        Vectors.sparse(3, new int[] {0, 2}, new double[] {2, -4}),
        Vectors.sparse(3, new int[] {2}, new double[] {1}),
        Vectors.dense(1, 0, 0),
        Vectors.sparse(3, new int[] {}, new double[] {})
    };

    @Test
    void sparse_rows_stay_sparse_dense_rows_dense_and_both_give_the_same() {
        Vector[] dense = java.util.Arrays.stream(ROWS).map(Vector::toDense).toArray(Vector[]::new);
        for (Scaler<?> scaler :
                new Scaler<?>[] {new MaxAbsScaler(), new StandardScaler().setWithMean(false), StandardScaler.likeSpark()
                }) {
            scaler.setInputCol("v").setOutputCol("y");
            ScalerModel model = scaler.fit(vectors(ROWS));
            Object[] sparse = Data.objects(model.transform(vectors(ROWS)), "y");
            Object[] filled = Data.objects(scaler.fit(vectors(dense)).transform(vectors(dense)), "y");
            for (int i = 0; i < ROWS.length; i++) {
                assertThat(sparse[i].getClass()).isEqualTo(ROWS[i].getClass());
                assertThat(((Vector) sparse[i]).toArray()).containsExactly(((Vector) filled[i]).toArray());
            }
        }
    }

    @Test
    void implicit_zeros_stay_implicit() {
        ScalerModel model =
                new MaxAbsScaler().setInputCol("v").setOutputCol("v").fit(vectors(ROWS));
        assertThat(((SparseVector) Data.objects(model.transform(vectors(ROWS)), "v")[1]).indices())
                .containsExactly(2);
    }

    @Test
    void a_fit_that_would_make_sparse_rows_dense_is_refused_with_the_ways_out() {
        assertThatThrownBy(() -> new StandardScaler().setInputCol("v").fit(vectors(ROWS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column 'v' holds sparse vectors, which would become dense as its element 0 takes 0 to "
                        + new StandardScaler()
                                .curve(org.tare.scan.FeatureStatistics.of(
                                        "x", org.tare.stat.MomentsStatistic.of(2, 0, 1, 0)))
                                .apply(0)
                        + "; set withMean to false, or make the column dense first.");
        assertThatThrownBy(() -> new MinMaxScaler()
                        .setInputCol("v")
                        .fit(Scan.of(vectors(ROWS), "v").run()))
                .hasMessage("Column 'v' holds sparse vectors, which would become dense as its element 2 takes 0 to 0.8;"
                        + " use MaxAbsScaler, or make the column dense first.");
        assertThatThrownBy(() ->
                        new MinMaxScaler().setInputCol("v").setVectorCol("w").fit(vectors(ROWS)))
                .hasMessageContaining("use MaxAbsScaler");
    }

    @Test
    void a_sparse_row_met_by_a_model_fitted_to_dense_ones_is_refused_too() {
        ScalerModel model =
                new StandardScaler().setInputCol("v").fit(vectors(Vectors.dense(1, 2, 3), Vectors.dense(2, 5, 7)));
        assertThatThrownBy(() -> model.transform(vectors(ROWS)).collectAsList())
                .hasStackTraceContaining(
                        "Column 'v' holds sparse vectors, which would become dense as its element 0 takes"
                                + " 0 to -3.0; fit with withMean=false or MaxAbsScaler, or make the column dense first.");
    }

    @Test
    void a_model_that_keeps_zero_takes_sparse_rows_though_fitted_to_dense_ones() {
        ScalerModel model = new MinMaxScaler()
                .setInputCol("v")
                .setOutputCol("y")
                .fit(vectors(Vectors.dense(0, 0, 0), Vectors.dense(4, 1, 4)));
        assertThat(Data.objects(model.transform(vectors(ROWS)), "y")[0])
                .isEqualTo(Vectors.sparse(3, new int[] {0, 2}, new double[] {0.5, -1}));
    }
}
