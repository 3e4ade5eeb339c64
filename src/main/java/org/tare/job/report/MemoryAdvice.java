package org.tare.job.report;

import java.util.Locale;
import java.util.regex.Pattern;

/** What is said where memory was too small: how much there was, for how many columns, and what to give. */
public final class MemoryAdvice {
    private static final long GIBIBYTE = 1L << 30;

    /** What cluster managers say of a process that ended for want of memory: Spark's own status, or a kill by a limit. */
    private static final Pattern LOST_EXECUTOR = Pattern.compile(
            "(?i)exit(ed with)? (code|status)( is)?:? ?(52|137)\\b|exceeding (physical |virtual )?memory limits|OOMKilled");

    private static volatile int columns;

    private MemoryAdvice() {}

    /** Tells how many columns the job reads. */
    public static void reads(int many) {
        columns = many;
    }

    /** The sentence, of the driver's memory, in which local tasks run too. */
    public static String ofDriver(String reason) {
        long most = Runtime.getRuntime().maxMemory();
        return String.format(
                Locale.ROOT,
                "The driver's memory of %,d MiB is too small%s (%s); set TARE_SUBMIT_ARGS=\"--driver-memory %dg\", or more,"
                        + " or name fewer columns.",
                most >> 20,
                ofColumns(),
                reason,
                2 * ((most + GIBIBYTE - 1) / GIBIBYTE));
    }

    static boolean isLostExecutor(String message) {
        return LOST_EXECUTOR.matcher(message).find();
    }

    static String ofExecutors() {
        return "An executor was lost, as its memory was too small" + ofColumns() + "; set TARE_SUBMIT_ARGS=\""
                + "--executor-memory 4g\" to more than there was, or name fewer columns.";
    }

    private static String ofColumns() {
        int many = columns;
        return many == 0 ? "" : String.format(Locale.ROOT, " for a table of %,d columns", many);
    }
}
