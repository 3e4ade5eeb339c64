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
import org.apache.spark.ml.functions;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.spark.ColumnIndex;

/**
 * A model that predicts, alone or as the last stage of a pipeline. The one place here that knows Spark ML's own way to
 * find out what a folder holds.
 *
 * @param model the whole
 * @param last the stage that predicts
 */
public record Predictor(Transformer model, Transformer last) {
    /** How probable the class is that a classifier predicts. */
    public static final String CONFIDENCE = "confidence";

    private static final List<String> OUTPUTS = List.of("predictionCol", "rawPredictionCol", "probabilityCol");

    public static Predictor of(Transformer model) {
        Transformer[] stages = model instanceof PipelineModel pipeline ? pipeline.stages() : new Transformer[] {model};
        return new Predictor(model, stages[stages.length - 1]);
    }

    /**
     * The model in that folder.
     *
     * @throws IllegalArgumentException if there is no whole model that predicts
     */
    public static Predictor load(SparkSession spark, String path) {
        Object loaded;
        try {
            loaded = DefaultParamsReader.loadParamsInstance(path, spark);
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    "There is no whole model at '" + path + "' (" + ErrorMessage.of(e)
                            + "); give the path of one that jobs/train wrote.",
                    e);
        }
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
        Stream.concat(OUTPUTS.stream().filter(last::hasParam).map(this::text), Stream.of(CONFIDENCE))
                .filter(List.of(rows.columns())::contains)
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
        return predicted
                .withColumn(CONFIDENCE, unlessNaN(highest))
                .withColumn(predictionCol(), when(ColumnIndex.column(CONFIDENCE).isNotNull(), prediction));
    }

    /** Networks make NaN of what is missing. */
    private static Column unlessNaN(Column value) {
        return nanvl(value, lit(null));
    }
}
