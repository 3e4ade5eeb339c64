package org.tare.scan;

import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;

/** A column of {@code array<float>} or {@code array<double>}: a feature per element; a null element is missing. */
final class ArrayAccumulator extends ColumnAccumulator {
    private final ElementAccumulators elements;
    private final boolean floats;

    ArrayAccumulator(ColumnRequest column, ScanRequest request) {
        this.elements = new ElementAccumulators(column, request);
        this.floats = ((ArrayType) column.traits().type()).elementType().equals(DataTypes.FloatType);
    }

    @Override
    void add(SpecializedGetters source, int i, double weight) {
        if (source.isNullAt(i)) {
            elements.addNull();
            return;
        }
        ArrayData array = source.getArray(i);
        double[] row = floats ? widen(array.toFloatArray()) : array.toDoubleArray();
        for (int e = 0; e < row.length; e++) {
            if (array.isNullAt(e)) {
                row[e] = Double.NaN;
            }
        }
        elements.add(row, row.length, weight);
    }

    private static double[] widen(float[] values) {
        double[] row = new double[values.length];
        for (int e = 0; e < row.length; e++) {
            row[e] = values[e];
        }
        return row;
    }

    @Override
    ColumnStatistics result() {
        return elements.result(0);
    }
}
