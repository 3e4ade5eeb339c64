package org.tare.spark.group;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Ascending$;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.InterpretedOrdering;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import scala.jdk.javaapi.CollectionConverters;
import scala.math.Ordering;

/**
 * Spark's own rows on their way into groups: each has the group's key, and either the values of one row or a state of many, as
 * bytes behind them.
 */
public final class GroupRows implements Serializable {
    /** The column of results that tells how many groups a total is of; null for a group. */
    public static final String GROUPS = "tare_groups";

    /** The column of states. */
    public static final String STATE = "tare_state";

    private final DataType[] types;
    private final int[] keys;
    private transient UnsafeProjection projection;
    private transient JoinedRow joined;
    private transient InternalRow noState;
    private transient UnsafeProjection results;
    private transient UnsafeProjection all;

    /**
     * @param rows what is read
     * @param keys where the keys stand in it
     */
    public GroupRows(StructType rows, int... keys) {
        this.types = Arrays.stream(rows.fields()).map(StructField::dataType).toArray(DataType[]::new);
        this.keys = keys.clone();
    }

    /** The columns {@code c0}, {@code c1} and so on, and the state. */
    public StructType schema() {
        StructType schema = new StructType();
        for (int i = 0; i < types.length; i++) {
            schema = schema.add("c" + i, types[i], true);
        }
        return schema.add("state", DataTypes.BinaryType, true);
    }

    /** The names of the keys in {@link #schema()}. */
    public List<String> keyNames() {
        return Arrays.stream(keys).mapToObj(key -> "c" + key).toList();
    }

    /** The key of a row, valid until the next is asked for; equal keys are equal and have equal hash codes. */
    public InternalRow key(InternalRow row) {
        if (projection == null) {
            List<Expression> references = IntStream.of(keys)
                    .<Expression>mapToObj(key -> new BoundReference(key, types[key], true))
                    .toList();
            projection = UnsafeProjection.create(
                    CollectionConverters.asScala(references).toSeq());
        }
        return projection.apply(row);
    }

    /** Where the first of the keys stands. */
    int firstKey() {
        return keys[0];
    }

    /** How a key of one column that is a whole number, or held as one, is read where it is not null; null for other keys. */
    ToLongFunction<InternalRow> wholeKey() {
        int at = keys[0];
        DataType type = types[at];
        if (keys.length > 1) {
            return null;
        }
        if (type instanceof LongType || type instanceof TimestampType || type instanceof TimestampNTZType) {
            return row -> row.getLong(at);
        }
        return type instanceof IntegerType || type instanceof DateType ? row -> row.getInt(at) : null;
    }

    /** A row of which nothing but its only key is there. */
    InternalRow rowOf(Object key) {
        Object[] values = new Object[types.length];
        values[keys[0]] = key;
        return new GenericInternalRow(values);
    }

    /** A row that was read, without a state; valid until the next is asked for. */
    public InternalRow ofValues(InternalRow row) {
        if (joined == null) {
            joined = new JoinedRow();
            noState = new GenericInternalRow(1);
        }
        return joined.apply(row, noState);
    }

    /** The state of the rows of one key. */
    public InternalRow ofState(InternalRow key, byte[] state) {
        Object[] values = new Object[types.length + 1];
        for (int k = 0; k < keys.length; k++) {
            values[keys[k]] = key.get(k, types[keys[k]]);
        }
        values[types.length] = state;
        return new GenericInternalRow(values);
    }

    /** The state that a row holds, or null where it holds values. */
    public byte[] state(InternalRow row) {
        return row.isNullAt(types.length) ? null : row.getBinary(types.length);
    }

    /** A row as one of bytes, valid until the next is asked for. */
    UnsafeRow unsafe(InternalRow row) {
        if (all == null) {
            all = UnsafeProjection.create(schema());
        }
        return all.apply(row);
    }

    /** Which of so many partitions takes the rows of that row's key. */
    int partition(InternalRow row, int partitions) {
        return Math.floorMod(key(row).hashCode(), partitions);
    }

    /** Orders rows by their keys. */
    Ordering<InternalRow> order() {
        List<SortOrder> order = IntStream.of(keys)
                .mapToObj(key -> new SortOrder(
                        new BoundReference(key, types[key], true),
                        Ascending$.MODULE$,
                        Ascending$.MODULE$.defaultNullOrdering(),
                        CollectionConverters.asScala(List.<Expression>of()).toSeq()))
                .toList();
        return new InterpretedOrdering(CollectionConverters.asScala(order).toSeq());
    }

    /** A row as bytes, of which {@link #inOrder} makes rows again. */
    public byte[] toBytes(InternalRow row) {
        return unsafe(row).getBytes().clone();
    }

    /** Rows in the order of their keys. */
    public List<InternalRow> inOrder(List<byte[]> rows) {
        return rows.stream().map(this::row).sorted(order()).toList();
    }

    private InternalRow row(byte[] bytes) {
        UnsafeRow row = new UnsafeRow(types.length + 1);
        row.pointTo(bytes, bytes.length);
        return row;
    }

    /** The schema of results: the keys under these names, how many groups a total is of, and a state. */
    public StructType resultSchema(List<String> names) {
        StructType schema = new StructType();
        for (int k = 0; k < keys.length; k++) {
            schema = schema.add(names.get(k), types[keys[k]], true);
        }
        return schema.add(GROUPS, DataTypes.LongType, true).add(STATE, DataTypes.BinaryType, false);
    }

    /** The schema of a group outside of Spark: the keys under these names, and a state. */
    public StructType groupSchema(List<String> names) {
        StructType schema = resultSchema(names);
        return new StructType(Arrays.stream(schema.fields())
                .filter(field -> !field.name().equals(GROUPS))
                .toArray(StructField[]::new));
    }

    /** A group outside of Spark. */
    public Row group(InternalRow result) {
        Object[] values = new Object[keys.length + 1];
        for (int k = 0; k < keys.length; k++) {
            DataType type = types[keys[k]];
            values[k] = CatalystTypeConverters.convertToScala(result.get(k, type), type);
        }
        values[keys.length] = stateOfResult(result);
        return RowFactory.create(values);
    }

    /** The state of a group, or of all groups together. */
    public byte[] stateOfResult(InternalRow result) {
        return result.getBinary(keys.length + 1);
    }

    /** The state of one group. */
    public InternalRow result(InternalRow key, byte[] state) {
        Object[] values = new Object[keys.length + 2];
        for (int k = 0; k < keys.length; k++) {
            values[k] = key.get(k, types[keys[k]]);
        }
        values[keys.length + 1] = state;
        return bytes(values);
    }

    private InternalRow bytes(Object... values) {
        if (results == null) {
            DataType[] ofResults = Arrays.copyOf(
                    IntStream.of(keys).mapToObj(key -> types[key]).toArray(DataType[]::new), keys.length + 2);
            ofResults[keys.length] = DataTypes.LongType;
            ofResults[keys.length + 1] = DataTypes.BinaryType;
            results = UnsafeProjection.create(ofResults);
        }
        return results.apply(new GenericInternalRow(values)).copy();
    }

    /** The state of so many groups together. */
    public InternalRow total(long groups, byte[] state) {
        Object[] values = new Object[keys.length + 2];
        values[keys.length] = groups;
        values[keys.length + 1] = state;
        return bytes(values);
    }
}
