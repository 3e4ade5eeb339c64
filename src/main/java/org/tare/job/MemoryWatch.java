package org.tare.job;

import java.io.PrintWriter;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.tare.job.report.MemoryAdvice;

/**
 * Ends the process where its memory is so full that for a minute it does little but collect garbage: the JVM may go on so
 * for hours, throws nothing, and is deaf to SIGTERM.
 */
final class MemoryWatch {
    private static final long PERIOD = TimeUnit.SECONDS.toNanos(10);
    private static final int PERIODS = 6;
    private static final double SHARE = 0.9;

    private long lastTime;
    private long lastCollecting;
    private int lost;

    MemoryWatch(long now, long collecting) {
        lastTime = now;
        lastCollecting = collecting;
    }

    /** Watches this process for as long as it runs. */
    static void start(PrintWriter err) {
        Thread thread = new Thread(() -> watch(err), "tare memory watch");
        thread.setDaemon(true);
        thread.start();
    }

    private static void watch(PrintWriter err) {
        MemoryWatch watch = new MemoryWatch(System.nanoTime(), collecting());
        try {
            do {
                TimeUnit.NANOSECONDS.sleep(PERIOD);
            } while (!watch.isLost(System.nanoTime(), collecting()));
        } catch (InterruptedException e) {
            return;
        }
        err.println(MemoryAdvice.ofDriver("it did little but collect garbage for a minute"));
        err.flush();
        // Hooks would need the memory that there is not; the next job clears up.
        Runtime.getRuntime().halt(1);
    }

    private static long collecting() {
        return TimeUnit.MILLISECONDS.toNanos(ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum());
    }

    /** Whether most of the time has gone into collections for long, by the nanoseconds since then and spent on them. */
    boolean isLost(long now, long collecting) {
        lost = collecting - lastCollecting > SHARE * (now - lastTime) ? lost + 1 : 0;
        lastTime = now;
        lastCollecting = collecting;
        return lost >= PERIODS;
    }
}
