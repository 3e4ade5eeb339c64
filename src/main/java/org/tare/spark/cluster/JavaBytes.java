package org.tare.spark.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.DeserializationStream;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.SerializationStream;
import scala.reflect.ClassTag;

/**
 * Values of ours as bytes, for their way between tasks and driver. The serializer that {@code spark.serializer} names may know
 * no type of ours, but it knows bytes.
 */
public final class JavaBytes {
    /** Well below the 64 MiB that {@code spark.kryoserializer.buffer.max} allows a value unless set. */
    private static final int PIECE = 4 << 20;

    private static final ClassTag<Object> ANY = ClassTag.apply(Object.class);

    private JavaBytes() {}

    /** A small value as one array. */
    public static byte[] of(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(value, bytes);
        return bytes.toByteArray();
    }

    /** Reads {@link #of}. */
    public static <T> T read(byte[] bytes, Class<T> type) {
        return read(new ByteArrayInputStream(bytes), type);
    }

    /** A value of any size, in pieces of some MiB. */
    static List<byte[]> pieces(Object value) {
        Pieces pieces = new Pieces();
        write(value, pieces);
        return pieces.all();
    }

    /** Reads {@link #pieces}. */
    static <T> T read(List<byte[]> pieces, Class<T> type) {
        return read(
                new SequenceInputStream(Collections.enumeration(
                        pieces.stream().map(ByteArrayInputStream::new).toList())),
                type);
    }

    private static void write(Object value, OutputStream out) {
        try (SerializationStream stream = serializer().newInstance().serializeStream(out)) {
            stream.writeObject(value, ANY);
        }
    }

    private static <T> T read(InputStream in, Class<T> type) {
        JavaSerializer serializer = serializer();
        // That of an application's jar, which the thread need not have.
        serializer.setDefaultClassLoader(type.getClassLoader());
        try (DeserializationStream stream = serializer.newInstance().deserializeStream(in)) {
            return type.cast(stream.readObject(ANY));
        }
    }

    private static JavaSerializer serializer() {
        return new JavaSerializer(new SparkConf(false));
    }

    private static final class Pieces extends OutputStream {
        private final List<byte[]> full = new ArrayList<>();
        private byte[] piece = new byte[PIECE];
        private int length;

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            int done = 0;
            while (done < count) {
                int part = Math.min(count - done, PIECE - length);
                System.arraycopy(bytes, from + done, piece, length, part);
                length += part;
                done += part;
                if (length == PIECE) {
                    full.add(piece);
                    piece = new byte[PIECE];
                    length = 0;
                }
            }
        }

        List<byte[]> all() {
            List<byte[]> all = new ArrayList<>(full);
            all.add(Arrays.copyOf(piece, length));
            return all;
        }
    }
}
