package org.tare.spark.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesUtils;

/** Which rows of a page have a value. */
final class Presence {
    private final int rows;
    private final int size;
    private final ByteBuffer levels;
    private final int present;

    private Presence(int rows, int size, ByteBuffer levels, int present) {
        this.rows = rows;
        this.size = size;
        this.levels = levels;
        this.present = present;
    }

    static Presence ofAll(int rows) {
        return new Presence(rows, rows, null, 0);
    }

    /** As the definition levels of so many rows tell, of which {@code present} is that of a value which is not null. */
    static Presence of(ByteBuffer levels, int rows, int present) throws IOException {
        if (rows == 0) {
            return ofAll(0);
        }
        InputStream start = ByteBufferInputStream.wrap(levels.duplicate());
        int run = BytesUtils.readUnsignedVarInt(start);
        boolean isRepeated = (run & 1) == 0;
        if (isRepeated && run >>> 1 == rows && start.available() == 1) {
            return new Presence(rows, start.read() == present ? rows : 0, levels, present);
        }
        CodeStream codes = new CodeStream(width(present), levels, rows);
        int size = 0;
        for (int i = 0; i < rows; i++) {
            size += codes.next() == present ? 1 : 0;
        }
        return new Presence(rows, size, levels, present);
    }

    private static int width(int present) {
        return BytesUtils.getWidthFromMaxInt(present);
    }

    /** How many rows have a value. */
    int size() {
        return size;
    }

    int nulls() {
        return rows - size;
    }

    void get(boolean[] isPresent) {
        if (size == 0 || size == rows) {
            Arrays.fill(isPresent, 0, rows, size > 0);
            return;
        }
        try {
            CodeStream codes = new CodeStream(width(present), levels, rows);
            for (int i = 0; i < rows; i++) {
                isPresent[i] = codes.next() == present;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
