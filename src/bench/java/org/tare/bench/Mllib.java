package org.tare.bench;

import org.apache.spark.ml.feature.MinMaxScaler;
import org.apache.spark.ml.feature.RobustScaler;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StandardScalerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** MLlib's scalers over one vector column, {@link BenchTables#VECTOR}. */
final class Mllib {
    static final String SCALED = "scaled";

    private Mllib() {}

    /** Two fits. */
    static void standardAndMinMax(Dataset<Row> table) {
        standard(table, true);
        new MinMaxScaler()
                .setInputCol(BenchTables.VECTOR)
                .setOutputCol(SCALED)
                .fit(table);
    }

    static StandardScalerModel standard(Dataset<Row> table, boolean withMean) {
        return new StandardScaler()
                .setInputCol(BenchTables.VECTOR)
                .setOutputCol(SCALED)
                .setWithMean(withMean)
                .fit(table);
    }

    /** Quartiles whose rank may be off by 0.001, MLlib's default. */
    static void robust(Dataset<Row> table) {
        new RobustScaler()
                .setInputCol(BenchTables.VECTOR)
                .setOutputCol(SCALED)
                .fit(table);
    }

    static Dataset<Row> assemble(Dataset<Row> table) {
        return new VectorAssembler()
                .setInputCols(table.columns())
                .setOutputCol(BenchTables.VECTOR)
                .transform(table)
                .select(BenchTables.VECTOR);
    }
}
