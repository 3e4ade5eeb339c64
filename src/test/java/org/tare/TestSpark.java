package org.tare;

import org.apache.spark.sql.SparkSession;

/** One local session for all test classes of a run. */
public final class TestSpark {
    private static final class Holder {
        static final SparkSession SESSION = SparkSession.builder()
                .master("local[2]")
                .appName("tare tests")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.warehouse.dir", place("spark-warehouse"))
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.hadoop.fs.file.impl", QuickDisk.class.getName())
                .getOrCreate();
    }

    private TestSpark() {}

    /** A folder of the build that no other JVM uses, of those that run test classes side by side. */
    public static String place(String name) {
        return "target/fork-" + System.getProperty("test.fork", "1") + "/" + name;
    }

    public static SparkSession session() {
        return Holder.SESSION;
    }
}
