package org.tare.spark.stage;

import java.util.Map;
import java.util.Objects;

/** A fitted model that can be written where no Spark is. */
public interface PortableModel {
    /**
     * Writes the model as one file of ONNX in double, whose inputs and outputs bear the names of the columns; see
     * {@code ModelExport}, which does the same for a pipeline.
     *
     * @param path a new file on this machine's disk
     * @throws IllegalArgumentException if the model cannot leave Spark, as one by group, or the file exists
     */
    default void toOnnx(String path) {
        FileForm.write("onnx", this, Map.of(), path);
    }

    /** The same in another precision: {@code double} or {@code float}. */
    default void toOnnx(String path, String precision) {
        FileForm.write(
                "onnx",
                this,
                Map.of("precision", Objects.requireNonNull(precision, "The precision is null; give double or float.")),
                path);
    }

    /**
     * Writes one page of HTML that shows what was learned, and needs nothing beside itself; see {@code HtmlReport}, which has
     * more to choose. No data are read.
     *
     * @param path a new file on this machine's disk
     * @throws IllegalArgumentException if the file exists
     */
    default void report(String path) {
        FileForm.write("html", this, Map.of(), path);
    }
}
