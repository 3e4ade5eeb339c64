package org.tare.job.option;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tare.job.report.ErrorMessage;

/** The option of a data source whose value fails: what Spark says of the value seldom names the option. */
final class UnusableOption {
    private UnusableOption() {}

    /** What is done with some options. */
    @FunctionalInterface
    interface Attempt {
        void with(Map<String, String> options) throws Exception;
    }

    /**
     * What to tell of the first option without which all goes well, if there is one.
     *
     * @param option what the caller calls it, before its name
     * @param what cannot be done with it
     */
    static Optional<IllegalArgumentException> of(
            String option, String what, Map<String, String> options, Exception failure, Attempt attempt) {
        // What is told of it may name an option by itself.
        boolean isTold = ErrorMessage.of(failure).contains(option);
        return options.keySet().stream()
                .filter(name -> !isTold && succeeds(attempt, name, options))
                .findFirst()
                .map(name -> {
                    IllegalArgumentException unusable =
                            new IllegalArgumentException("With " + option + " " + name + " " + what + " ("
                                    + ErrorMessage.of(first(failure)).strip().replaceFirst("[.]$", "")
                                    + "); give it another value, or leave it out.");
                    // No cause: of one that names a file, the file would be told to be damaged.
                    unusable.addSuppressed(failure);
                    return unusable;
                });
    }

    /** What was thrown first; around it stand words about files and tasks. */
    private static Throwable first(Throwable failure) {
        return failure.getCause() == null ? failure : first(failure.getCause());
    }

    private static boolean succeeds(Attempt attempt, String without, Map<String, String> options) {
        Map<String, String> others = new LinkedHashMap<>(options);
        others.remove(without);
        try {
            attempt.with(others);
            return true;
        } catch (Exception e) {
            return false;
        }
    }
}
