package org.tare.scan;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.tare.spark.column.FeatureKind;
import org.tare.spark.column.VectorAttributes;

/**
 * What is known of a column before its rows are read.
 *
 * @param elementNames one for each element, "" for an element without; or no names at all
 */
record ColumnTraits(String name, DataType type, List<String> elementNames) implements Serializable {
    ColumnTraits {
        // Whether an array may hold nulls is a trait of the source, not of the values.
        type = type instanceof ArrayType array ? new ArrayType(array.elementType(), true) : type;
        elementNames = List.copyOf(elementNames);
    }

    static ColumnTraits of(StructField column) {
        return new ColumnTraits(column.name(), column.dataType(), attributeNames(column));
    }

    private static List<String> attributeNames(StructField column) {
        if (FeatureKind.of(column) != FeatureKind.VECTOR) {
            return List.of();
        }
        Attribute[] attributes = VectorAttributes.of(column).attributes().getOrElse(() -> new Attribute[0]);
        List<String> names = Arrays.stream(attributes)
                .map(attribute -> attribute.name().getOrElse(() -> ""))
                .toList();
        return names.stream().allMatch(String::isEmpty) ? List.of() : names;
    }

    FeatureKind kind() {
        return FeatureKind.of(new StructField(name, type, true, null));
    }

    /**
     * The name of one element of so many: that of the scalar, or the ML attribute's if the vector carries attributes, or
     * the column's with the element's index, as in {@code features[3]}.
     */
    String feature(int element, int size) {
        boolean named =
                elementNames.size() == size && !elementNames.get(element).isEmpty();
        return named ? elementNames.get(element) : kind() == FeatureKind.SCALAR ? name : name + "[" + element + "]";
    }

    ColumnTraits merge(ColumnTraits other) {
        DataType both = type.equals(other.type) ? type : inDoubles(other);
        boolean oneIsUnnamed = elementNames.isEmpty() || other.elementNames.isEmpty();
        if (!oneIsUnnamed && !elementNames.equals(other.elementNames)) {
            throw new IllegalArgumentException("Column '" + name + "' has the elements " + elementNames
                    + " in one statistic and " + other.elementNames
                    + " in the other; assemble the vectors from the same columns.");
        }
        return new ColumnTraits(name, both, elementNames.isEmpty() ? other.elementNames : elementNames);
    }

    /** Whatever they were read from, the numbers are doubles; a wider type of only these two would depend on their order. */
    private DataType inDoubles(ColumnTraits other) {
        if (kind() != other.kind() || kind() == FeatureKind.VECTOR) {
            throw new IllegalArgumentException("Column '" + name + "' is of type " + type.simpleString()
                    + " in one statistic and " + other.type.simpleString()
                    + " in the other; cast it to one type and scan again.");
        }
        return kind() == FeatureKind.SCALAR ? DataTypes.DoubleType : DataTypes.createArrayType(DataTypes.DoubleType);
    }
}
