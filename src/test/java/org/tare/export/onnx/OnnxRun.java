package org.tare.export.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tare.scoring.ScoringPlan;

/** What ONNX Runtime makes of an exported model. */
public final class OnnxRun implements AutoCloseable {
    private static final OrtEnvironment RUNTIME = OrtEnvironment.getEnvironment();

    private final OrtSession session;

    private OnnxRun(byte[] model) throws OrtException {
        session = RUNTIME.createSession(model);
    }

    public static OnnxRun of(ScoringPlan plan) {
        return of(plan, new OnnxExport());
    }

    public static OnnxRun of(ScoringPlan plan, OnnxExport export) {
        return of(bytes(plan, export));
    }

    public static OnnxRun of(byte[] model) {
        try {
            return new OnnxRun(model);
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }

    public static byte[] bytes(ScoringPlan plan, OnnxExport export) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            export.write(plan, "1.2.3", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public OrtSession session() {
        return session;
    }

    /** The outputs, doubles, floats or texts of each row, for inputs of (rows, numbers). */
    public Map<String, Object[]> run(Map<String, double[][]> inputs) {
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try {
            for (Map.Entry<String, double[][]> input : inputs.entrySet()) {
                boolean isFloat = session.getInputInfo()
                        .get(input.getKey())
                        .getInfo()
                        .toString()
                        .contains("FLOAT");
                tensors.put(
                        input.getKey(),
                        OnnxTensor.createTensor(RUNTIME, isFloat ? floats(input.getValue()) : input.getValue()));
            }
            Map<String, Object[]> outputs = new LinkedHashMap<>();
            try (OrtSession.Result result = session.run(tensors)) {
                for (Map.Entry<String, ai.onnxruntime.OnnxValue> output : result) {
                    outputs.put(output.getKey(), (Object[]) output.getValue().getValue());
                }
            }
            return outputs;
        } catch (OrtException e) {
            throw new AssertionError(e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private static float[][] floats(double[]... rows) {
        float[][] floats = new float[rows.length][];
        for (int r = 0; r < rows.length; r++) {
            floats[r] = new float[rows[r].length];
            for (int i = 0; i < floats[r].length; i++) {
                floats[r][i] = (float) rows[r][i];
            }
        }
        return floats;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }
}
