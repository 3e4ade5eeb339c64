package org.tare.scan;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one or several partitions gave, on its way to the driver.
 *
 * <p>Bad data travels as a value too: thrown, it would only be found bad again by each retry of the task.
 *
 * @param failure what is wrong with the data, or empty
 * @param rows rows seen
 * @param columns what was learned of each column
 * @param rounded how many whole numbers of each column lost digits
 */
record Partial(String failure, long rows, List<Elements> columns, List<Long> rounded) {
    static Partial failed(BadDataException e) {
        return new Partial(e.getMessage(), 0, List.of(), List.of());
    }

    /** Both together; the first failure wins. */
    Partial merge(Partial other, List<String> names) {
        if (!failure.isEmpty() || !other.failure.isEmpty()) {
            return failure.isEmpty() ? other : this;
        }
        try {
            return new Partial(
                    "",
                    Math.addExact(rows, other.rows),
                    IntStream.range(0, columns.size())
                            .mapToObj(i -> columns.get(i).merge(other.columns.get(i), names.get(i)))
                            .toList(),
                    IntStream.range(0, columns.size())
                            .mapToObj(i -> rounded.get(i) + other.rounded.get(i))
                            .toList());
        } catch (BadDataException e) {
            return failed(e);
        }
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(failure);
            out.writeLong(rows);
            out.writeInt(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).write(out);
                out.writeLong(rounded.get(i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Partial fromBytes(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String failure = in.readUTF();
            long rows = in.readLong();
            int size = in.readInt();
            Elements[] columns = new Elements[size];
            Long[] rounded = new Long[size];
            for (int i = 0; i < size; i++) {
                columns[i] = Elements.read(in);
                rounded[i] = in.readLong();
            }
            return new Partial(failure, rows, List.of(columns), List.of(rounded));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
