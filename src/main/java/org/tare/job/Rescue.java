package org.tare.job;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.SparkSession;
import org.tare.job.report.ErrorMessage;
import org.tare.job.report.ModelFolder;

/** A model that took long to train, and whose job fails, is kept elsewhere than at its place. */
final class Rescue {
    private Rescue() {}

    /**
     * Saves the model where it can, and answers an exception that says why and where.
     *
     * @param what it is, as the start of a sentence
     */
    static IllegalStateException of(SparkSession spark, MLWritable model, String what, Exception failure) {
        String said = ErrorMessage.of(failure).replaceFirst("[.]?$", ".");
        try {
            String place = place(spark.sparkContext().hadoopConfiguration());
            ModelFolder.save(spark, model, place);
            said += " " + what + " is kept at '" + place + "'; move it from there.";
        } catch (Exception e) {
            // Spark throws checked exceptions that it does not declare.
            said += " " + what + " could not be kept elsewhere: " + ErrorMessage.of(e);
        }
        IllegalStateException told = new IllegalStateException(said);
        // Not as a cause, or the sentence for the user would be the cause's.
        told.addSuppressed(failure);
        return told;
    }

    /** Where all executors may write: the home on a shared file system; on a single machine its folder for such things. */
    private static String place(Configuration configuration) throws IOException {
        FileSystem files = FileSystem.get(configuration);
        boolean isLocal = files.getUri().getScheme().equals("file");
        Path parent = isLocal ? new Path("file:" + System.getProperty("java.io.tmpdir")) : files.getHomeDirectory();
        return new Path(parent, "tare-model-" + UUID.randomUUID().toString().substring(0, 8)).toString();
    }
}
