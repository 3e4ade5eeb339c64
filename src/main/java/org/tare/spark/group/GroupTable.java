package org.tare.spark.group;

import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.tare.spark.column.ColumnIndex;

/**
 * A row for each group, whose key comes first. Few rows are on the driver, and go wherever the table is sent; many are only ever
 * read where they are.
 */
public final class GroupTable implements Serializable {
    /** Up to so many features of groups are brought to the driver, some 20 MB. */
    private static final long FEATURES_FOR_DRIVER = 200_000;

    private final StructType schema;
    private final List<Row> local;
    private transient Dataset<Row> rows;

    private GroupTable(StructType schema, List<Row> local, Dataset<Row> rows) {
        this.schema = schema;
        this.local = local;
        this.rows = rows;
    }

    /** Rows that stay where they are. */
    public static GroupTable of(Dataset<Row> rows) {
        return new GroupTable(rows.schema(), null, rows);
    }

    /** Rows on the driver. */
    public static GroupTable of(SparkSession session, List<Row> rows, StructType schema) {
        return local(session, rows, schema);
    }

    private static GroupTable local(SparkSession session, List<Row> rows, StructType schema) {
        Dataset<Row> data = session.createDataFrame(rows, schema);
        // These rows know their schema.
        return new GroupTable(schema, new ArrayList<>(data.collectAsList()), data);
    }

    /** Whether the rows are on the driver. */
    public boolean isLocal() {
        return local != null;
    }

    /** The rows as a Dataset. */
    public Dataset<Row> rows() {
        if (rows == null && local == null) {
            throw new IllegalStateException(
                    "What was learned of many groups was sent to where the groups are not; save it there, and load it here.");
        }
        if (rows == null) {
            rows = SparkSession.active().createDataFrame(local, schema);
        }
        return rows;
    }

    /** The table on the driver, if so many features are few. */
    public GroupTable held(long features) {
        return isLocal() || features > FEATURES_FOR_DRIVER
                ? this
                : local(rows.sparkSession(), rows.collectAsList(), schema);
    }

    /** The table that is made once, as long as somebody holds on to it. */
    public GroupTable kept() {
        return isLocal()
                ? this
                : of(rows.sparkSession()
                        .createDataFrame(rows.javaRDD().persist(StorageLevel.MEMORY_AND_DISK()), schema));
    }

    /** The table without a column. */
    public GroupTable without(String column) {
        int at = schema.fieldIndex(column);
        if (!isLocal()) {
            return of(rows.drop(column));
        }
        StructType rest = new StructType(Arrays.stream(schema.fields())
                .filter(field -> !field.name().equals(column))
                .toArray(StructField[]::new));
        return map(rest, row -> {
            List<Object> cells = new ArrayList<>();
            IntStream.range(0, row.size()).filter(i -> i != at).forEach(i -> cells.add(row.get(i)));
            return org.apache.spark.sql.RowFactory.create(cells.toArray());
        });
    }

    /** The table under other names. */
    public GroupTable named(String... names) {
        StructType named = new StructType();
        for (int i = 0; i < names.length; i++) {
            named = named.add(names[i], schema.fields()[i].dataType(), true);
        }
        return isLocal() ? local(rows().sparkSession(), local, named) : of(rows.toDF(names));
    }

    /** The row of a key. */
    public Optional<Row> find(Object... key) {
        return findAll(List.of(Arrays.asList(key))).get(0);
    }

    /** The row of each key, all of them read at once. */
    public List<Optional<Row>> findAll(List<List<Object>> keys) {
        List<Row> found = isLocal() || keys.isEmpty()
                ? local
                : rows().where(keys.stream().map(this::isKey).reduce(Column::or).orElseThrow())
                        .collectAsList();
        return keys.stream()
                .map(key -> found.stream()
                        .filter(row -> IntStream.range(0, key.size()).allMatch(k -> isSame(row.get(k), key.get(k))))
                        .findFirst())
                .toList();
    }

    private Column isKey(List<Object> key) {
        return IntStream.range(0, key.size())
                .mapToObj(k -> isKey(schema.fields()[k], key.get(k)))
                .reduce(Column::and)
                .orElseThrow();
    }

    /** Or may be, as far as the value is rounded to the column's type; what cannot be of that type is null. */
    private static Column isKey(StructField column, Object value) {
        return ColumnIndex.column(column.name()).eqNullSafe(functions.lit(value).try_cast(column.dataType()));
    }

    /** The first rows, the greatest of that column first, and by their keys where they are alike. */
    public List<Row> greatest(String column, int rows) {
        Column[] order = Stream.concat(
                        Stream.of(functions.col(column).desc()),
                        Arrays.stream(schema.fieldNames())
                                .takeWhile(name -> !name.equals(column))
                                .map(ColumnIndex::column))
                .toArray(Column[]::new);
        return rows().orderBy(order).limit(rows).collectAsList();
    }

    private static boolean isSame(Object a, Object b) {
        if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            // Neighbors of many digits are one double.
            return x.compareTo(y) == 0;
        }
        if (a instanceof Number x && b instanceof Number y) {
            return Double.compare(x.doubleValue() + 0.0, y.doubleValue() + 0.0) == 0 && x.longValue() == y.longValue();
        }
        return Objects.deepEquals(ofTime(a), ofTime(b));
    }

    /** Spark takes either class for a date or a time, and gives one by its settings. */
    private static Object ofTime(Object value) {
        return value instanceof Date date
                ? date.toLocalDate()
                : value instanceof Timestamp timestamp ? timestamp.toInstant() : value;
    }

    /** What makes a row of a row, on an executor too. */
    public interface Change extends Function<Row, Row>, Serializable {
        @Override
        Row call(Row row);
    }

    /** The table of what becomes of each row, made anew where it is read, unless it is on the driver. */
    public GroupTable map(StructType changed, Change change) {
        return isLocal()
                ? local(rows().sparkSession(), local.stream().map(change::call).toList(), changed)
                : of(rows.sparkSession().createDataFrame(rows.javaRDD().map(change), changed));
    }
}
