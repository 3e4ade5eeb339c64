package org.tare.export.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.stream.Stream;

/** What numbers a graph computes with. */
public enum OnnxPrecision {
    /** As Tare itself does. */
    DOUBLE(TensorProto.DataType.DOUBLE),
    /** Half the bytes, and for many runtimes the faster one; results keep some seven digits. */
    FLOAT(TensorProto.DataType.FLOAT);

    private final TensorProto.DataType type;

    OnnxPrecision(TensorProto.DataType type) {
        this.type = type;
    }

    /**
     * The precision of that name, in any case.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static OnnxPrecision of(String name) {
        return Stream.of(values())
                .filter(precision -> precision.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no precision '" + name + "'; give double or float."));
    }

    /** ONNX's number of the type. */
    int type() {
        return type.getNumber();
    }

    /** Adds numbers to a tensor of this type. */
    void put(TensorProto.Builder tensor, double... values) {
        for (double value : values) {
            if (this == DOUBLE) {
                tensor.addDoubleData(value);
            } else {
                tensor.addFloatData((float) value);
            }
        }
    }
}
