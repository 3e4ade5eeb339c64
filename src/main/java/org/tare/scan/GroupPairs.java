package org.tare.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The groups of two statistics side by side. */
final class GroupPairs {
    private GroupPairs() {}

    /** As {@link GroupedStatistics#beside} tells. */
    static Dataset<Row> join(GroupStates one, GroupStates other, StructType cells, GroupPairCells pair) {
        int size = one.keys().size();
        if (other.keys().size() != size) {
            throw new IllegalArgumentException(
                    "One of the statistics is by " + one.keys().simpleString() + " and the other by "
                            + other.keys().simpleString() + "; scan again by the same columns.");
        }
        for (int k = 0; k < size; k++) {
            DataType type = one.keys().fields()[k].dataType();
            DataType another = other.keys().fields()[k].dataType();
            if (!type.equals(another) && !(type instanceof NumericType && another instanceof NumericType)) {
                throw new IllegalArgumentException("Group column '" + one.keys().fieldNames()[k] + "' is of type "
                        + type.simpleString() + " in one of the statistics and " + another.simpleString()
                        + " in the other; cast it to the same before the scan.");
            }
        }
        Dataset<Row> a = one.table().named(names("a", size)).rows();
        Dataset<Row> b = other.table().named(names("b", size)).rows();
        List<Column> columns = new ArrayList<>();
        Column isSame = functions.lit(true);
        for (int k = 0; k < size; k++) {
            columns.add(functions.coalesce(a.col("a" + k), b.col("b" + k)).as("key" + k));
            isSame = isSame.and(a.col("a" + k).eqNullSafe(b.col("b" + k)));
        }
        columns.addAll(List.of(a.col("a" + size), b.col("b" + size)));
        ScanRequest ofA = one.request();
        ScanRequest ofB = other.request();
        Dataset<Row> both = a.join(b, isSame, "full_outer").select(columns.toArray(Column[]::new));
        StructType schema = new StructType(Stream.concat(
                        IntStream.range(0, size)
                                .mapToObj(k -> new StructField(
                                        one.keys().fieldNames()[k],
                                        both.schema().fields()[k].dataType(),
                                        true,
                                        Metadata.empty())),
                        Arrays.stream(cells.fields()))
                .toArray(StructField[]::new));
        return both.sparkSession()
                .createDataFrame(
                        both.javaRDD().map(row -> {
                            List<Object> made = new ArrayList<>();
                            for (int k = 0; k < size; k++) {
                                made.add(row.get(k));
                            }
                            made.addAll(pair.of(read(ofA, row.getAs(size)), read(ofB, row.getAs(size + 1))));
                            return RowFactory.create(made.toArray());
                        }),
                        schema);
    }

    private static Optional<DatasetStatistics> read(ScanRequest request, byte[] state) {
        return Optional.ofNullable(state)
                .map(bytes -> PartitionState.fromBytes(request, bytes).statistics());
    }

    private static String[] names(String prefix, int keys) {
        return IntStream.rangeClosed(0, keys).mapToObj(k -> prefix + k).toArray(String[]::new);
    }
}
