package org.tare.job.option;

import java.util.function.Predicate;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.column.ColumnIndex;

/** Columns whose type is known. */
public final class TypedColumns {
    private TypedColumns() {}

    /**
     * The field of that name.
     *
     * @param wanted what such types are called, for the message
     * @throws IllegalArgumentException if there is none, or if it is of another type
     */
    public static StructField find(StructType schema, String name, Class<? extends DataType> type, String wanted) {
        return find(schema, name, type::isInstance, wanted);
    }

    static StructField find(StructType schema, String name, Predicate<DataType> type, String wanted) {
        StructField field = ColumnIndex.find(schema, name);
        if (!type.test(field.dataType())) {
            throw new IllegalArgumentException("Column '" + field.name() + "' is "
                    + field.dataType().simpleString() + "; give one that is " + wanted + ".");
        }
        return field;
    }
}
