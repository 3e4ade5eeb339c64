package org.tare.feature;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tare.TestSpark;

/** Small Datasets for tests. */
final class Data {
    static final DataType VECTOR = SQLDataTypes.VectorType();
    static final DataType FLOATS = DataTypes.createArrayType(DataTypes.FloatType);
    static final DataType DOUBLES = DataTypes.createArrayType(DataTypes.DoubleType);

    private Data() {}

    static Dataset<Row> of(StructType schema, Row... rows) {
        return TestSpark.session().createDataFrame(Arrays.asList(rows), schema);
    }

    /** A column "x" of doubles, null included. */
    static Dataset<Row> column(Double... values) {
        return of(
                new StructType().add("x", DataTypes.DoubleType),
                Arrays.stream(values).map(RowFactory::create).toArray(Row[]::new));
    }

    /** Rows of doubles with columns "x0", "x1", ..., null included. */
    static Dataset<Row> columns(double[]... rows) {
        StructType schema = new StructType();
        for (int i = 0; i < rows[0].length; i++) {
            schema = schema.add("x" + i, DataTypes.DoubleType);
        }
        return of(schema, Arrays.stream(rows).map(Data::row).toArray(Row[]::new));
    }

    private static Row row(double[] values) {
        return RowFactory.create(Arrays.stream(values).boxed().toArray());
    }

    static List<Double> doubles(Dataset<Row> data, String column) {
        return data.select(column).collectAsList().stream()
                .map(row -> row.isNullAt(0) ? null : (Double) row.getDouble(0))
                .toList();
    }

    static Object[] objects(Dataset<Row> data, String column) {
        return data.select(column).collectAsList().stream()
                .map(row -> row.get(0))
                .toArray();
    }
}
