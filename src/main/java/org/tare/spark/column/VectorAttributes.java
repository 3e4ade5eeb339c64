package org.tare.spark.column;

import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.sql.types.StructField;

/** What the ML attributes of a column of vectors tell: the metadata in which stages keep size and names of its elements. */
public final class VectorAttributes {
    private static final String WAY_OUT =
            "; give the column those of its vectors, or none, by as(name, Metadata.empty()).";

    private VectorAttributes() {}

    /**
     * Reads them, if there are any.
     *
     * @throws IllegalArgumentException if they are none that a stage writes, as those made by hand may be
     */
    public static AttributeGroup of(StructField column) {
        try {
            return AttributeGroup.fromStructField(column);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "The ML attributes of column '" + column.name() + "' cannot be read" + WAY_OUT, e);
        }
    }

    /**
     * Compares their size with that of the vectors.
     *
     * @throws IllegalArgumentException if they tell another
     */
    public static void requireSize(StructField column, int size) {
        int declared = FeatureKind.of(column) == FeatureKind.VECTOR ? of(column).size() : -1;
        if (declared >= 0 && declared != size) {
            throw new IllegalArgumentException("The ML attributes of column '" + column.name() + "' tell "
                    + (declared == 1 ? "1 element" : declared + " elements") + ", and its vectors have " + size
                    + WAY_OUT);
        }
    }
}
