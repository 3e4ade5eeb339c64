package org.tare.sql;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.tare.spark.aggregate.SqlAggregation;
import org.tare.stat.Statistic;

/**
 * Accumulates a kind of statistic. Its states are the text of the kind, what the kind writes, and the CRC-32 of both, since a
 * changed bit of an exact sum makes another one.
 *
 * @param result what SQL gets of the statistic; null for the state itself
 * @param sums the statistic of numbers that were added up before; null where they never are
 */
record StatisticAggregation<V>(
        String function,
        Statistic<V> kind,
        boolean takesNumbers,
        DataType type,
        Function<V, Object> result,
        Sums<V> sums)
        implements SqlAggregation<StatisticBuffer<V>> {
    /** What the words of a band are. */
    interface Sums<V> {
        V of(int band, long... words);
    }

    /** One whose numbers are never added up before. */
    StatisticAggregation(
            String function, Statistic<V> kind, boolean takesNumbers, DataType type, Function<V, Object> result) {
        this(function, kind, takesNumbers, type, result, null);
    }

    /** One whose result is the state. */
    static <V> StatisticAggregation<V> state(String function, Statistic<V> kind, boolean takesNumbers) {
        return new StatisticAggregation<>(function, kind, takesNumbers, DataTypes.BinaryType, null);
    }

    @Override
    public StatisticBuffer<V> buffer() {
        return new StatisticBuffer<>(kind);
    }

    @Override
    public void add(StatisticBuffer<V> buffer, double value) {
        buffer.add(value);
    }

    @Override
    public void addState(StatisticBuffer<V> buffer, byte[] state) {
        buffer.merge(parse(state));
    }

    @Override
    public void addSums(StatisticBuffer<V> buffer, int band, long... words) {
        buffer.merge(sums.of(band, words));
    }

    @Override
    public void merge(StatisticBuffer<V> buffer, StatisticBuffer<V> other) {
        buffer.merge(other.value());
    }

    @Override
    public byte[] write(StatisticBuffer<V> buffer) {
        return bytes(buffer.value());
    }

    @Override
    public StatisticBuffer<V> read(byte[] bytes) {
        StatisticBuffer<V> buffer = buffer();
        buffer.merge(parse(bytes));
        return buffer;
    }

    @Override
    public Object result(StatisticBuffer<V> buffer) {
        V value = buffer.value();
        return result == null ? bytes(value) : result.apply(value);
    }

    private byte[] bytes(V value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(kind.toString());
            kind.write(value, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] content = bytes.toByteArray();
        return ByteBuffer.allocate(content.length + Integer.BYTES)
                .put(content)
                .putInt(checksum(content, content.length))
                .array();
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }

    /** How many bytes of a state come before its checksum. */
    private int content(byte[] state) {
        int length = state.length - Integer.BYTES;
        if (length < 0 || ByteBuffer.wrap(state, length, Integer.BYTES).getInt() != checksum(state, length)) {
            throw damaged(state);
        }
        return length;
    }

    private IllegalArgumentException damaged(byte[] state) {
        return new IllegalArgumentException(
                function + " met a state of " + state.length + " bytes that is damaged; make it again.");
    }

    private V parse(byte[] state) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state, 0, content(state)))) {
            String name = in.readUTF();
            if (!name.equals(kind.toString())) {
                throw new IllegalArgumentException(function + " takes states of '" + kind + "', and one is of '"
                        + printable(name)
                        + "'; give it states of one kind: those of 'moments' are made by exact_moments_state(x), those of"
                        + " 'histogram' by exact_quantile_state(x), and with a number of buckets by"
                        + " exact_quantile_state(x, buckets).");
            }
            V value = kind.read(in);
            if (in.read() >= 0) {
                throw new IOException("it is too long");
            }
            return value;
        } catch (IOException e) {
            throw damaged(state);
        }
    }

    private static String printable(String name) {
        return name.length() <= 60 && name.matches("[\\p{Print}]+") ? name : "something else";
    }
}
