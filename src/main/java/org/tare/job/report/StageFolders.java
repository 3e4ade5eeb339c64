package org.tare.job.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.sql.SparkSession;
import org.tare.spark.source.GivenPath;
import org.tare.spark.stage.Checksums;
import org.tare.spark.stage.StageClasses;
import org.tare.spark.stage.StageFiles;

/** The folders of which Spark loads the stages of a saved pipeline: those that its metadata lead to, wherever they are. */
final class StageFolders {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Stage(String uid, String path) {}

    private StageFolders() {}

    /**
     * Tells a path that leads nowhere from a model that is not whole.
     *
     * @param writers what could have written a model there
     * @throws IllegalArgumentException if nothing is there
     */
    static void requireThere(SparkSession spark, String path, String writers) {
        Path root = GivenPath.of(path);
        try {
            if (!files(spark, root).exists(root)) {
                throw new IllegalArgumentException(
                        "There is nothing at '" + path + "'; give the path of a model that " + writers + " wrote.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is saved at that path, where it is a pipeline behind it its stages. */
    static List<DefaultParamsReader.Metadata> metadata(SparkSession spark, Path root) throws IOException {
        DefaultParamsReader.Metadata whole = read(spark, root.toString(), "its metadata");
        List<DefaultParamsReader.Metadata> all = new ArrayList<>(List.of(whole));
        if (!isPipelineModel(whole)) {
            return all;
        }
        for (Stage stage : stages(whole, root)) {
            all.add(read(spark, stage.path(), "the metadata of its stage " + stage.uid()));
        }
        return all;
    }

    /** Loads it as Spark does, whose own way runs two jobs for the whole and two for each stage, to read a line in each. */
    static Object load(SparkSession spark, String path) throws Exception {
        DefaultParamsReader.Metadata saved = read(spark, path, "its metadata");
        if (!isPipelineModel(saved)) {
            return StageClasses.reader(saved.className()).session(spark).load(path);
        }
        List<Transformer> stages = new ArrayList<>();
        for (Stage stage : stages(saved, new Path(path))) {
            stages.add((Transformer) load(spark, stage.path()));
        }
        return new PipelineModel(saved.uid(), stages);
    }

    static boolean isPipelineModel(DefaultParamsReader.Metadata saved) {
        return saved.className().equals(PipelineModel.class.getName());
    }

    private static DefaultParamsReader.Metadata read(SparkSession spark, String path, String what) throws IOException {
        try {
            DefaultParamsReader.Metadata saved = StageFiles.metadata(path, spark);
            Objects.requireNonNull(saved.className(), "The metadata name no class.");
            return saved;
        } catch (Exception e) {
            // Spark throws checked exceptions that it does not declare.
            throw new IOException(what + " cannot be read", e);
        }
    }

    /** Puts the sums of all files beside them: those of Spark's own stages and of the whole have none otherwise. */
    static void seal(SparkSession spark, Path root) throws IOException {
        Checksums.write(files(spark, root), root);
    }

    /** @throws IOException whose message says what differs from the sums, where there are some */
    static void check(SparkSession spark, Path root) throws IOException {
        if (!Checksums.check(files(spark, root), root)) {
            requireAllStages(spark, root);
        }
    }

    /** Where no sums tell, Spark would take a pipeline whose metadata name none of its stages for one that does nothing. */
    private static void requireAllStages(SparkSession spark, Path root) throws IOException {
        List<DefaultParamsReader.Metadata> all = metadata(spark, root);
        if (!isPipelineModel(all.get(0))) {
            return;
        }
        int named = all.size() - 1;
        Path stages = new Path(root, "stages");
        FileSystem files = files(spark, root);
        int found = files.exists(stages) ? files.listStatus(stages).length : 0;
        if (found != named) {
            throw new IOException("its metadata name " + named + " stages, and there are " + found);
        }
    }

    private static FileSystem files(SparkSession spark, Path root) throws IOException {
        return root.getFileSystem(spark.sparkContext().hadoopConfiguration());
    }

    private static List<Stage> stages(DefaultParamsReader.Metadata pipeline, Path root) throws IOException {
        JsonNode uids = JSON.readTree(pipeline.metadataJson()).path("paramMap").path("stageUids");
        String folder = new Path(root, "stages").toString();
        List<Stage> stages = new ArrayList<>();
        for (JsonNode node : uids) {
            String uid = requireName(node.asText());
            stages.add(new Stage(
                    uid, Pipeline.SharedReadWrite$.MODULE$.getStagePath(uid, stages.size(), uids.size(), folder)));
        }
        return stages;
    }

    /** A stage that lay elsewhere would be loaded all the same. */
    private static String requireName(String uid) throws IOException {
        if (uid.contains("/") || uid.contains("\\") || uid.contains(":")) {
            throw new IOException("its metadata name a stage '" + uid + "', which is no name of a folder");
        }
        return uid;
    }
}
