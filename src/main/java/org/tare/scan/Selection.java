package org.tare.scan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

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
        List<StructField> features = Arrays.stream(columns)
                .map(name -> Columns.find(schema, name))
                .distinct()
                .toList();
        features.forEach(Kind::of);
        StructField weight = weightCol == null ? null : Columns.find(schema, weightCol);
        if (weight != null && Kind.of(weight) != Kind.SCALAR) {
            throw new IllegalArgumentException("Column '" + weight.name() + "' is of type "
                    + weight.dataType().simpleString() + " and cannot weigh rows; use a column of numbers.");
        }
        List<String> inOrder = List.of(schema.fieldNames());
        TreeSet<Integer> positions = new TreeSet<>();
        Stream.concat(features.stream(), Stream.ofNullable(weight))
                .forEach(field -> positions.add(inOrder.indexOf(field.name())));
        StructField[] read = positions.stream().map(i -> schema.fields()[i]).toArray(StructField[]::new);
        return new Selection(new ArrayList<>(features), weight, new StructType(read));
    }

    Dataset<Row> from(Dataset<?> data) {
        return data.toDF()
                .select(Arrays.stream(rows.fieldNames()).map(Columns::column).toArray(Column[]::new));
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
