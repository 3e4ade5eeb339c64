package org.tare.spark.row;

import java.util.Map;
import org.apache.spark.SparkIllegalArgumentException;

/**
 * What is wrong with a row, found by a task. Spark hands an exception with an error class as it is to whoever waits for the
 * rows, from Python and over Spark Connect too, and others within one of its own with a stack.
 */
final class RowErrors {
    /** One of those whose message is their parameter alone, without a word or a state of Spark's, in all versions. */
    static final String PLAIN = "_LEGACY_ERROR_TEMP_1332";

    static final String PARAMETER = "errorMessage";

    private RowErrors() {}

    static IllegalArgumentException of(String sentence) {
        return new SparkIllegalArgumentException(PLAIN, Map.of(PARAMETER, sentence));
    }
}
