package org.tare.train;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.tare.collective.Collective;
import scala.Tuple2;

/**
 * Two tasks of a barrier stage meet as they do in a training, to measure what they then do together. In this room, whose
 * transport is private.
 */
public final class TwoWorkers {
    private static final int WORKERS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A measurement that each rank takes part in. */
    public interface Measurement extends Serializable {
        /** What one rank measured. */
        double[] of(Collective rank);
    }

    private TwoWorkers() {}

    /** What each of the two ranks measured. */
    public static List<double[]> measure(SparkContext spark, Measurement measurement) {
        awaitSlots(spark);
        Fit fit = Fit.begin();
        Rendezvous rendezvous = Rendezvous.open(fit, news -> {});
        try {
            JavaPairRDD<Integer, Integer> ranks = JavaSparkContext.fromSparkContext(spark)
                    .parallelizePairs(List.of(new Tuple2<>(0, 0), new Tuple2<>(1, 1)), WORKERS);
            return SparkInternals.together(ranks, rank -> {
                        TaskContext task = TaskContext.get();
                        try (Meeting meeting = Meeting.of(fit, 0, PATIENCE)) {
                            Rendezvous.Ready ready =
                                    new Rendezvous.Ready(0, task.partitionId(), WORKERS, meeting.address());
                            Collective collective =
                                    meeting.join(task.partitionId(), new DriverLink(fit).meet(ready, task));
                            double[] measured = measurement.of(collective);
                            // So that none leaves while another still waits.
                            collective.gather(new double[0]);
                            return List.<double[]>of(measured).iterator();
                        }
                    })
                    .collect();
        } finally {
            rendezvous.close();
        }
    }

    /** Executors start by themselves, some time after the session has. */
    private static void awaitSlots(SparkContext spark) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (SparkInternals.slots(spark) < WORKERS) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("There are no slots for " + WORKERS + " tasks after "
                        + PATIENCE.toSeconds() + " s; see the executors' logs.");
            }
            Thread.onSpinWait();
        }
    }
}
