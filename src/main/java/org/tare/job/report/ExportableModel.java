package org.tare.job.report;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.sql.SparkSession;
import org.tare.export.StagePlans;
import org.tare.scoring.Unexportable;

/** A saved model of stages that can be exported, which is known before anything of it is loaded: a stage may run any code. */
public final class ExportableModel {
    private static final String WRITERS = "a job or save";

    private ExportableModel() {}

    /**
     * The model at that path.
     *
     * @throws IllegalArgumentException if there is no whole one, or it has a stage that cannot be exported, with its name
     */
    public static Transformer load(SparkSession spark, String path) {
        StageFolders.requireThere(spark, path, WRITERS);
        List<DefaultParamsReader.Metadata> stages;
        try {
            StageFolders.check(spark, new Path(path));
            stages = stages(spark, new Path(path));
        } catch (Exception e) {
            throw notWhole(path, e);
        }
        for (DefaultParamsReader.Metadata stage : stages) {
            if (!StagePlans.knows(stage.className())) {
                throw Unexportable.foreign(stage.uid(), stage.className());
            }
        }
        try {
            return (Transformer) StageFolders.load(spark, path);
        } catch (Exception e) {
            throw notWhole(path, e);
        }
    }

    private static List<DefaultParamsReader.Metadata> stages(SparkSession spark, Path root) throws IOException {
        List<DefaultParamsReader.Metadata> all = StageFolders.metadata(spark, root);
        boolean isPipeline = StageFolders.isPipelineModel(all.get(0));
        return all.subList(isPipeline ? 1 : 0, all.size());
    }

    private static IllegalArgumentException notWhole(String path, Exception cause) {
        return new IllegalArgumentException(
                "There is no whole model at '" + path + "' (" + ErrorMessage.of(cause) + "); give the path of one that "
                        + WRITERS + " wrote.",
                cause);
    }
}
