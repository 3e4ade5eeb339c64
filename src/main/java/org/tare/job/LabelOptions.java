package org.tare.job;

import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import picocli.CommandLine.Option;

/** What a network is to learn. */
final class LabelOptions {
    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            required = true,
            description = "Column to learn: classes 0, 1, 2, ... or numbers.")
    private String label;

    @Option(
            names = "--task",
            paramLabel = "TASK",
            description =
                    "${COMPLETION-CANDIDATES}. Default: classification for a label of whole numbers, else regression.")
    private Task task;

    @Option(
            names = "--weight-col",
            paramLabel = "COLUMN",
            description = "Column that says how much each row counts. Default: all count the same.")
    private String weightCol;

    String label() {
        return label;
    }

    /** The column, or null without one. */
    String weightCol() {
        return weightCol;
    }

    /** @throws IllegalArgumentException if there are no such columns of numbers */
    Task task(StructType schema) {
        if (weightCol != null) {
            TypedColumns.find(schema, weightCol, NumericType.class, "a number");
        }
        Task byType = Task.of(
                TypedColumns.find(schema, label, NumericType.class, "a number").dataType());
        return task == null ? byType : task;
    }

    void applyTo(Params stage) {
        StageParams.set(stage, "labelCol", label);
        StageParams.set(stage, "weightCol", weightCol);
    }
}
