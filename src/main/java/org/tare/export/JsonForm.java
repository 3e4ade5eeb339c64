package org.tare.export;

import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.tare.spark.stage.TextForm;

/** The form {@code json}: what {@link ModelExport#toJsonText} writes of a fitted model. */
public final class JsonForm implements TextForm {
    @Override
    public String name() {
        return "json";
    }

    @Override
    public String of(Object learned, Dataset<?> data) {
        return ModelExport.toJsonText((Transformer) learned);
    }
}
