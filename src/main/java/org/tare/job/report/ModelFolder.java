package org.tare.job.report;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.SparkSession;
import org.tare.feature.ColumnCast;
import org.tare.feature.ScalerModel;
import org.tare.train.NeuralNetworkClassificationModel;
import org.tare.train.NeuralNetworkRegressionModel;

/**
 * What a saved model would load, known before anything of it is loaded: loading makes an object of every class that it names,
 * and a stage may run any SQL.
 */
public final class ModelFolder {
    private static final Set<String> OWN = Stream.of(
                    VectorAssembler.class,
                    ColumnCast.class,
                    ScalerModel.class,
                    NeuralNetworkClassificationModel.class,
                    NeuralNetworkRegressionModel.class,
                    IndexToString.class)
            .map(Class::getName)
            .collect(Collectors.toUnmodifiableSet());

    /** The one statement that the first build wrote, where an array held whole numbers. */
    private static final Pattern CAST =
            Pattern.compile("SELECT \\*, CAST\\(`([^`]|``)*` AS ARRAY<DOUBLE>\\) AS `tare_([^`]|``)*` FROM __THIS__");

    private final SparkSession spark;

    private ModelFolder(SparkSession spark) {
        this.spark = spark;
    }

    /** Saves a model with the sums of all its files. */
    public static void save(SparkSession spark, MLWritable model, String path) throws IOException {
        model.write().session(spark).save(path);
        StageFolders.seal(spark, new Path(path));
    }

    /**
     * What a folder holds. The one place here that knows Spark ML's own way to find that out.
     *
     * @param trusted whether to load what no job writes
     * @param writers the jobs that write such a model
     * @throws IllegalArgumentException if there is nothing, no whole model, or it may not be trusted
     */
    public static Object load(SparkSession spark, String path, boolean trusted, String writers) {
        StageFolders.requireThere(spark, path, writers);
        String refused;
        try {
            StageFolders.check(spark, new Path(path));
            Optional<String> foreign = trusted ? Optional.empty() : new ModelFolder(spark).foreign(path);
            if (foreign.isEmpty()) {
                return StageFolders.load(spark, path);
            }
            refused = foreign.get();
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    "There is no whole model at '" + path + "' (" + ErrorMessage.of(e) + "); give the path of one that "
                            + writers + " wrote.",
                    e);
        }
        throw new IllegalArgumentException("'" + path + "' holds a " + refused + ", which " + writers
                + " does not write, and a model can run any code; give --trust-model if you trust whoever wrote it.");
    }

    /** The class of the first stage that no job writes. */
    private Optional<String> foreign(String path) throws IOException {
        List<DefaultParamsReader.Metadata> all = StageFolders.metadata(spark, new Path(path));
        boolean isPipeline = StageFolders.isPipelineModel(all.get(0));
        return all.stream()
                .skip(isPipeline ? 1 : 0)
                .filter(stage -> !isOwn(stage))
                .map(DefaultParamsReader.Metadata::className)
                .findFirst();
    }

    private static boolean isOwn(DefaultParamsReader.Metadata stage) {
        return OWN.contains(stage.className()) || isOwnCast(stage);
    }

    private static boolean isOwnCast(DefaultParamsReader.Metadata metadata) {
        return metadata.className().equals(SQLTransformer.class.getName())
                && metadata.getParamValue("statement").values() instanceof String statement
                && CAST.matcher(statement).matches();
    }
}
