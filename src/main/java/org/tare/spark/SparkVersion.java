package org.tare.spark;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.package$;
import org.slf4j.LoggerFactory;

/** Which Spark runs: one too old is refused before any of its classes is missed, and one too new is warned of, once. */
public final class SparkVersion {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");
    /** Of major and minor version, as {@link #number} counts them. */
    private static final int OLDEST = 400;

    private static final int NEWEST = 403;

    private static final String REFUSAL = refusal(
            package$.MODULE$.SPARK_VERSION(),
            warning -> LoggerFactory.getLogger(SparkVersion.class).warn(warning));

    private SparkVersion() {}

    /**
     * Nothing, where Tare can run.
     *
     * @throws UnsupportedOperationException if Spark is too old
     */
    public static void require() {
        if (REFUSAL != null) {
            throw new UnsupportedOperationException(REFUSAL);
        }
    }

    /** Why a version is refused, or null. */
    static String refusal(String version, Consumer<String> warn) {
        int number = number(version);
        if (number > NEWEST) {
            warn.accept("This is Spark " + version + ", and this Tare was tested with Spark 4.0 to 4.3;"
                    + " look for a newer Tare if something fails.");
        }
        return number >= OLDEST
                ? null
                : "This is Spark " + version
                        + ", and Tare needs Spark 4.0 or newer; run it there, or take a model to older"
                        + " Spark as the SQL of its toSql.";
    }

    /** A version that is none counts as the newest tested. */
    private static int number(String version) {
        Matcher parts = VERSION.matcher(version);
        return parts.matches() ? Integer.parseInt(parts.group(1)) * 100 + Integer.parseInt(parts.group(2)) : NEWEST;
    }
}
