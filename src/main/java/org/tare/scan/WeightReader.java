package org.tare.scan;

import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.tare.spark.parquet.NumberPage;

/** Reads the weights of rows and refuses those that are none. */
final class WeightReader {
    private final String column;
    private final ScalarReader reader;

    WeightReader(StructField column) {
        this.column = column.name();
        this.reader = ScalarReader.of(column);
    }

    double get(SpecializedGetters source, int i) {
        if (source.isNullAt(i)) {
            throw bad("null");
        }
        return checked(reader.get(source, i));
    }

    private double checked(double weight) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw bad(Double.toString(weight));
        }
        return weight;
    }

    double[] get(NumberPage page) {
        if (page.nulls() > 0) {
            throw bad("null");
        }
        double[] weights = reader.getOrNan(page);
        for (double weight : weights) {
            checked(weight);
        }
        return weights;
    }

    double[] get(ColumnVector vector, int rows) {
        SpecializedGetters source = new ColumnarArray(vector, 0, rows);
        double[] weights = new double[rows];
        for (int i = 0; i < rows; i++) {
            weights[i] = get(source, i);
        }
        return weights;
    }

    private BadDataException bad(String weight) {
        return new BadDataException("Weight column '" + column + "' has the value " + weight
                + "; weights must be finite and not negative, so fix that row or filter it out.");
    }
}
