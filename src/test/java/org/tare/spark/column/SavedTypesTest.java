package org.tare.spark.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedTypesTest {
    private static final String UDT =
            "{\"type\": \"udt\", \"class\": \"" + Stranger.class.getName() + "\", \"sqlType\": \"double\"}";

    @Test
    void columns_come_back_from_their_json() {
        StructType columns = new StructType()
                .add("text", DataTypes.StringType)
                .add("inner", new StructType().add("class", DataTypes.createDecimalType(9, 2)))
                .add("vector", SQLDataTypes.VectorType());
        assertThat(SavedTypes.columns(columns.json())).isEqualTo(columns);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "{\"type\": \"array\", \"containsNull\": true, \"elementType\": %s}",
                "{\"type\": \"map\", \"keyType\": \"long\", \"valueType\": %s, \"valueContainsNull\": true}"
            })
    void a_class_that_a_file_names_is_not_made_an_object_of(String type) {
        String json = "{\"type\": \"struct\", \"fields\": [{\"name\": \"k\", \"type\": " + type.formatted(UDT)
                + ", \"nullable\": true, \"metadata\": {}}]}";
        assertThatThrownBy(() -> SavedTypes.columns(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a column is of class '" + Stranger.class.getName() + "', which is never saved");
        assertThat(Stranger.MADE).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"double\"", "{", "{\"type\": \"strct\"}", ""})
    void what_are_no_columns_is_refused(String json) {
        assertThatThrownBy(() -> SavedTypes.columns(json)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Code that must not run. */
    public static final class Stranger {
        private static final AtomicBoolean MADE = new AtomicBoolean();

        /** As Spark would make one. */
        public Stranger() {
            MADE.set(true);
        }
    }
}
