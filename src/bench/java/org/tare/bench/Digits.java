package org.tare.bench;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.tare.linalg.Matrix;
import org.tare.nn.Network;

/** Handwritten digits with pixels from 0 to 1: the first four fifths of the rows to train on, the others to test on. */
final class Digits {
    static final int PIXELS = 784;

    /** Images, one a row, and what they show. */
    record Part(Matrix pixels, Matrix labels) {
        int rows() {
            return pixels.rows();
        }

        /** The share of rows for which the network's largest output is the label's. */
        double accuracy(Network network) {
            Matrix outputs = network.predict(pixels);
            int right = 0;
            for (int row = 0; row < rows(); row++) {
                int best = 0;
                for (int c = 1; c < outputs.cols(); c++) {
                    best = outputs.get(row, c) > outputs.get(row, best) ? c : best;
                }
                right += best == (int) labels.get(row, 0) ? 1 : 0;
            }
            return (double) right / rows();
        }
    }

    private final Dataset<Row> rows;
    private final long trained;

    private Digits(Dataset<Row> rows) {
        this.rows = rows;
        this.trained = rows.count() * 4 / 5;
    }

    /** Reads columns {@code pixels}, of numbers from 0 to 255, and {@code label}. */
    static Digits read(SparkSession spark, Path parquet) {
        return new Digits(spark.read()
                .parquet(parquet.toString())
                .coalesce(1)
                .select(
                        functions.monotonically_increasing_id().as("id"),
                        functions.transform(functions.col("pixels"), p -> p.divide(255.0)).as("pixels"),
                        functions.col("label").cast("double"))
                .cache());
    }

    /** All rows with vectors as {@code features}, {@code label}, and {@code test} where not to be trained on. */
    Dataset<Row> table() {
        return rows.select(
                functions.col("id"),
                org.apache.spark.ml.functions.array_to_vector(functions.col("pixels")).as("features"),
                functions.col("label"),
                functions.col("id").geq(trained).as("test"));
    }

    Part train() {
        return part(rows.filter(functions.col("id").lt(trained)));
    }

    Part test() {
        return part(rows.filter(functions.col("id").geq(trained)));
    }

    private static Part part(Dataset<Row> rows) {
        List<Row> collected = rows.select("pixels", "label").collectAsList();
        Part part = new Part(Matrix.zeros(collected.size(), PIXELS), Matrix.zeros(collected.size(), 1));
        for (int r = 0; r < collected.size(); r++) {
            List<Double> pixels = collected.get(r).getList(0);
            for (int p = 0; p < PIXELS; p++) {
                part.pixels().set(r, p, pixels.get(p));
            }
            part.labels().set(r, 0, collected.get(r).getDouble(1));
        }
        return part;
    }
}
