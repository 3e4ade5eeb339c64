package org.tare.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Made-up rows: three clouds of points in four dimensions, one for each label, sorted by label. */
final class Clouds {
    static final StructType SCHEMA = new StructType()
            .add("features", SQLDataTypes.VectorType())
            .add("label", DataTypes.DoubleType)
            .add("weight", DataTypes.DoubleType)
            .add("held", DataTypes.BooleanType);

    private Clouds() {}

    static List<Row> rows(int count) {
        Random random = new Random(7);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int label = i * 3 / count;
            double[] x = new double[4];
            for (int j = 0; j < x.length; j++) {
                x[j] = (j == label ? 2 : 0) + random.nextGaussian();
            }
            rows.add(RowFactory.create(Vectors.dense(x), (double) label, 1.0 + i % 3, i % 5 == 0));
        }
        return rows;
    }

    static Dataset<Row> of(SparkSession spark, int count) {
        return spark.createDataFrame(rows(count), SCHEMA);
    }

    static NeuralNetworkClassifier classifier() {
        return new NeuralNetworkClassifier()
                .setLayers("dense(8) batchNorm relu dense(3)")
                .setBatchSize(16)
                .setEpochs(4)
                .setLearningRate(0.3);
    }
}
