package org.tare.spark.column;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.plan.Plans;

/**
 * The columns of a schema, found by the names that users give.
 *
 * <p>The name as it stands comes first, dots and all; then the name within backticks; then, unless the session's
 * {@code spark.sql.caseSensitive} is set, the name in other letter case; then {@code a.b} as the field {@code b} of the
 * struct {@code a}, whose name is the whole path, parts with dots within backticks. A name of both a column and a field is
 * an error.
 */
public final class ColumnIndex {
    private final StructType schema;
    private final NameIndex names;

    private ColumnIndex(StructType schema) {
        this.schema = schema;
        this.names = new NameIndex(List.of(require(schema).fieldNames()), Plans.caseSensitive());
    }

    /**
     * The schema as it is.
     *
     * @throws NullPointerException in a sentence, if it is null
     */
    public static StructType require(StructType schema) {
        return Objects.requireNonNull(schema, "The schema is null; give that of the data.");
    }

    /** An index of these columns. */
    public static ColumnIndex of(StructType schema) {
        return new ColumnIndex(schema);
    }

    /**
     * The field of that name, for a single look-up.
     *
     * @throws IllegalArgumentException if there is none, with the nearest names, or more than one
     */
    public static StructField find(StructType schema, String name) {
        StructField[] same = Arrays.stream(require(schema).fields())
                .filter(field -> field.name().equals(name))
                .toArray(StructField[]::new);
        return same.length == 1 && !name.contains(".") ? same[0] : of(schema).find(name);
    }

    /** The column of exactly that name, dots and backticks included. */
    public static Column column(String name) {
        return functions.col("`" + name.replace("`", "``") + "`");
    }

    /** The names along the path that a name with dots is; the name alone where it is none. */
    public static List<String> parts(String name) {
        return FieldPath.parts(name);
    }

    /** Whether Spark takes both for one name in the active session. */
    public static boolean isSame(String name, String other) {
        return key(name).equals(key(other));
    }

    /** A text that is equal for the names that Spark takes for one in the active session. */
    public static String key(String name) {
        return Plans.caseSensitive() ? name : NameIndex.fold(name);
    }

    /**
     * The field of that name.
     *
     * @throws IllegalArgumentException if there is none, with the nearest names, or more than one
     */
    public StructField find(String name) {
        Objects.requireNonNull(name, "The name of a column is null; give one.");
        return path(name).field(schema);
    }

    /** The name of a column or field that Spark would take for one of this name, if there is one. */
    public Optional<String> sameAs(String name) {
        Optional<String> column = names.sameAs(name);
        return column.isPresent()
                ? column
                : FieldPath.within(schema, names, name).flatMap(path -> path.sameAs(schema));
    }

    /**
     * Where the field of that name stands.
     *
     * @throws IllegalArgumentException if there is none, with the nearest names, or more than one
     */
    FieldPath path(String name) {
        return FieldPath.find(schema, names, name).orElseGet(() -> {
            String first = FieldPath.parts(name).get(0);
            return FieldPath.of(names.indexOf(names.has(first) && !names.hasOnce(first) ? first : name));
        });
    }
}
