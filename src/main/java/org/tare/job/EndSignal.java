package org.tare.job;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says that a process was asked to end while its job ran; otherwise the last word would be Spark's, about parts of its own
 * that stop meanwhile.
 */
final class EndSignal {
    /** The thread in which a JVM takes a signal, and stays until the process has ended. */
    private static final Pattern THREAD = Pattern.compile("(SIG[A-Z]+) handler");

    private EndSignal() {}

    /** The signal by which this process is ending, if it is. */
    static Optional<String> now() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(thread -> THREAD.matcher(thread.getName()))
                .filter(Matcher::matches)
                .map(thread -> thread.group(1))
                .findFirst();
    }

    /**
     * Watches a job.
     *
     * @param left what it leaves to go on from, as further sentences
     * @return what ends the watch
     */
    static Runnable watch(PrintWriter err, Supplier<String> left) {
        Thread hook = new Thread(() -> now().ifPresent(signal -> tell(signal, err, left)), "tare end");
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process is ending, and the hook has run.
            }
        };
    }

    private static void tell(String signal, PrintWriter err, Supplier<String> left) {
        err.println(
                "The job was ended by " + signal + "; each of its outputs is whole or as it was before." + left.get());
        err.flush();
    }
}
