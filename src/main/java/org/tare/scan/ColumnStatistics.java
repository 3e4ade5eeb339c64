package org.tare.scan;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.tare.spark.FeatureKind;
import org.tare.stat.Moments;

/** What was learned of one column: a {@link Moments} for a scalar, or one for each element of its vectors or arrays. */
public final class ColumnStatistics implements Serializable {
    private final String name;
    private final DataType type;
    private final List<String> elementNames;
    private final Elements elements;

    /** With one name for each element, "" for an element without; or with no names at all. */
    ColumnStatistics(String name, DataType type, List<String> elementNames, Elements elements) {
        this.name = name;
        // Whether an array may hold nulls is a trait of the source, not of the values.
        this.type = type instanceof ArrayType array ? new ArrayType(array.elementType(), true) : type;
        this.elementNames = elementNames;
        this.elements = elements;
    }

    static ColumnStatistics of(StructField column, Elements elements) {
        return new ColumnStatistics(column.name(), column.dataType(), attributeNames(column), elements);
    }

    private static List<String> attributeNames(StructField column) {
        if (FeatureKind.of(column) != FeatureKind.VECTOR) {
            return List.of();
        }
        Attribute[] attributes =
                AttributeGroup.fromStructField(column).attributes().getOrElse(() -> new Attribute[0]);
        List<String> names = Arrays.stream(attributes)
                .map(attribute -> attribute.name().getOrElse(() -> ""))
                .toList();
        return names.stream().allMatch(String::isEmpty) ? List.of() : List.copyOf(names);
    }

    /** The column's name, as the data spells it. */
    public String name() {
        return name;
    }

    /** The column's type; arrays count as able to hold nulls. */
    public DataType type() {
        return type;
    }

    /** How many features the column holds: 1 for a scalar, 0 while only null vectors or arrays were seen. */
    public int size() {
        return elements.moments().size();
    }

    /**
     * The statistic of one element.
     *
     * @throws IndexOutOfBoundsException unless the element is from 0 to below {@link #size()}
     */
    public Moments moments(int element) {
        return elements.moments().get(element);
    }

    /**
     * The statistic of a column that holds one feature, as a scalar does.
     *
     * @throws IllegalStateException if the column holds more features, or none
     */
    public Moments moments() {
        if (size() != 1) {
            throw new IllegalStateException("Column '" + name + "' holds " + size()
                    + " features, not one; ask for the moments of each by its index.");
        }
        return moments(0);
    }

    /**
     * The name of one element: that of the scalar, or the ML attribute's if the vector carries attributes, or the
     * column's with the element's index, as in {@code features[3]}.
     */
    public String feature(int element) {
        Objects.checkIndex(element, size());
        boolean named =
                elementNames.size() == size() && !elementNames.get(element).isEmpty();
        return named ? elementNames.get(element) : isScalar() ? name : name + "[" + element + "]";
    }

    /** How many sparse vectors were seen; their implicit zeros are counted as the zeros they are. */
    public long sparseRows() {
        return elements.sparseRows();
    }

    List<String> elementNames() {
        return elementNames;
    }

    Elements elements() {
        return elements;
    }

    private boolean isScalar() {
        return FeatureKind.of(new StructField(name, type, true, null)) == FeatureKind.SCALAR;
    }

    ColumnStatistics merge(ColumnStatistics other) {
        if (!type.equals(other.type)) {
            throw new IllegalArgumentException("Column '" + name + "' is of type " + type.simpleString()
                    + " in one statistic and " + other.type.simpleString()
                    + " in the other; cast it to one type and scan again.");
        }
        boolean oneIsUnnamed = elementNames.isEmpty() || other.elementNames.isEmpty();
        if (!oneIsUnnamed && !elementNames.equals(other.elementNames)) {
            throw new IllegalArgumentException("Column '" + name + "' has the elements " + elementNames
                    + " in one statistic and " + other.elementNames
                    + " in the other; assemble the vectors from the same columns.");
        }
        List<String> names = elementNames.isEmpty() ? other.elementNames : elementNames;
        return new ColumnStatistics(name, type, names, elements.merge(other.elements, name));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColumnStatistics that
                && name.equals(that.name)
                && type.equals(that.type)
                && elementNames.equals(that.elementNames)
                && elements.equals(that.elements);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type, elementNames, elements);
    }

    /** One line for each feature. */
    @Override
    public String toString() {
        return IntStream.range(0, size())
                .mapToObj(e -> feature(e) + ": " + moments(e))
                .reduce((a, b) -> a + "\n" + b)
                .orElse(name + ": only nulls");
    }
}
