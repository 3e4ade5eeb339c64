package org.tare.train;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.tare.collective.Collective;
import scala.Tuple2;

/** Two executors meet as they do in a training, to measure what they then do together. In this room, whose transport is private. */
public final class ExecutorLatency {
    private static final int EXECUTORS = 2;

    /** A measurement that each rank takes part in. */
    public interface Measurement extends ToDoubleFunction<Collective>, Serializable {}

    private ExecutorLatency() {}

    /** What each of two ranks measured, on one executor each. */
    public static List<Double> measure(SparkContext spark, Measurement measurement) {
        Fit fit = Fit.begin();
        Rendezvous rendezvous = Rendezvous.open(fit, news -> {});
        try {
            // The driver counts as one.
            while (spark.statusTracker().getExecutorInfos().length <= EXECUTORS) {
                Thread.onSpinWait();
            }
            JavaPairRDD<Integer, Integer> ranks = JavaSparkContext.fromSparkContext(spark)
                    .parallelizePairs(List.of(new Tuple2<>(0, 0), new Tuple2<>(1, 1)), EXECUTORS);
            return SparkInternals.together(ranks, rank -> {
                        TaskContext task = TaskContext.get();
                        try (Meeting meeting = Meeting.of(fit, 0, Duration.ofSeconds(60))) {
                            Rendezvous.Ready ready =
                                    new Rendezvous.Ready(0, task.partitionId(), EXECUTORS, meeting.address());
                            Collective collective =
                                    meeting.join(task.partitionId(), new DriverLink(fit).meet(ready, task));
                            double micros = measurement.applyAsDouble(collective);
                            // So that none leaves while another still waits.
                            collective.gather(new double[0]);
                            return List.of(micros).iterator();
                        }
                    })
                    .collect();
        } finally {
            rendezvous.close();
        }
    }
}
