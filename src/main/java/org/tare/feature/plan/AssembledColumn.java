package org.tare.feature.plan;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.tare.spark.row.RowFunctions;

/**
 * One column that takes all results of a stage.
 *
 * @param isArray whether it is an {@code array<double>}, which any store of tables holds, and no ML vector
 */
public record AssembledColumn(String name, boolean isArray) {
    /** The parameter that sets it. */
    String param() {
        return isArray ? "arrayCol" : "vectorCol";
    }

    /** Its field; a vector knows the names of its elements, as far as they are known. */
    public StructField field(List<String> features) {
        return isArray
                ? new StructField(name, DataTypes.createArrayType(DataTypes.DoubleType, false), true, Metadata.empty())
                : vector(name, features);
    }

    /** A vector of all results in the form of this column; a sparse one becomes dense in an array. */
    public Column of(Column vector) {
        return isArray ? RowFunctions.array(vector) : vector;
    }

    /** The results, each a double, a vector or an array of a known size, in one column; null becomes NaN. */
    Column assemble(List<Column> results, List<DataType> types, int... sizes) {
        return of(RowFunctions.assemble(results, types, sizes));
    }

    /** A vector whose elements have these names; before a fit those of other vectors and arrays are not known. */
    public static StructField vector(String name, List<String> features) {
        Metadata metadata = features.isEmpty()
                ? Metadata.empty()
                : new AttributeGroup(
                                name,
                                IntStream.range(0, features.size())
                                        .mapToObj(i -> (Attribute)
                                                NumericAttribute.defaultAttr().withName(features.get(i)))
                                        .toArray(Attribute[]::new))
                        .toMetadata();
        return new StructField(name, SQLDataTypes.VectorType(), true, metadata);
    }
}
