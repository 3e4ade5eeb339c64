package org.tare.feature.plan;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.tare.spark.column.DataColumns;
import org.tare.spark.column.FeatureKind;
import org.tare.spark.column.VectorAttributes;
import org.tare.spark.row.RowFunctions;
import org.tare.spark.row.VectorSlice;

/**
 * The ML vector, or the array of doubles, that holds the inputs of an inverse.
 *
 * @param name of its column
 * @param size how many elements it has
 * @param from where in it each input starts
 */
@DefaultSerializer(JavaSerializer.class)
public record SourceVector(String name, boolean isArray, int size, List<Integer> from) implements Serializable {
    /** Copies the list. */
    public SourceVector {
        from = List.copyOf(from);
    }

    /** One that holds the results of these columns, or what their inverses take, one after the other. */
    static SourceVector of(AssembledColumn column, List<FittedColumn> columns) {
        List<Integer> from = new ArrayList<>();
        int size = 0;
        for (FittedColumn fitted : columns) {
            from.add(size);
            size += fitted.width();
        }
        return new SourceVector(column.name(), column.isArray(), size, from);
    }

    /** Whether each of these columns has a place within it. */
    boolean holds(List<FittedColumn> columns) {
        return from.size() == columns.size()
                && IntStream.range(0, from.size())
                        .allMatch(i -> from.get(i) >= 0
                                && from.get(i) <= size - columns.get(i).width());
    }

    /** The column itself. */
    public AssembledColumn column() {
        return new AssembledColumn(name, isArray);
    }

    /** Its values as vectors. */
    Column vector(DataColumns data) {
        return isArray ? RowFunctions.vector(data.get(name)) : data.get(name);
    }

    SourceVector select(List<Integer> columns) {
        return new SourceVector(
                name, isArray, size, columns.stream().map(from::get).toList());
    }

    /** The part that one input takes. */
    VectorSlice slice(int column, int length) {
        return new VectorSlice(name, size, from.get(column), length);
    }

    /** Refuses what was not made by the model, as a vector that came back from JSON or by another assembler. */
    void require(StructField found) {
        if (isArray) {
            if (!(found.dataType() instanceof ArrayType array
                    && array.elementType().equals(DataTypes.DoubleType))) {
                throw new IllegalArgumentException("Column '" + found.name() + "' is of type "
                        + found.dataType().simpleString() + " where the inverse takes array<double> of " + size
                        + " elements; give it the array that the model made.");
            }
            return;
        }
        boolean isVector = found.dataType() instanceof org.apache.spark.sql.types.UserDefinedType<?>
                && FeatureKind.of(found) == FeatureKind.VECTOR;
        if (!isVector) {
            throw new IllegalArgumentException("Column '" + found.name() + "' is of type "
                    + found.dataType().simpleString() + " where the inverse takes an ML vector of " + size
                    + " elements; give it the vector that the model made.");
        }
        int declared = VectorAttributes.of(found).size();
        if (declared >= 0 && declared != size) {
            throw new IllegalArgumentException("Column '" + found.name() + "' has vectors of " + declared
                    + " elements where the inverse takes " + size + "; give it the vector that the model made.");
        }
    }
}
