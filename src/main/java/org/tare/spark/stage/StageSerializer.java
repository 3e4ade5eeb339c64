package org.tare.spark.stage;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import org.tare.spark.cluster.JavaBytes;

/**
 * Java serialization for Kryo, of stages: Kryo writes no parameter whose check is a lambda, and its own
 * {@code JavaSerializer} reads none that knows the class of {@code double}.
 */
public final class StageSerializer extends Serializer<Object> {
    /** For Kryo, which makes one where it finds the class in an annotation. */
    public StageSerializer() {}

    @Override
    public void write(Kryo kryo, Output out, Object stage) {
        byte[] bytes = JavaBytes.of(stage);
        out.writeInt(bytes.length, true);
        out.writeBytes(bytes);
    }

    @Override
    public Object read(Kryo kryo, Input in, Class<Object> type) {
        return JavaBytes.read(in.readBytes(in.readInt(true)), type);
    }
}
