package org.tare.spark.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** Finds, among the columns of a file, those that can be read page by page. */
final class FileColumns {
    private final MessageType schema;
    private final ReadColumns read;
    private final Map<Object, List<Type>> all;

    FileColumns(MessageType schema, ReadColumns read) {
        this.schema = schema;
        this.read = read;
        this.all = schema.getFields().stream().collect(Collectors.groupingBy(read.key()::of));
    }

    /** The columns, if all are there, just of their types and plain. */
    Optional<List<PlainColumn>> find() {
        List<PlainColumn> found = new ArrayList<>();
        for (StructField field : read.columns().fields()) {
            List<Type> stored = all.getOrDefault(read.key().of(field), List.of());
            Optional<? extends PlainColumn> column =
                    stored.size() == 1 ? column(found.size(), field.dataType(), stored.get(0)) : Optional.empty();
            if (column.isEmpty()) {
                return Optional.empty();
            }
            found.add(column.get());
        }
        return Optional.of(found);
    }

    private Optional<? extends PlainColumn> column(int place, DataType type, Type stored) {
        if (stored.isRepetition(Type.Repetition.REPEATED)) {
            return Optional.empty();
        }
        if (read.order().isKey() && place == read.order().first()) {
            return key(type, stored);
        }
        if (type.equals(SQLDataTypes.VectorType())) {
            return vector(stored);
        }
        Optional<ScalarColumn> pages = number(type, stored.getName()).map(ScalarColumn::new);
        Optional<RangeType> range = read.order().ranges().contains(place) && stored.isPrimitive()
                ? RangeType.of(type, stored.asPrimitiveType())
                : Optional.empty();
        return range.isPresent()
                ? range.map(told -> new RangeColumn(ColumnPath.get(stored.getName()), told, pages))
                : pages;
    }

    private Optional<KeyColumn> key(DataType read, Type stored) {
        return stored.isPrimitive()
                ? KeyType.of(read, stored.asPrimitiveType())
                        .map(type -> new KeyColumn(schema.getColumnDescription(new String[] {stored.getName()}), type))
                : Optional.empty();
    }

    /** A column, or a part of one, of numbers of that type. */
    private Optional<NumberColumn> number(DataType read, String... path) {
        Type stored = schema.getType(path);
        return stored.isPrimitive()
                ? NumberType.of(read, stored.asPrimitiveType())
                        .map(type -> new NumberColumn(schema.getColumnDescription(path), type))
                : Optional.empty();
    }

    private Optional<VectorColumn> vector(Type stored) {
        String name = stored.getName();
        if (!hasFields(stored, "type", "size", "indices", "values")) {
            return Optional.empty();
        }
        Optional<NumberColumn> type = number(DataTypes.ByteType, name, "type");
        Optional<NumberColumn> size = number(DataTypes.IntegerType, name, "size");
        Optional<NumberColumn> indices = list(DataTypes.IntegerType, name, "indices");
        Optional<NumberColumn> values = list(DataTypes.DoubleType, name, "values");
        return Stream.of(type, size, indices, values).allMatch(Optional::isPresent)
                ? Optional.of(new VectorColumn(type.get(), size.get(), indices.get(), values.get()))
                : Optional.empty();
    }

    /** The elements of a list in which none is null, as Parquet has written lists since its second version. */
    private Optional<NumberColumn> list(DataType read, String column, String field) {
        Type list = schema.getType(column, field);
        if (!hasFields(list, "list") || !hasFields(list.asGroupType().getType(0), "element")) {
            return Optional.empty();
        }
        boolean isList = !list.isRepetition(Type.Repetition.REPEATED)
                && list.asGroupType().getType(0).isRepetition(Type.Repetition.REPEATED)
                && schema.getType(column, field, "list", "element").isRepetition(Type.Repetition.REQUIRED);
        return isList ? number(read, column, field, "list", "element") : Optional.empty();
    }

    private static boolean hasFields(Type type, String... names) {
        return !type.isPrimitive() && names(type.asGroupType()).equals(List.of(names));
    }

    private static List<String> names(GroupType group) {
        return group.getFields().stream().map(Type::getName).toList();
    }
}
