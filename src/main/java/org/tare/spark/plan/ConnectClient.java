package org.tare.spark.plan;

import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;

/**
 * A client of Spark Connect, whose sessions and data are of classes of their own, and whose class path may lack those of a driver:
 * so it is asked before any of these is touched.
 */
public final class ConnectClient {
    private static final String CLASSES = "org.apache.spark.sql.connect.";

    private ConnectClient() {}

    /** Whether a session or a Dataset is a client's. */
    public static boolean owns(Object sessionOrData) {
        return Objects.requireNonNull(sessionOrData, "The session, or the Dataset, is null; give one.")
                .getClass()
                .getName()
                .startsWith(CLASSES);
    }

    /**
     * Refuses the data of a client.
     *
     * @throws IllegalArgumentException if they are
     */
    public static void refuse(Dataset<?> data) {
        if (owns(data)) {
            throw new IllegalArgumentException(
                    "The Dataset is one of Spark Connect, whose rows are out of reach here;"
                            + " run this where the Spark driver runs, from Python with tare_spark, or as SQL such as exact_avg(x).");
        }
    }

    /**
     * Refuses the session of a client, which has no files.
     *
     * @throws IllegalArgumentException if it is
     */
    public static void refuse(SparkSession spark) {
        if (owns(spark)) {
            throw new IllegalArgumentException("The session is one of Spark Connect, whose files are out of reach here;"
                    + " run this where the Spark driver runs or from Python with tare_spark, or keep statistics as a table,"
                    + " which DatasetStatistics.of reads.");
        }
    }

    /**
     * How a driver finds its file systems.
     *
     * @throws IllegalArgumentException as {@link #refuse(SparkSession)}
     */
    public static Configuration hadoop(SparkSession spark) {
        refuse(spark);
        return spark.sparkContext().hadoopConfiguration();
    }
}
