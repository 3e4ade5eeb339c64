package org.tare.spark.column;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Types of columns as files hold them, which anybody may have written. */
public final class SavedTypes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SavedTypes() {}

    /** A type is none that is ever saved; the message says what there is instead, without a full stop. */
    public static final class UnknownTypeException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnknownTypeException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * The type of that JSON.
     *
     * @throws UnknownTypeException that says what it is instead, if it is none that is ever saved
     */
    public static DataType read(JsonNode type) {
        // Spark makes an object of whatever class a user-defined type names; the only one that is saved is ML's vector.
        for (String name : type.findValuesAsText("class")) {
            if (!name.equals(SQLDataTypes.VectorType().getClass().getName())) {
                throw new UnknownTypeException("a column is of class '" + name + "', which is never saved", null);
            }
        }
        try {
            return DataType.fromJson(type.toString());
        } catch (Exception e) {
            // Spark throws checked exceptions that it does not declare, with advice for who calls it.
            throw new UnknownTypeException("a column is of type " + type + ", which there is not", e);
        }
    }

    /**
     * Several columns from the text of their JSON.
     *
     * @throws UnknownTypeException that says what they are instead, if they are none that are ever saved
     */
    public static StructType columns(String json) {
        try {
            if (read(JSON.readTree(json)) instanceof StructType columns) {
                return columns;
            }
        } catch (JsonProcessingException e) {
            throw new UnknownTypeException("'" + json + "' is no JSON", e);
        }
        throw new UnknownTypeException("'" + json + "' are no columns", null);
    }
}
