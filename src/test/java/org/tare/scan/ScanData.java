package org.tare.scan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.tare.TestSpark;

/** A Parquet table with every accepted type, nulls, NaN and infinities, written once a run. */
final class ScanData {
    static final String[] SCALARS = {"b", "s", "i", "l", "f", "d", "cents", "big"};
    static final String[] FEATURES = {"b", "s", "i", "l", "f", "d", "cents", "big", "vector", "doubles", "floats"};

    private static final String PATH = TestSpark.place("scan-data");
    private static final int ROWS = 5000;
    private static final int ELEMENTS = 3;
    private static final StructType SCHEMA = StructType.fromDDL(
                    "month INT, w INT, share DOUBLE, b TINYINT, s SMALLINT, i INT, l BIGINT,"
                            + " f FLOAT, d DOUBLE, cents DECIMAL(9,2), big DECIMAL(38,0), doubles ARRAY<DOUBLE>,"
                            + " floats ARRAY<FLOAT>")
            .add("vector", SQLDataTypes.VectorType());

    private static boolean written;

    private ScanData() {}

    static Dataset<Row> read(SparkSession spark) {
        write();
        return spark.read().parquet(PATH);
    }

    private static synchronized void write() {
        if (!written) {
            Random random = new Random(1);
            List<Row> rows = new ArrayList<>();
            for (int n = 0; n < ROWS; n++) {
                rows.add(row(n, random));
            }
            TestSpark.session()
                    .createDataFrame(rows, SCHEMA)
                    .repartition(2)
                    .write()
                    .mode(SaveMode.Overwrite)
                    .parquet(PATH);
            written = true;
        }
    }

    private static Row row(int n, Random random) {
        return RowFactory.create(
                n % 12,
                random.nextInt(4),
                n % 7 / 7.0,
                orNull(random, (byte) random.nextInt()),
                orNull(random, (short) random.nextInt()),
                orNull(random, random.nextInt()),
                orNull(random, random.nextLong()),
                orNull(random, (float) number(random)),
                orNull(random, number(random)),
                orNull(random, BigDecimal.valueOf(random.nextInt(1_000_000), 2)),
                orNull(random, new BigDecimal(new java.math.BigInteger(120, random))),
                orNull(
                        random,
                        random.doubles(ELEMENTS)
                                .mapToObj(x -> orNull(random, x))
                                .toArray()),
                orNull(
                        random,
                        random.doubles(ELEMENTS)
                                .mapToObj(x -> orNull(random, (float) x))
                                .toArray()),
                orNull(random, vector(random)));
    }

    /** Seldom not finite, sometimes one of few values, so that Parquet holds pages with and without a dictionary. */
    private static double number(Random random) {
        return switch (random.nextInt(40)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> -0.0;
            default -> random.nextInt(50) / 8.0 - 2;
        };
    }

    private static Vector vector(Random random) {
        double[] values =
                random.doubles(ELEMENTS).map(x -> x < 0.5 ? 0 : number(random)).toArray();
        Vector dense = Vectors.dense(values);
        return random.nextBoolean() ? dense : dense.toSparse();
    }

    private static <T> T orNull(Random random, T value) {
        return random.nextInt(10) == 0 ? null : value;
    }
}
