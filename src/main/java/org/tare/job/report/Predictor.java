package org.tare.job.report;

import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nanvl;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.tare.spark.column.ColumnIndex;

/**
 * A model that predicts, alone or as the last stage of a pipeline.
 *
 * @param model the whole
 * @param last the stage that predicts
 */
public record Predictor(Transformer model, Transformer last) {
    /** How probable the class is that a classifier predicts. */
    public static final String CONFIDENCE = "confidence";

    private static final List<String> OUTPUTS = List.of("predictionCol", "rawPredictionCol", "probabilityCol");

    public static Predictor of(Transformer model) {
        Transformer[] stages = stages(model);
        int last = stages.length - 1;
        while (last > 0 && !stages[last].hasParam("predictionCol")) {
            last--;
        }
        return new Predictor(model, stages[last]);
    }

    private static Transformer[] stages(Transformer model) {
        return model instanceof PipelineModel pipeline ? pipeline.stages() : new Transformer[] {model};
    }

    /** The names of the classes, if the model has names for them. */
    public ClassNames names() {
        return Stream.of(stages(model))
                .filter(IndexToString.class::isInstance)
                .map(stage -> new ClassNames(List.of(((IndexToString) stage).getLabels())))
                .findFirst()
                .orElse(ClassNames.NONE);
    }

    /** The label as the model counts: numbers, or those of the named classes. */
    Column label(StructField label) {
        return names().areKnown()
                ? names().numbers(label)
                : ColumnIndex.column(label.name()).cast("double");
    }

    /**
     * The model in that folder.
     *
     * @param trusted whether to load what jobs/train does not write
     * @throws IllegalArgumentException if there is no whole model that predicts, or it may not be trusted
     */
    public static Predictor load(SparkSession spark, String path, boolean trusted) {
        Object loaded = ModelFolder.load(spark, path, trusted, "jobs/train");
        if (loaded instanceof Transformer model && of(model).last().hasParam("predictionCol")) {
            return of(model);
        }
        throw new IllegalArgumentException("'" + path + "' holds a "
                + loaded.getClass().getSimpleName()
                + ", which predicts nothing; give the path of a model that jobs/train"
                + " wrote.");
    }

    public String labelCol() {
        return text("labelCol");
    }

    public String predictionCol() {
        return text("predictionCol");
    }

    private String text(String param) {
        return (String) last.getOrDefault(last.getParam(param));
    }

    /** The column of a vector with an element for each class, if classes are predicted. */
    public Optional<String> probabilityCol() {
        return last.hasParam("probabilityCol") ? Optional.of(text("probabilityCol")) : Optional.empty();
    }

    /**
     * The rows with all that the model adds, and the confidence if it predicts classes. Where features are missing the
     * prediction is null.
     *
     * @throws IllegalArgumentException if the rows have such a column already
     */
    public Dataset<Row> predict(Dataset<Row> rows) {
        Stream.concat(
                        OUTPUTS.stream().filter(last::hasParam).map(this::text),
                        Stream.of(CONFIDENCE, ClassNames.PREDICTED))
                .filter(name -> Stream.of(rows.columns()).anyMatch(column -> ColumnIndex.isSame(column, name)))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "The rows have a column '" + name + "' already, which the model adds; drop or rename it.");
                });
        Dataset<Row> predicted = model.transform(rows);
        Column prediction = ColumnIndex.column(predictionCol());
        if (probabilityCol().isEmpty()) {
            return predicted.withColumn(predictionCol(), unlessNaN(prediction));
        }
        Column highest = array_max(
                functions.vector_to_array(ColumnIndex.column(probabilityCol().orElseThrow()), "float64"));
        Column isKnown = ColumnIndex.column(CONFIDENCE).isNotNull();
        Dataset<Row> known = predicted
                .withColumn(CONFIDENCE, unlessNaN(highest))
                .withColumn(predictionCol(), when(isKnown, prediction));
        return names().areKnown()
                ? known.withColumn(ClassNames.PREDICTED, when(isKnown, ColumnIndex.column(ClassNames.PREDICTED)))
                : known;
    }

    /** Networks make NaN of what is missing. */
    private static Column unlessNaN(Column value) {
        return nanvl(value, lit(null));
    }
}
