package org.tare.spark.group;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.RowOrdering;
import org.apache.spark.sql.catalyst.optimizer.NormalizeNaNAndZero;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.tare.spark.column.ColumnIndex;

/**
 * The columns by which rows are grouped. Two rows are of one group where Spark's {@code GROUP BY} takes them for one: null is
 * a key, NaN is one, and -0 is 0.
 */
public final class GroupKeys {
    private GroupKeys() {}

    /**
     * The fields of these names.
     *
     * @param inputs the columns that are scaled, as the data spells them
     * @throws IllegalArgumentException if one is missing, named twice, among the inputs, or of a type without an order
     */
    public static List<StructField> find(StructType schema, List<String> names, List<String> inputs) {
        ColumnIndex columns = ColumnIndex.of(schema);
        List<StructField> keys = new ArrayList<>();
        for (String name : names) {
            StructField key = columns.find(name);
            if (keys.stream().anyMatch(other -> other.name().equals(key.name()))) {
                throw new IllegalArgumentException("groupCols has '" + key.name() + "' twice; name each column once.");
            }
            if (inputs.contains(key.name())) {
                throw new IllegalArgumentException("Column '" + key.name()
                        + "' is among groupCols and is scaled itself; take it out of one of both.");
            }
            requireEquality(key);
            keys.add(key);
        }
        return keys;
    }

    private static void requireEquality(StructField key) {
        boolean isNested = key.dataType() instanceof StructType || key.dataType() instanceof ArrayType;
        if (!RowOrdering.isOrderable(key.dataType()) || isNested || key.dataType() instanceof UserDefinedType<?>) {
            throw new IllegalArgumentException("Column '" + key.name() + "' is of type "
                    + key.dataType().simpleString()
                    + ", by which rows cannot be grouped; group by numbers, texts, dates or the like.");
        }
        if (key.dataType() instanceof StringType string && !string.supportsBinaryEquality()) {
            throw new IllegalArgumentException("Column '" + key.name() + "' is of type "
                    + key.dataType().simpleString()
                    + ", of which different texts are equal; cast it to STRING, or group"
                    + " by lower(" + key.name() + ").");
        }
    }

    /** Whether equal values of a type have equal bytes. */
    public static boolean isNormal(DataType type) {
        return !(type instanceof DoubleType || type instanceof FloatType);
    }

    /** The key with one NaN and one zero for all. */
    public static Column normalized(Column column) {
        return ExpressionUtils.column(new NormalizeNaNAndZero(ExpressionUtils.expression(column)));
    }
}
