package org.tare.job.option;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.job.report.ClassNames;
import org.tare.spark.column.ColumnIndex;
import picocli.CommandLine.Option;

/** What a network is to learn. */
public final class LabelOptions {
    /** More distinct labels than this are no classes. */
    private static final int MOST_CLASSES = 1_000;

    private static final String MAPPED = "tare_label";

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            required = true,
            description = "Column to learn: a number, or classes, which are texts, booleans or whole numbers.")
    private String label;

    @Option(
            names = "--task",
            paramLabel = "TASK",
            description = {
                "${COMPLETION-CANDIDATES}.",
                "Default: classification for texts and booleans. For numbers the network decides: dense(1) at its end "
                        + "learns a number, unless the label has only two whole values, and more outputs learn classes."
            })
    private Task task;

    @Option(
            names = "--weight-col",
            paramLabel = "COLUMN",
            description = "Column that says how much each row counts. Default: all count the same.")
    private String weightCol;

    /**
     * What is to be learned of the label.
     *
     * @param rows with the column
     * @param column the column that the network learns
     * @param names of the classes, if the label does not hold their numbers
     */
    public record Label(Task task, Dataset<Row> rows, String column, ClassNames names) {}

    public String label() {
        return label;
    }

    /** The column, or null without one. */
    public String weightCol() {
        return weightCol;
    }

    /**
     * Finds out what is to be learned of the label; that may take a reading of the column.
     *
     * @param outputs of the network, if its text tells
     * @throws IllegalArgumentException if there are no such columns, or the label does not suit the task
     */
    public Label of(Dataset<Row> rows, OptionalInt outputs) {
        StructType schema = rows.schema();
        if (weightCol != null) {
            TypedColumns.find(schema, weightCol, NumericType.class, "a number");
        }
        StructField field = ColumnIndex.find(schema, label);
        if (!List.of(schema.fieldNames()).contains(field.name())) {
            throw new IllegalArgumentException("'" + field.name()
                    + "' is a field of a struct; give a label that is a column, such as one of a view.");
        }
        boolean isNumber = field.dataType() instanceof NumericType;
        if (!isNumber && !(field.dataType() instanceof StringType || field.dataType() instanceof BooleanType)) {
            throw new IllegalArgumentException("Column '" + field.name() + "' is "
                    + field.dataType().simpleString() + "; give a label that is a number, a text or a boolean.");
        }
        if (!isNumber && task == Task.REGRESSION) {
            throw new IllegalArgumentException("Column '" + field.name() + "' is "
                    + field.dataType().simpleString()
                    + ", which --task regression cannot learn; leave --task out"
                    + (field.dataType() instanceof StringType
                            ? ", or, if a text such as NA stands among its numbers, give --option nullValue=NA."
                            : ", or give a column of numbers."));
        }
        if (task == Task.REGRESSION) {
            return new Label(task, rows, field.name(), ClassNames.NONE);
        }
        return isNumber
                ? ofNumbers(rows, field, outputs)
                : named(rows, field, values(rows, field, ClassNames.text(field)), outputs);
    }

    private Label ofNumbers(Dataset<Row> rows, StructField field, OptionalInt outputs) {
        List<Double> values = values(
                        rows, field, ColumnIndex.column(field.name()).cast("double"))
                .stream()
                .map(value -> (Double) value + 0.0)
                .distinct()
                .sorted()
                .toList();
        boolean areWhole = values.stream().allMatch(value -> value == Math.rint(value) && Math.abs(value) < 1L << 53);
        Task chosen = task != null ? task : task(field, outputs, areWhole && values.size() <= 2);
        int most = Math.max(2, outputs.orElse(values.size()));
        if (chosen == Task.REGRESSION
                || !areWhole
                || values.isEmpty()
                || (values.get(0) >= 0 && values.get(values.size() - 1) < most)) {
            return new Label(chosen, rows, field.name(), ClassNames.NONE);
        }
        return named(
                rows,
                field,
                values.stream().map(value -> (Object) ("" + value.longValue())).toList(),
                outputs);
    }

    private static Task task(StructField field, OptionalInt outputs, boolean areTwo) {
        if (outputs.isEmpty()) {
            return Task.of(field.dataType());
        }
        return outputs.getAsInt() > 1 || areTwo ? Task.CLASSIFICATION : Task.REGRESSION;
    }

    /** The distinct values, without null; of more than can be classes, some. */
    private static List<Object> values(Dataset<Row> rows, StructField field, Column value) {
        return rows
                .select(value.as(field.name()))
                .na()
                .drop()
                .distinct()
                .limit(MOST_CLASSES + 1)
                .collectAsList()
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    private Label named(Dataset<Row> rows, StructField field, List<Object> values, OptionalInt outputs) {
        if (values.size() > MOST_CLASSES) {
            String amounts = field.dataType() instanceof NumericType
                    ? "--task regression if they are amounts"
                    : "--option nullValue=NA if they are amounts with a text such as NA among them";
            throw new IllegalArgumentException("Column '" + field.name() + "' holds more than " + MOST_CLASSES
                    + " different labels; give " + amounts + ", or a column of fewer classes.");
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException(
                    "Column '" + field.name() + "' holds no label, or there are no rows; give rows to learn from.");
        }
        if (values.size() == 1) {
            throw new IllegalArgumentException("Column '" + field.name() + "' holds only the label '" + values.get(0)
                    + "'; give rows of at least two classes.");
        }
        List<String> names = field.dataType() instanceof NumericType
                ? values.stream().map(String::valueOf).toList()
                : values.stream()
                        .map(String::valueOf)
                        .sorted(Comparator.naturalOrder())
                        .toList();
        int most = outputs.orElse(names.size());
        if (most != names.size() && !(most == 1 && names.size() == 2)) {
            throw new IllegalArgumentException("Column '" + field.name() + "' holds " + names.size()
                    + " classes and the network ends in " + most + " outputs; end --layers with dense(" + names.size()
                    + ").");
        }
        ClassNames classes = new ClassNames(names);
        return new Label(Task.CLASSIFICATION, rows.withColumn(MAPPED, classes.numbers(field)), MAPPED, classes);
    }

    /** Names the columns to a network. */
    public void applyTo(Params network, Label learned) {
        network.set(network.getParam("labelCol"), learned.column());
        if (weightCol != null) {
            network.set(network.getParam("weightCol"), weightCol);
        }
    }

    /** The pipeline as it is saved: it knows the label by its own name, and predicts names where there are some. */
    public PipelineModel finished(PipelineModel fitted, Label learned) {
        Transformer[] stages = fitted.stages();
        Transformer network = stages[stages.length - 1];
        network.set(network.getParam("labelCol"), label);
        if (!learned.names().areKnown()) {
            return fitted;
        }
        Transformer[] all = Arrays.copyOf(stages, stages.length + 1);
        all[stages.length] = learned.names().stage();
        return new PipelineModel(fitted.uid(), all);
    }

    /** The label's own name in place of that of a column that was made on the way. */
    public String named(String sentence) {
        return sentence.replace("'" + MAPPED + "'", "'" + label + "'")
                .replace(
                        "give labels 0, 1, 2, ... as StringIndexer makes them",
                        "give --task regression, and --layers that end in dense(1), if the labels are amounts");
    }
}
