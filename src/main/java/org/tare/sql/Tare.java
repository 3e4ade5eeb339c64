package org.tare.sql;

import org.apache.spark.sql.SparkSession;
import org.tare.spark.SparkVersion;
import org.tare.spark.aggregate.SqlFunctions;

/** The functions of this package in a session. */
public final class Tare {
    private Tare() {}

    /**
     * Registers the functions, for this session; to do so again changes nothing.
     *
     * @throws IllegalArgumentException if the session is one of Spark Connect, whose server has the functions
     * @throws UnsupportedOperationException if Spark is too old
     */
    public static void register(SparkSession spark) {
        SparkVersion.require();
        SqlFunctions.register(spark);
    }
}
