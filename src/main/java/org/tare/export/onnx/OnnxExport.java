package org.tare.export.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Objects;
import org.tare.scoring.ScoringPlan;

/**
 * A fitted model as ONNX.
 *
 * @param opset the version of ONNX's operators: {@value #LEAST} to {@value #LATEST}
 * @param precision what it computes with
 */
public record OnnxExport(int opset, OnnxPrecision precision) {
    /** The first operator set that takes axes as inputs, as all later ones do. */
    public static final int LEAST = 18;

    /** The newest that was tested. */
    public static final int LATEST = 23;

    /** What is written unless another is asked for: runtimes of 2024 read it. */
    public static final int USUAL = 21;

    private static final long MODEL_VERSION = 1;

    /** The version of the file's form that each operator set came with. */
    private static final Map<Integer, Integer> FORMS = Map.of(18, 8, 19, 9, 20, 9, 21, 10, 22, 10, 23, 11);

    /** A file may not be longer: a limit of protobuf. */
    private static final long LONGEST = Integer.MAX_VALUE;

    /**
     * Checks the version.
     *
     * @throws IllegalArgumentException if it is unknown
     */
    public OnnxExport {
        Objects.requireNonNull(precision, "The precision is null; give double or float.");
        if (opset < LEAST || opset > LATEST) {
            throw new IllegalArgumentException(
                    "ONNX's operator set " + opset + " is unknown; give one of " + LEAST + " to " + LATEST + ".");
        }
    }

    /** The usual operator set in double. */
    public OnnxExport() {
        this(USUAL, OnnxPrecision.DOUBLE);
    }

    /**
     * Writes the model.
     *
     * @param version of this Tare
     * @throws IllegalArgumentException if a layer has no form in ONNX, with its name, or the model is longer than 2 GB
     */
    public void write(ScoringPlan plan, String version, OutputStream out) throws IOException {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(FORMS.get(opset))
                .setProducerName("Tare")
                .setProducerVersion(version)
                .setDomain("org.tare")
                .setModelVersion(MODEL_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset))
                .setGraph(OnnxPlan.write(plan, precision)
                        .build()
                        .setName(plan.about().getOrDefault("uid", "tare")));
        plan.about()
                .forEach((key, value) -> model.addMetadataProps(StringStringEntryProto.newBuilder()
                        .setKey("tare." + key)
                        .setValue(value)));
        ModelProto built = model.build();
        if (built.getSerializedSize() < 0) {
            throw new IllegalArgumentException(
                    "The model takes more than " + LONGEST + " bytes, which no ONNX file may; give precision float.");
        }
        built.writeTo(out);
    }
}
