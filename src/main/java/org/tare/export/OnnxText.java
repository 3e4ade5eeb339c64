package org.tare.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.tare.export.onnx.OnnxExport;
import org.tare.export.onnx.OnnxPrecision;
import org.tare.scoring.ScoringPlan;
import org.tare.spark.stage.TextForm;

/**
 * The form {@code onnx} as a text: what {@link ModelExport#toOnnx(Transformer, OnnxExport)} gives, in Base64. Options are
 * {@code precision}, and {@code plan}: the JSON of a whole pipeline, of which a client of Spark Connect has the parts, in place of
 * the one model.
 */
public final class OnnxText implements TextForm {
    @Override
    public String name() {
        return "onnx";
    }

    @Override
    public String of(Object learned, Dataset<?> data) {
        FormOptions options = FormOptions.of(data);
        OnnxPrecision precision =
                options.get("precision").map(OnnxPrecision::of).orElse(OnnxPrecision.DOUBLE);
        Optional<ScoringPlan> given = options.get("plan").map(OnnxText::read);
        ScoringPlan plan = given.orElseGet(() -> StagePlans.of((Transformer) learned));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new OnnxExport(OnnxExport.USUAL, precision).write(plan, ModelExport.version(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }

    private static ScoringPlan read(String json) {
        try {
            return ScoringPlan.read(new StringReader(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
