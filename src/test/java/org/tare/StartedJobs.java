package org.tare;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;

/** How many jobs of Spark something starts. */
public final class StartedJobs {
    private StartedJobs() {}

    public static int of(Runnable work) {
        AtomicInteger jobs = new AtomicInteger();
        SparkListener count = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart start) {
                jobs.incrementAndGet();
            }
        };
        SparkContext context = TestSpark.session().sparkContext();
        context.addSparkListener(count);
        try {
            work.run();
            // The bus delivers in its own time; waiting for it to be empty is exact.
            context.listenerBus().waitUntilEmpty();
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        } finally {
            context.removeSparkListener(count);
        }
        return jobs.get();
    }
}
