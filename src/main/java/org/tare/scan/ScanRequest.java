package org.tare.scan;

import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.column.ColumnIndex;
import org.tare.spark.column.DataColumns;
import org.tare.spark.column.FeatureKind;
import org.tare.spark.group.GroupKeys;
import org.tare.spark.group.GroupRows;
import org.tare.spark.parquet.PageOrder;

/**
 * What is scanned, and where it stands in the rows that are read.
 *
 * @param columns the feature columns, each once, in the order asked for
 * @param weight the column of weights, or null where every row has weight 1
 * @param keys the columns by which rows are grouped, or none
 * @param rows what is read: just these columns, in the order of the data, as any other order costs a projection; then fields of structs
 * @param takesMoments whether this is not a further scan of rows whose moments are known
 */
record ScanRequest(
        List<ColumnRequest> columns, StructField weight, List<StructField> keys, StructType rows, boolean takesMoments)
        implements Serializable {
    /** How many groups are usually accumulated at once. */
    private static final int GROUPS_AT_ONCE = 4_000;

    /** Any other statistic of a feature counts as so many moments, some 30 kB. */
    private static final long MOMENTS_IN_OTHERS = 300;

    /** How many elements to expect of a column whose type does not tell. */
    private static final int ELEMENTS = 1_000;

    static ScanRequest of(StructType schema, List<ColumnRequest> columns, String weightCol, boolean takesMoments) {
        return of(schema, columns, weightCol, List.of(), takesMoments);
    }

    static ScanRequest of(
            StructType schema,
            List<ColumnRequest> columns,
            String weightCol,
            List<StructField> keys,
            boolean takesMoments) {
        StructField weight = weightCol == null ? null : requireScalar(ColumnIndex.find(schema, weightCol));
        List<StructField> needed = Stream.concat(
                        Stream.concat(columns.stream().map(ColumnRequest::field), Stream.ofNullable(weight)),
                        keys.stream())
                .toList();
        Set<StructField> known = new LinkedHashSet<>(List.of(schema.fields()));
        Stream<StructField> whole = known.stream().filter(Set.copyOf(needed)::contains);
        Stream<StructField> ofStructs =
                needed.stream().filter(field -> !known.contains(field)).distinct();
        StructField[] read = Stream.concat(whole, ofStructs).toArray(StructField[]::new);
        return new ScanRequest(columns, weight, keys, new StructType(read), takesMoments);
    }

    private static StructField requireScalar(StructField weight) {
        if (FeatureKind.of(weight) != FeatureKind.SCALAR) {
            throw new IllegalArgumentException("Column '" + weight.name() + "' is of type "
                    + weight.dataType().simpleString() + " and cannot weigh rows; use a column of numbers.");
        }
        return weight;
    }

    Dataset<Row> from(Dataset<?> data) {
        DataColumns columns = DataColumns.of(data);
        return data.toDF()
                .select(Arrays.stream(rows.fields())
                        .map(field -> column(field, columns))
                        .toArray(Column[]::new));
    }

    private Column column(StructField field, DataColumns columns) {
        Column column = columns.get(field.name());
        // A plain column without a new name is read in batches.
        boolean isPlain = !field.name().contains(".");
        if (keys.contains(field) && !GroupKeys.isNormal(field.dataType())) {
            return GroupKeys.normalized(column).as(field.name());
        }
        return isPlain ? column : column.as(field.name());
    }

    /** How large a state is, in moments, of some 100 bytes each. */
    long moments() {
        return columns.stream()
                .mapToLong(column ->
                        (column.isScalar() ? 1 : ELEMENTS) * (column.takesMoreThanMoments() ? MOMENTS_IN_OTHERS : 1))
                .sum();
    }

    /** Whether one column can be read after the other: none but weights or a key have to be seen beside another one. */
    boolean isByColumn() {
        return isByGroup()
                ? keys.size() == 1 && weight == null && columns.stream().allMatch(ColumnRequest::isScalar)
                : columns.stream().allMatch(column -> !column.isArray() && (weight == null || !column.mayRound()));
    }

    /** In which order columns are read one after the other. */
    PageOrder pageOrder() {
        if (isByGroup()) {
            return PageOrder.ofKeys(ordinal(keys.get(0)));
        }
        return weight == null ? PageOrder.ofRanges(ranges()) : PageOrder.ofWeights(ordinal(weight));
    }

    private Set<Integer> ranges() {
        return columns.stream()
                .filter(ColumnRequest::isOfRange)
                .map(column -> ordinal(column.field()))
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean isByGroup() {
        return !keys.isEmpty();
    }

    /** The keys as they are read, each of which may be null. */
    StructType keySchema() {
        return new StructType(keys.stream()
                .map(key -> new StructField(key.name(), key.dataType(), true, key.metadata()))
                .toArray(StructField[]::new));
    }

    /** How many columns are accumulated at once, as far as their memory is concerned. */
    int columnsAtOnce() {
        return columns.size() * (isByGroup() ? GROUPS_AT_ONCE : 1);
    }

    GroupRows groupRows() {
        return new GroupRows(rows, keys.stream().mapToInt(this::ordinal).toArray());
    }

    String weightCol() {
        return weight == null ? null : weight.name();
    }

    int ordinal(StructField column) {
        // Where only states are merged, no columns are read.
        return rows.getFieldIndex(column.name()).getOrElse(() -> -1);
    }

    /** The part of the request that is of the columns {@code [from, to)}. */
    ScanRequest part(int from, int to) {
        return new ScanRequest(columns.subList(from, to), weight, keys, rows, takesMoments);
    }

    IntStream ordinals() {
        return columns.stream().mapToInt(column -> ordinal(column.field()));
    }
}
