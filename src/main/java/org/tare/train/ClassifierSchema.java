package org.tare.train;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What a classifier adds to rows, as its {@code transform} gives it: Spark ML announces another order and that no vector is null. */
final class ClassifierSchema {
    private ClassifierSchema() {}

    /**
     * The schema of the result.
     *
     * @param announced by Spark ML
     * @param added the columns of results in the order of the result; an empty name is none
     */
    static StructType of(StructType announced, String... added) {
        List<StructField> fields = new ArrayList<>(List.of(announced.fields()));
        for (String name : added) {
            if (!name.isEmpty()) {
                StructField field = announced.apply(name);
                fields.remove(field);
                boolean isVector = field.dataType().equals(SQLDataTypes.VectorType());
                fields.add(new StructField(name, field.dataType(), isVector, field.metadata()));
            }
        }
        return new StructType(fields.toArray(StructField[]::new));
    }
}
