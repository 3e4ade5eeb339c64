package org.tare.export;

import java.util.Map;
import org.apache.spark.ml.Transformer;
import org.tare.spark.stage.FileForm;

/** The form {@code onnx}: what {@link ModelExport#toOnnx(Transformer, String, String)} writes of a fitted model. */
public final class OnnxForm implements FileForm {
    @Override
    public String name() {
        return "onnx";
    }

    @Override
    public void write(Object learned, Map<String, ?> options, String path) {
        Object precision = options.get("precision");
        ModelExport.toOnnx((Transformer) learned, path, precision == null ? "double" : (String) precision);
    }
}
