package org.tare.job.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.sql.SparkSession;
import org.tare.spark.source.GivenPath;
import org.tare.spark.stage.Checksums;

/** The folders of which Spark loads the stages of a saved pipeline: those that its metadata lead to, wherever they are. */
final class StageFolders {
    private static final ObjectMapper JSON = new ObjectMapper();

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
        DefaultParamsReader.Metadata whole = load(spark, root.toString(), "its metadata");
        List<DefaultParamsReader.Metadata> all = new ArrayList<>(List.of(whole));
        if (!isPipelineModel(whole)) {
            return all;
        }
        List<String> uids = uids(whole);
        for (int i = 0; i < uids.size(); i++) {
            String path = Pipeline.SharedReadWrite$.MODULE$.getStagePath(
                    uids.get(i), i, uids.size(), new Path(root, "stages").toString());
            all.add(load(spark, path, "the metadata of its stage " + uids.get(i)));
        }
        return all;
    }

    static boolean isPipelineModel(DefaultParamsReader.Metadata saved) {
        return saved.className().equals(PipelineModel.class.getName());
    }

    private static DefaultParamsReader.Metadata load(SparkSession spark, String path, String what) throws IOException {
        try {
            return DefaultParamsReader.loadMetadata(path, spark);
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

    private static List<String> uids(DefaultParamsReader.Metadata pipeline) throws IOException {
        List<String> uids = new ArrayList<>();
        for (JsonNode uid :
                JSON.readTree(pipeline.metadataJson()).path("paramMap").path("stageUids")) {
            uids.add(requireName(uid.asText()));
        }
        return uids;
    }

    /** A stage that lay elsewhere would be loaded all the same. */
    private static String requireName(String uid) throws IOException {
        if (uid.contains("/") || uid.contains("\\") || uid.contains(":")) {
            throw new IOException("its metadata name a stage '" + uid + "', which is no name of a folder");
        }
        return uid;
    }
}
