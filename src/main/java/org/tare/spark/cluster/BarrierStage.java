package org.tare.spark.cluster;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.util.Utils;
import scala.Tuple2;
import scala.Tuple3;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.runtime.AbstractFunction1;

/** A stage whose tasks all run at once, or not at all. */
public final class BarrierStage {
    private BarrierStage() {}

    /** What each task does with its partition; null is no result. */
    public interface Work<T, R> extends Function<Iterator<T>, R>, Serializable {}

    /**
     * Runs the work on all partitions at once, and returns the results in the order of the partitions. A shuffle follows the
     * barrier stage, because only then does Spark run the stage again when an executor is lost.
     */
    public static <K, V, R> List<R> run(JavaPairRDD<K, V> data, Work<Tuple2<K, V>, R> work, Class<R> type) {
        ClassTag<Tuple3<Integer, Integer, byte[]>> tag = ClassTag.apply(Tuple3.class);
        JavaRDD<Tuple3<Integer, Integer, byte[]>> pieces =
                new JavaRDD<>(data.rdd().barrier().mapPartitions(new Adapted<>(work), false, tag), tag);
        Map<Integer, TreeMap<Integer, byte[]>> byTask = new TreeMap<>();
        for (Tuple3<Integer, Integer, byte[]> piece : pieces.repartition(1).collect()) {
            byTask.computeIfAbsent(piece._1(), task -> new TreeMap<>()).put(piece._2(), piece._3());
        }
        return byTask.values().stream()
                .map(ofTask -> JavaBytes.read(List.copyOf(ofTask.values()), type))
                .toList();
    }

    /** A result leaves its task in pieces: the number of the task, that of the piece, and its bytes. */
    private static final class Adapted<T, R>
            extends AbstractFunction1<
                    scala.collection.Iterator<T>, scala.collection.Iterator<Tuple3<Integer, Integer, byte[]>>>
            implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Work<T, R> work;

        Adapted(Work<T, R> work) {
            this.work = work;
        }

        @Override
        public scala.collection.Iterator<Tuple3<Integer, Integer, byte[]>> apply(scala.collection.Iterator<T> rows) {
            R result = work.apply(CollectionConverters.asJava(rows));
            List<byte[]> pieces = result == null ? List.of() : JavaBytes.pieces(result);
            int task = TaskContext.getPartitionId();
            return CollectionConverters.asScala(IntStream.range(0, pieces.size())
                    .mapToObj(i -> new Tuple3<>(task, i, pieces.get(i)))
                    .iterator());
        }
    }

    /** How many tasks of the default resources the cluster as it is can run at once. */
    public static int slots(SparkContext spark) {
        return spark.maxNumConcurrentTasks(spark.resourceProfileManager().defaultResourceProfile());
    }

    /** Whether executors come and go with the load, which barrier stages do not allow. */
    public static boolean allocatesDynamically(SparkContext spark) {
        return Utils.isDynamicAllocationEnabled(spark.getConf());
    }
}
