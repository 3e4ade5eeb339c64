package org.tare.export;

import org.apache.spark.sql.Dataset;
import org.tare.spark.stage.TextForm;

/** The form {@code version}: {@link ModelExport#version}, whatever was learned. */
public final class VersionForm implements TextForm {
    @Override
    public String name() {
        return "version";
    }

    @Override
    public String of(Object learned, Dataset<?> data) {
        return ModelExport.version();
    }
}
