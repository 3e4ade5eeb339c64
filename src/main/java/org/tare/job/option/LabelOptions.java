package org.tare.job.option;

import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import picocli.CommandLine.Option;

/** What a network is to learn. */
public final class LabelOptions {
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

    public String label() {
        return label;
    }

    /** The column, or null without one. */
    public String weightCol() {
        return weightCol;
    }

    /**
     * What is to be learned of the label.
     *
     * @throws IllegalArgumentException if there are no such columns of numbers
     */
    public Task task(StructType schema) {
        if (weightCol != null) {
            TypedColumns.find(schema, weightCol, NumericType.class, "a number");
        }
        Task byType = Task.of(
                TypedColumns.find(schema, label, NumericType.class, "a number").dataType());
        return task == null ? byType : task;
    }

    /** Names the columns to a network. */
    public void applyTo(Params network) {
        network.set(network.getParam("labelCol"), label);
        if (weightCol != null) {
            network.set(network.getParam("weightCol"), weightCol);
        }
    }
}
