package org.tare.spark.parquet;

import java.util.Locale;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.execution.datasources.parquet.ParquetUtils;
import org.apache.spark.sql.types.StructField;

/** By what the columns of a table are found in its files. */
public enum ColumnKey {
    /** The name, letter by letter. */
    NAME {
        @Override
        Object of(StructField field) {
            return field.name();
        }

        @Override
        Object of(Type stored) {
            return stored.getName();
        }
    },
    /** The name in any letter case. */
    NAME_IN_ANY_CASE {
        @Override
        Object of(StructField field) {
            return field.name().toLowerCase(Locale.ROOT);
        }

        @Override
        Object of(Type stored) {
            return stored.getName().toLowerCase(Locale.ROOT);
        }
    },
    /** The number that Parquet calls the field's id, which a column keeps when it is renamed. */
    FIELD_ID {
        @Override
        Object of(StructField field) {
            return ParquetUtils.getFieldId(field);
        }

        @Override
        Object of(Type stored) {
            return stored.getId() == null ? NONE : stored.getId().intValue();
        }
    };

    private static final String NONE = "none";

    abstract Object of(StructField field);

    abstract Object of(Type stored);
}
