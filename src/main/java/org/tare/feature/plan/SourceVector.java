package org.tare.feature.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.sql.types.StructField;
import org.tare.spark.FeatureKind;
import org.tare.spark.VectorSlice;

/**
 * The ML vector that holds the inputs of an inverse.
 *
 * @param name of its column
 * @param size how many elements it has
 * @param from where in it each input starts
 */
public record SourceVector(String name, int size, List<Integer> from) implements Serializable {
    /** Copies the list. */
    public SourceVector {
        from = List.copyOf(from);
    }

    /** One that holds the results of these columns, or what their inverses take, one after the other. */
    static SourceVector of(String name, List<FittedColumn> columns) {
        List<Integer> from = new ArrayList<>();
        int size = 0;
        for (FittedColumn column : columns) {
            from.add(size);
            size += column.width();
        }
        return new SourceVector(name, size, from);
    }

    SourceVector select(List<Integer> columns) {
        return new SourceVector(name, size, columns.stream().map(from::get).toList());
    }

    /** The part that one input takes. */
    VectorSlice slice(int column, int length) {
        return new VectorSlice(name, size, from.get(column), length);
    }

    /** Refuses what was not made by the model, as a vector that came back from JSON or by another assembler. */
    void require(StructField found) {
        boolean isVector = found.dataType() instanceof org.apache.spark.sql.types.UserDefinedType<?>
                && FeatureKind.of(found) == FeatureKind.VECTOR;
        if (!isVector) {
            throw new IllegalArgumentException("Column '" + found.name() + "' is of type "
                    + found.dataType().simpleString() + " where the inverse takes an ML vector of " + size
                    + " elements; give it the vector that the model made.");
        }
        int declared = AttributeGroup.fromStructField(found).size();
        if (declared >= 0 && declared != size) {
            throw new IllegalArgumentException("Column '" + found.name() + "' has vectors of " + declared
                    + " elements where the inverse takes " + size + "; give it the vector that the model made.");
        }
    }
}
