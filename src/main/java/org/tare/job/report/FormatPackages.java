package org.tare.job.report;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The packages that bring the formats which Spark knows of only with them. */
final class FormatPackages {
    /** The first %s is the whole version of Spark, the second its first two numbers. */
    private static final Map<String, String> BY_FORMAT = Map.of(
            "avro", "org.apache.spark:spark-avro_2.13:%1$s",
            "kafka", "org.apache.spark:spark-sql-kafka-0-10_2.13:%1$s",
            "delta", "io.delta:delta-spark_%2$s_2.13:VERSION",
            "iceberg", "org.apache.iceberg:iceberg-spark-runtime-%2$s_2.13:VERSION",
            "hudi", "org.apache.hudi:hudi-spark%2$s-bundle_2.13:VERSION");

    private FormatPackages() {}

    /** What to add for a format on a version of Spark, if it is one of these. */
    static Optional<String> missing(String format, String spark) {
        String lower = String.valueOf(format).toLowerCase(Locale.ROOT);
        String[] numbers = spark.split("\\.", -1);
        return Optional.ofNullable(BY_FORMAT.get(lower))
                .map(coordinates -> "The format " + lower + " needs its package: set TARE_SUBMIT_ARGS=\"--packages "
                        + coordinates.formatted(spark, numbers[0] + "." + numbers[1])
                        + "\", with what else its documentation asks for.");
    }
}
