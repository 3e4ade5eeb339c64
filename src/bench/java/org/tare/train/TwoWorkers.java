package org.tare.train;

import org.tare.exchange.DriverLink;
import org.tare.exchange.ExecutorGroup;
import org.tare.exchange.OpenRendezvous;
import org.tare.exchange.Rendezvous;
import org.tare.exchange.Session;
import org.tare.spark.cluster.BarrierStage;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.tare.collective.Collective;
import org.tare.collective.CollectiveException;
import scala.Tuple2;

/**
 * Two tasks of a barrier stage meet as they do in a training, to measure what they then do together.
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
        return run(spark, news -> {}, (rank, driver, attempt) -> {
            double[] measured = measurement.of(rank);
            // So that none leaves while another still waits.
            rank.gather(new double[0]);
            return measured;
        });
    }

    /** How many milliseconds after the end of one rank's process the other's exchange fails. Costs an executor. */
    public static double millisToLoss(SparkContext spark) {
        double[] millis = {Double.NaN};
        run(spark, news -> millis[0] = (Double) news, (rank, driver, attempt) -> {
            if (attempt == 0) {
                loseRankOne(rank, driver);
            }
            return null;
        });
        return millis[0];
    }

    private static void loseRankOne(Collective rank, DriverLink driver) {
        double end = rank.gather(new double[] {System.currentTimeMillis()})[1][0];
        if (rank.rank() == 1) {
            Runtime.getRuntime().halt(1);
        }
        try {
            rank.gather(new double[0]);
        } catch (CollectiveException e) {
            driver.tell(System.currentTimeMillis() - end);
            throw e;
        }
    }

    /** What a rank does in an attempt of the stage. */
    private interface Part extends Serializable {
        double[] of(Collective rank, DriverLink driver, int attempt);
    }

    private static List<double[]> run(SparkContext spark, Consumer<Serializable> news, Part part) {
        awaitSlots(spark);
        Session session = Session.begin();
        OpenRendezvous rendezvous = new OpenRendezvous(session, Duration.ofSeconds(60), news);
        try (rendezvous) {
            JavaPairRDD<Integer, Integer> ranks = JavaSparkContext.fromSparkContext(spark)
                    .parallelizePairs(List.of(new Tuple2<>(0, 0), new Tuple2<>(1, 1)), WORKERS);
            return BarrierStage.run(ranks, rank -> {
                        TaskContext task = TaskContext.get();
                        int attempt = task.stageAttemptNumber();
                        try (ExecutorGroup group = ExecutorGroup.of(session, attempt, PATIENCE)) {
                            Rendezvous.Ready ready =
                                    new Rendezvous.Ready(attempt, task.partitionId(), WORKERS, group.address());
                            DriverLink driver = new DriverLink(session);
                            Collective collective = group.join(task.partitionId(), driver.meet(ready, task));
                            return part.of(collective, driver, attempt);
                        }
                    }, double[].class);
        }
    }

    /** Executors start by themselves, some time after the session has. */
    private static void awaitSlots(SparkContext spark) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (BarrierStage.slots(spark) < WORKERS) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("There are no slots for " + WORKERS + " tasks after "
                        + PATIENCE.toSeconds() + " s; see the executors' logs.");
            }
            Thread.onSpinWait();
        }
    }
}
