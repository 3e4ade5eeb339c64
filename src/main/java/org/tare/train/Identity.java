package org.tare.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.tare.linalg.Precision;
import org.tare.train.rows.RowSummary;

/** What decides the bits of a training, by name: whoever goes on from a checkpoint must have the same. */
final class Identity {
    /** The names of the features, one a line; empty where the column does not tell. */
    static final String FEATURE_NAMES = "featureNames";

    /** The implementation of matrix products. */
    static final String BLAS = "BLAS";

    private static final String DOUBLE_DIGITS = "blasDigits";
    private static final String FLOAT_DIGITS = "blasFloatDigits";

    /** That of matrix products; where it is not told it was double. */
    static final String PRECISION = "precision";

    /** Those of products, by precision; another processor has others, which is no reason to refuse. */
    private static final List<String> DIGITS = List.of(DOUBLE_DIGITS, FLOAT_DIGITS);

    private Identity() {}

    /** What a hash of a product in that precision is called. Trainings of format 1 in single precision have it of double alone. */
    static String digits(Precision precision) {
        return precision == Precision.FLOAT ? FLOAT_DIGITS : DOUBLE_DIGITS;
    }

    /**
     * Compares what both know; the first build knew less.
     *
     * @throws IllegalArgumentException that names the first difference
     */
    static void requireSame(Path checkpoint, Map<String, String> found, Map<String, String> wanted) {
        wanted.forEach((key, value) -> {
            String before = key.equals(PRECISION) ? found.getOrDefault(key, "double") : found.get(key);
            if (before != null && !before.equals(value) && !DIGITS.contains(key)) {
                throw new IllegalArgumentException(
                        "The checkpoint " + checkpoint + " is of a training " + difference(key, before, value));
            }
        });
    }

    /** What to say of a training that goes on with another last digit than it began with; empty where it does not. */
    static Optional<String> warning(Path checkpoint, Map<String, String> found, Map<String, String> wanted) {
        return DIGITS.stream()
                        .allMatch(key -> !found.containsKey(key)
                                || found.get(key).equals(wanted.getOrDefault(key, found.get(key))))
                ? Optional.empty()
                : Optional.of(
                        "The checkpoint " + checkpoint + " is of a training on a processor, or with a library, that"
                                + " multiplies matrices to other last digits; the training goes on, but not to the bits of one"
                                + " that was not interrupted.");
    }

    private static String difference(String key, String before, String now) {
        if (key.equals(RowSummary.HASH)) {
            return "on rows of other content (hash " + before + ", not " + now
                    + "): other rows, or another label, weight "
                    + "or stage before it; give another checkpointDir or the same rows.";
        }
        if (key.equals(FEATURE_NAMES)) {
            String[] were = before.split("\n", -1);
            String[] are = now.split("\n", -1);
            int i = Math.min(Arrays.mismatch(were, are), Math.min(were.length, are.length) - 1);
            return "whose feature " + i + " is '" + were[i] + "', not '" + are[i]
                    + "'; give another checkpointDir or the same features in the same order.";
        }
        return "with " + key + " " + before + ", not " + now + "; give another checkpointDir or the same " + key + ".";
    }
}
