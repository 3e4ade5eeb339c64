package org.tare.curve;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.tare.TestSpark;

class CurveSqlTest {
    private static final List<Curve> CURVES = List.of(
            new Affine(3, 1.5, 0, 1),
            new Affine(0, 7, -0.0, 1),
            new Affine(-0.0, 1, 2, -3),
            new Affine(5, 1, 0, 0),
            Curves.through(0, -1, 5, 0.1),
            Curves.through(0, -1, 5, 0.1).inverse(),
            new Clipped(Curves.through(-3, 0, 3, 1), 0, 1),
            new Clipped(Curves.through(-3, -1, 3, 0), -1, 0),
            new Clipped(Curves.through(-1.7e308, -1, 1.7e308, 0.1), -1, 0.1),
            Curves.through(-1.7e308, -1, 1.7e308, 0.1).inverse(),
            Curves.through(0, -1e308, 1, 1.5e308),
            new Fill(2.5),
            new Missing(),
            Chain.of(new Fill(-0.0), new Affine(3, 1.5, 0, 1)),
            Chain.of(new Fill(7), new Clipped(Affine.IDENTITY, -1, 2)),
            Chain.of(new Clipped(Affine.IDENTITY, -1, 2), new Fill(7)),
            new Knots(new double[] {-3, 0, 0, 0.1, 5}, new double[] {0, 0.2, 0.4, 0.5, 1}),
            new Knots(new double[] {-3, 0, 0, 0.1, 5}, new double[] {0, 0.2, 0.4, 0.5, 1}).inverse(),
            new Bins(-3, 0.1, 3, 5),
            new Power(PowerMethod.YEO_JOHNSON, 0.3),
            new Power(PowerMethod.YEO_JOHNSON, -1.5, 3, false),
            new Power(PowerMethod.BOX_COX, 0.3),
            Chain.of(new Knots(new double[] {-3, 5}, new double[] {0, 1}), new Normal(false)),
            new Normal(true),
            Elementary.LOG1P,
            Elementary.EXPM1,
            Elementary.ASINH,
            Elementary.SINH);

    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        3,
        5,
        -3,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        1.7e308,
        0.1,
        -1
    };

    @Test
    void sql_gives_the_bits_that_java_gives_and_null_for_null() {
        List<Row> rows = new ArrayList<>();
        rows.add(RowFactory.create((Object) null));
        for (double x : SPECIAL) {
            rows.add(RowFactory.create(x));
        }
        new Random(1).longs(2_000).mapToDouble(Double::longBitsToDouble).forEach(x -> rows.add(RowFactory.create(x)));
        new Random(2).doubles(2_000, -10, 10).forEach(x -> rows.add(RowFactory.create(x)));

        Column[] results = CURVES.stream().map(curve -> curve.apply(col("x"))).toArray(Column[]::new);
        // From an RDD, so that generated code computes and not the optimizer.
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(TestSpark.session().sparkContext());
        Dataset<Row> data = TestSpark.session()
                .createDataFrame(context.parallelize(rows), new StructType().add("x", DataTypes.DoubleType))
                .withColumn("curves", array(results));

        for (Row row : data.collectAsList()) {
            List<Double> sql = row.getList(1);
            for (int i = 0; i < CURVES.size(); i++) {
                String what = CURVES.get(i).toText() + " at " + row.get(0);
                if (row.isNullAt(0)) {
                    double filled = CURVES.get(i).apply(Double.NaN);
                    assertThat(sql.get(i)).as(what).isEqualTo(Double.isNaN(filled) ? null : (Double) filled);
                } else {
                    assertThat(Double.doubleToLongBits(sql.get(i)))
                            .as(what)
                            .isEqualTo(Double.doubleToLongBits(CURVES.get(i).apply(row.getDouble(0))));
                }
            }
        }
    }
}
