package org.tare.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tare.TestSpark;

/** Made-up rows: three clouds of points in the plane, the number of the cloud, the sum of the coordinates, and both in an array. */
public final class Points {
    private static final StructType SCHEMA = new StructType()
            .add("x", DataTypes.DoubleType)
            .add("y", DataTypes.DoubleType)
            .add("cloud", DataTypes.IntegerType)
            .add("total", DataTypes.DoubleType)
            .add("odd", DataTypes.BooleanType)
            .add("pixels", DataTypes.createArrayType(DataTypes.ShortType));

    private Points() {}

    public static Dataset<Row> rows(int count) {
        Random random = new Random(5);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int cloud = i % 3;
            double x = random.nextGaussian() + 4 * (cloud % 2);
            double y = random.nextGaussian() + 2 * cloud;
            short[] pixels = {(short) (30 * x), (short) (30 * y)};
            rows.add(RowFactory.create(
                    x,
                    y,
                    cloud,
                    x + y,
                    i % 2 == 1,
                    IntStream.range(0, 2).mapToObj(j -> pixels[j]).toList()));
        }
        return TestSpark.session().createDataFrame(rows, SCHEMA);
    }

    /** As an input, also changed by SQL on {@code points}. */
    public static String table(String... query) {
        rows(240).createOrReplaceTempView("points");
        if (query.length == 0) {
            return "table:points";
        }
        TestSpark.session().sql(query[0]).createOrReplaceTempView("changed_points");
        return "table:changed_points";
    }
}
