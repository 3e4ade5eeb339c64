package org.tare.scan;

import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.ColumnIndex;
import org.tare.spark.DataColumns;
import org.tare.spark.FeatureKind;

/**
 * What is scanned, and where it stands in the rows that are read.
 *
 * @param columns the feature columns, each once, in the order asked for
 * @param weight the column of weights, or null where every row has weight 1
 * @param rows what is read: just these columns, in the order of the data, as any other order costs a projection; then fields of structs
 * @param takesMoments whether this is not a further scan of rows whose moments are known
 */
record ScanRequest(List<ColumnRequest> columns, StructField weight, StructType rows, boolean takesMoments)
        implements Serializable {
    static ScanRequest of(StructType schema, List<ColumnRequest> columns, String weightCol, boolean takesMoments) {
        StructField weight = weightCol == null ? null : requireScalar(ColumnIndex.find(schema, weightCol));
        List<StructField> needed = Stream.concat(columns.stream().map(ColumnRequest::field), Stream.ofNullable(weight))
                .toList();
        Set<StructField> known = new LinkedHashSet<>(List.of(schema.fields()));
        Stream<StructField> whole = known.stream().filter(Set.copyOf(needed)::contains);
        Stream<StructField> ofStructs =
                needed.stream().filter(field -> !known.contains(field)).distinct();
        StructField[] read = Stream.concat(whole, ofStructs).toArray(StructField[]::new);
        return new ScanRequest(columns, weight, new StructType(read), takesMoments);
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
                .select(Arrays.stream(rows.fieldNames())
                        .map(name -> columns.get(name).as(name))
                        .toArray(Column[]::new));
    }

    String weightCol() {
        return weight == null ? null : weight.name();
    }

    int ordinal(StructField column) {
        return rows.fieldIndex(column.name());
    }

    /** The part of the request that is of the columns {@code [from, to)}. */
    ScanRequest part(int from, int to) {
        return new ScanRequest(columns.subList(from, to), weight, rows, takesMoments);
    }

    IntStream ordinals() {
        return columns.stream().mapToInt(column -> ordinal(column.field()));
    }
}
