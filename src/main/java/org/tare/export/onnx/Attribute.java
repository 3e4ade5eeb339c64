package org.tare.export.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;

/** What an operator is told beside its inputs: a whole number by name. */
record Attribute(String name, long value) {
    AttributeProto proto() {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }
}
