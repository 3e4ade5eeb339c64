package org.tare.spark.plan;

import java.util.Objects;
import org.apache.spark.sql.Dataset;

/** The one place that tells of data that are null. */
public final class GivenData {
    private GivenData() {}

    /**
     * The data as they are.
     *
     * @throws NullPointerException in a sentence, if they are null
     */
    public static <T> Dataset<T> of(Dataset<T> data) {
        return Objects.requireNonNull(data, "The data are null; give a Dataset.");
    }
}
