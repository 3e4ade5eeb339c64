package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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
import org.tare.feature.plan.Norm;

class NormalizerTest {
    @Property
    void a_row_has_length_1_afterwards_whatever_its_size(@ForAll("rows") double[] row, @ForAll("powers") double p) {
        double[] y = row.clone();
        new Norm(p).dense(y);
        double largest = Arrays.stream(row).map(Math::abs).max().orElseThrow();
        if (largest == 0) {
            assertThat(y).isEqualTo(row);
            return;
        }
        double length = Double.isInfinite(p)
                ? Arrays.stream(y).map(Math::abs).max().orElseThrow()
                : Math.pow(Arrays.stream(y).map(v -> Math.pow(Math.abs(v), p)).sum(), 1 / p);
        // Up to 8 terms, each with a few roundings and a power of 1 ulp.
        assertThat(length).isCloseTo(1, within(1e-14));
    }

    @Test
    void numbers_are_one_row_and_vectors_and_arrays_rows_of_their_own() {
        Dataset<Row> data = Data.of(
                new StructType()
                        .add("a", DataTypes.IntegerType)
                        .add("v", Data.VECTOR)
                        .add("b", DataTypes.DoubleType)
                        .add("f", Data.FLOATS),
                RowFactory.create(3, Vectors.sparse(3, new int[] {0, 2}, new double[] {-6, 8}), 4.0, List.of(0f, 2f)),
                RowFactory.create(null, Vectors.dense(0, 0, 0), -2.0, Arrays.asList(null, Float.NaN, 5f)));
        Dataset<Row> scaled = new Normalizer().setInputCols("a", "v", "b", "f").transform(data);
        assertThat(scaled.columns())
                .containsExactly("a", "v", "b", "f", "a_scaled", "v_scaled", "b_scaled", "f_scaled");
        Row first = scaled.collectAsList().get(0);
        assertThat(first.getDouble(4)).isEqualTo(0.6);
        assertThat(first.get(5)).isEqualTo(Vectors.sparse(3, new int[] {0, 2}, new double[] {-0.6, 0.8}));
        assertThat(first.getDouble(6)).isEqualTo(0.8);
        assertThat(first.getList(7)).isEqualTo(List.of(0f, 1f));
        Row second = scaled.collectAsList().get(1);
        assertThat(second.isNullAt(4)).isTrue();
        assertThat(second.get(5)).isEqualTo(Vectors.dense(0, 0, 0));
        assertThat(second.getDouble(6)).isEqualTo(-1);
        assertThat(second.getList(7)).isEqualTo(Arrays.asList(null, Float.NaN, 1f));
    }

    @Test
    void numbers_become_one_vector() {
        Dataset<Row> data = Data.columns(new double[] {3, 4}, new double[] {0, 0}, new double[] {Double.NaN, -4});
        Object[] vectors = Data.objects(
                new Normalizer()
                        .setNorm("l1")
                        .setInputCols("x0", "x1")
                        .setVectorCol("v")
                        .transform(data),
                "v");
        assertThat(vectors[0]).isEqualTo(Vectors.dense(3 / 7.0, 4 / 7.0));
        assertThat(vectors[1]).isEqualTo(Vectors.dense(0, 0));
        assertThat(((Vector) vectors[2]).toArray()).containsExactly(Double.NaN, -1);
    }

    @Test
    void sparse_stays_sparse() {
        Dataset<Row> data = Data.of(
                new StructType().add("v", Data.VECTOR),
                RowFactory.create(Vectors.sparse(1_000_000, new int[] {7}, new double[] {5})));
        Object scaled =
                Data.objects(new Normalizer().setInputCol("v").setOutputCol("v").transform(data), "v")[0];
        assertThat(scaled).isInstanceOf(SparseVector.class);
        assertThat(((SparseVector) scaled).values()).containsExactly(1);
    }

    @Test
    void what_is_no_norm_is_refused() {
        assertThatThrownBy(() -> new Normalizer().setP(0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("p cannot be 0.5; set p to at least 1.0.");
        assertThatThrownBy(() -> new Normalizer().setP(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Normalizer().setNorm("l3"))
                .hasMessage("There is no norm 'l3'; set l1, l2 or max, or p.");
        StructType schema = new StructType().add("v", Data.VECTOR);
        assertThatThrownBy(() ->
                        new Normalizer().setInputCol("v").setVectorCol("w").transformSchema(schema))
                .hasMessage(
                        "Column 'v' is of type vector and vectorCol and arrayCol take numbers; set outputCols instead.");
    }

    @Provide
    static Arbitrary<double[]> rows() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite),
                        Arbitraries.doubles().between(-10, 10),
                        Arbitraries.of(0.0, Double.MIN_VALUE, 1.7e308, -1.7e308))
                .array(double[].class)
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Provide
    static Arbitrary<Double> powers() {
        return Arbitraries.of(1.0, 2.0, 3.5, 10.0, Double.POSITIVE_INFINITY);
    }

    @Test
    void an_infinity_leaves_nothing_of_finite_values() {
        Dataset<Row> data = Data.of(
                new StructType().add("v", Data.VECTOR),
                RowFactory.create(Vectors.dense(1, -2, Double.POSITIVE_INFINITY, Double.NaN)));
        for (double p : new double[] {1, 2, 3, Double.POSITIVE_INFINITY}) {
            Object unit =
                    Data.objects(new Normalizer().setInputCols("v").setP(p).transform(data), "v_scaled")[0];
            assertThat(unit).isEqualTo(Vectors.dense(0, -0.0, Double.NaN, Double.NaN));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, 64, 2000, 1e9, 1e300})
    void no_power_over_or_underflows(double p) {
        for (double x : new double[] {1.5, 1.999, 1e-320, 1e308, 3}) {
            Dataset<Row> data = Data.columns(new double[] {x, x});
            Dataset<Row> unit =
                    new Normalizer().setInputCols("x0", "x1").setP(p).transform(data);
            // The power, the sum, its root and the quotient, an ulp each.
            assertThat(Data.doubles(unit, "x0_scaled").get(0))
                    .isCloseTo(Math.pow(2, -1 / p), within(4 * Math.ulp(1.0)));
        }
    }
}
