package org.tare.spark.column;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.plan.Plans;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Where a column stands: its index in the schema, and for a field of structs the index in each of these.
 *
 * @param indexes at least one
 * @param missing the name of a field that the last struct has not, or null
 */
record FieldPath(List<Integer> indexes, String missing) {
    static FieldPath of(int column) {
        return new FieldPath(List.of(column), null);
    }

    /**
     * The column of that name, or the path that it takes through structs; nothing if it is neither.
     *
     * @throws IllegalArgumentException if it is both, or the name of more than one column
     */
    static Optional<FieldPath> find(StructType schema, NameIndex names, String name) {
        Optional<FieldPath> within = within(schema, names, name);
        if (!names.has(name)) {
            return within;
        }
        FieldPath column = of(names.indexOf(name));
        within.filter(path -> path.missing == null).ifPresent(path -> {
            List<StructField> fields = path.fields(schema);
            int last = fields.size() - 1;
            throw new IllegalArgumentException("Column '" + name(column.fields(schema)) + "' and field '"
                    + fields.get(last).name() + "' of struct '" + name(fields.subList(0, last))
                    + "' have the same name; rename one of them.");
        });
        return Optional.of(column);
    }

    /** The path that a name with dots takes through structs; nothing if it does not start at just one. */
    static Optional<FieldPath> within(StructType schema, NameIndex names, String name) {
        List<String> parts = parts(name);
        List<Integer> indexes = new ArrayList<>();
        DataType type = schema;
        for (String part : parts) {
            if (!(type instanceof StructType struct) || parts.size() < 2) {
                return Optional.empty();
            }
            boolean isFirst = indexes.isEmpty();
            NameIndex fields = isFirst ? names : new NameIndex(List.of(struct.fieldNames()), Plans.caseSensitive());
            if (isFirst && !fields.hasOnce(part)) {
                return Optional.empty();
            }
            boolean isLast = indexes.size() == parts.size() - 1;
            if (!fields.has(part)) {
                return isLast ? Optional.of(new FieldPath(indexes, part)) : Optional.empty();
            }
            indexes.add(fields.indexOf(part));
            type = struct.fields()[indexes.get(indexes.size() - 1)].dataType();
        }
        return Optional.of(new FieldPath(indexes, null));
    }

    static List<String> parts(String name) {
        try {
            return List.copyOf(CollectionConverters.asJava(UnresolvedAttribute.parseAttributeName(name)));
        } catch (Exception e) {
            // A name that Spark cannot parse is no path.
            return List.of(name);
        }
    }

    /** The fields along the path. */
    List<StructField> fields(StructType schema) {
        List<StructField> fields = new ArrayList<>();
        DataType type = schema;
        for (int index : indexes) {
            fields.add(((StructType) type).fields()[index]);
            type = fields.get(fields.size() - 1).dataType();
        }
        return fields;
    }

    /** The field at the end, under the name of the whole path; null where any struct on the way is. */
    StructField field(StructType schema) {
        List<StructField> fields = fields(schema);
        StructField last = fields.get(fields.size() - 1);
        if (missing != null) {
            throw new IllegalArgumentException("Column '" + name(fields) + "' has no field '" + missing + "', but "
                    + String.join(", ", ((StructType) last.dataType()).fieldNames()) + "; name one of these.");
        }
        boolean nullable = fields.stream().anyMatch(StructField::nullable);
        return new StructField(
                name(fields), last.dataType(), nullable, indexes.size() == 1 ? last.metadata() : Metadata.empty());
    }

    Optional<String> sameAs(StructType schema) {
        return missing == null ? Optional.of(name(fields(schema))) : Optional.empty();
    }

    /** The path below its column, as {@code withField} takes it. */
    String belowColumn(StructType schema) {
        Stream<String> known = fields(schema).stream().skip(1).map(StructField::name);
        return Stream.concat(known, Stream.ofNullable(missing))
                .map(FieldPath::quoted)
                .collect(Collectors.joining("."));
    }

    /** Whether the struct at the end of this path holds the other, which is null wherever that is. */
    boolean holds(FieldPath other) {
        int depth = indexes.size();
        return other.indexes.size() > depth && other.indexes.subList(0, depth).equals(indexes);
    }

    boolean isMissing() {
        return missing != null;
    }

    boolean isColumn() {
        return indexes.size() == 1 && missing == null;
    }

    private static String name(List<StructField> fields) {
        return fields.size() == 1
                ? fields.get(0).name()
                : fields.stream().map(field -> quotedIfNeeded(field.name())).collect(Collectors.joining("."));
    }

    private static String quotedIfNeeded(String part) {
        return part.contains(".") || part.contains("`") ? quoted(part) : part;
    }

    static String quoted(String part) {
        return "`" + part.replace("`", "``") + "`";
    }
}
