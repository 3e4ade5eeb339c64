package org.tare.scan;

import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** A column of {@code array<float>} or {@code array<double>}: a feature per element; a null element is missing. */
final class ArrayAccumulator extends ColumnAccumulator {
    private final ElementAccumulators elements;
    private final boolean floats;

    ArrayAccumulator(StructField column) {
        this.elements = new ElementAccumulators(column.name());
        this.floats = ((ArrayType) column.dataType()).elementType().equals(DataTypes.FloatType);
    }

    @Override
    void add(SpecializedGetters source, int i, double weight) {
        if (source.isNullAt(i)) {
            elements.addNull();
            return;
        }
        ArrayData array = source.getArray(i);
        FeatureAccumulator[] features = elements.ofSize(array.numElements());
        for (int e = 0; e < features.length; e++) {
            if (array.isNullAt(e)) {
                features[e].addMissing(1);
            } else {
                features[e].add(floats ? array.getFloat(e) : array.getDouble(e), weight);
            }
        }
    }

    @Override
    Elements toElements() {
        return elements.toElements(0);
    }
}
