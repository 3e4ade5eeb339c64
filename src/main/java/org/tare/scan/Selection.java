package org.tare.scan;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.ColumnIndex;
import org.tare.spark.FeatureKind;

/**
 * The columns asked for, and where they stand in the rows that are read.
 *
 * @param features the feature columns, each once, in the order asked for
 * @param weight the column of weights, or null where every row has weight 1
 * @param rows what is read: just these columns, in the order of the data, as any other order costs a projection
 */
record Selection(List<StructField> features, StructField weight, StructType rows) implements Serializable {
    static Selection of(StructType schema, String weightCol, String... columns) {
        if (columns.length == 0) {
            throw new IllegalArgumentException("No columns were named; name at least one to scan.");
        }
        ColumnIndex known = ColumnIndex.of(schema);
        StructField[] fields = schema.fields();
        int[] features =
                Arrays.stream(columns).mapToInt(known::indexOf).distinct().toArray();
        Arrays.stream(features).forEach(i -> FeatureKind.of(fields[i]));
        IntStream read = Arrays.stream(features);
        StructField weight = null;
        if (weightCol != null) {
            int at = known.indexOf(weightCol);
            weight = requireScalar(fields[at]);
            read = IntStream.concat(read, IntStream.of(at));
        }
        return new Selection(
                at(fields, Arrays.stream(features)),
                weight,
                new StructType(at(fields, read.sorted().distinct()).toArray(StructField[]::new)));
    }

    private static StructField requireScalar(StructField weight) {
        if (FeatureKind.of(weight) != FeatureKind.SCALAR) {
            throw new IllegalArgumentException("Column '" + weight.name() + "' is of type "
                    + weight.dataType().simpleString() + " and cannot weigh rows; use a column of numbers.");
        }
        return weight;
    }

    private static List<StructField> at(StructField[] fields, IntStream positions) {
        return positions.mapToObj(i -> fields[i]).toList();
    }

    Dataset<Row> from(Dataset<?> data) {
        return data.toDF()
                .select(Arrays.stream(rows.fieldNames())
                        .map(ColumnIndex::column)
                        .toArray(Column[]::new));
    }

    List<String> names() {
        return features.stream().map(StructField::name).toList();
    }

    String weightCol() {
        return weight == null ? null : weight.name();
    }

    int ordinal(StructField column) {
        return rows.fieldIndex(column.name());
    }
}
