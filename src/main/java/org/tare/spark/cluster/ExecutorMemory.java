package org.tare.spark.cluster;

import org.apache.spark.SparkContext;

/**
 * The memory of the JVMs that tasks run in.
 *
 * @param bytes the heap of one
 * @param tasks how many tasks run in it at once at most
 */
public record ExecutorMemory(long bytes, int tasks) {
    /** That of the executors of a session; in local mode, that of this JVM. */
    public static ExecutorMemory of(SparkContext spark) {
        int slots = BarrierStage.slots(spark);
        if (spark.isLocal()) {
            return new ExecutorMemory(Runtime.getRuntime().maxMemory(), slots);
        }
        // The driver is listed too.
        int executors = Math.max(1, spark.statusTracker().getExecutorInfos().length - 1);
        return new ExecutorMemory((long) spark.executorMemory() << 20, (slots + executors - 1) / executors);
    }
}
