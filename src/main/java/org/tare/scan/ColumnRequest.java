package org.tare.scan;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.tare.spark.column.FeatureKind;
import org.tare.stat.Statistic;

/**
 * A column to scan.
 *
 * @param field the column in the data
 * @param traits what is known of it
 * @param ofAll kinds of statistics to take of every element, beside the moments
 * @param ofEach further kinds, a list for each element, or none
 * @param takesSums whether the moments are taken with sums
 */
record ColumnRequest(
        StructField field,
        ColumnTraits traits,
        List<Statistic<?>> ofAll,
        List<List<Statistic<?>>> ofEach,
        boolean takesSums)
        implements Serializable {
    static ColumnRequest of(StructField field) {
        return new ColumnRequest(field, ColumnTraits.of(field), List.of(), List.of(), true);
    }

    ColumnRequest with(List<Statistic<?>> kinds) {
        return new ColumnRequest(
                field,
                traits,
                Stream.concat(ofAll.stream(), kinds.stream()).distinct().toList(),
                ofEach,
                takesSums);
    }

    ColumnRequest withoutSums() {
        return new ColumnRequest(field, traits, ofAll, ofEach, false);
    }

    ColumnRequest withOnly(List<List<Statistic<?>>> kinds) {
        return new ColumnRequest(field, traits, List.of(), kinds, takesSums);
    }

    String name() {
        return field.name();
    }

    boolean isScalar() {
        return traits.kind() == FeatureKind.SCALAR;
    }

    boolean isArray() {
        return traits.kind() == FeatureKind.ARRAY;
    }

    /** Whether numbers of its type may lose digits, which are counted row by row. */
    boolean mayRound() {
        return isScalar() && ScalarReader.of(field).mayRound();
    }

    /** The kinds to take of one element, each once. */
    List<Statistic<?>> kinds(int element) {
        // Rows may be longer than in the scan whose elements are meant; adding to its statistics will tell.
        return element >= ofEach.size()
                ? ofAll
                : Stream.concat(ofAll.stream(), ofEach.get(element).stream())
                        .distinct()
                        .toList();
    }

    /** Whether counts, minimum and maximum of numbers are all that is asked. */
    boolean isOfRange() {
        return isScalar() && !takesSums && !takesMoreThanMoments();
    }

    /** Whether files may tell what is asked without their values. */
    boolean mayBeInFooters() {
        DataType type = field.dataType();
        return isOfRange() && !type.equals(DataTypes.FloatType) && !type.equals(DataTypes.DoubleType);
    }

    /** Whether files may tell the values page by page. */
    boolean mayBeInPages() {
        return !isArray()
                && !(field.dataType() instanceof DecimalType)
                && !field.dataType().equals(DataTypes.BooleanType);
    }

    boolean takesMoreThanMoments() {
        return !ofAll.isEmpty() || !ofEach.isEmpty();
    }
}
