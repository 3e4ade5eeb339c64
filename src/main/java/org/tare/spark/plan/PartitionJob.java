package org.tare.spark.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * A job that brings to the driver what each partition gives. Its functions are of named classes: Spark takes closures apart by
 * their bytecode before it ships them, which costs a fresh JVM more than a tenth of a second.
 */
public final class PartitionJob {
    private PartitionJob() {}

    /** What a task makes of its partition. */
    public interface Work<T, R> extends Function<Iterator<T>, Iterator<R>>, Serializable {}

    /** The results of all partitions, in their order. */
    public static <T, R> List<R> run(JavaRDD<T> data, Work<T, R> work) {
        return run(data, work, 0, data.getNumPartitions());
    }

    /** The results of the partitions {@code [from, to)}, in their order. */
    public static <T, R> List<R> run(JavaRDD<T> data, Work<T, R> work, int from, int to) {
        RDD<T> rdd = data.rdd();
        SparkContext context = rdd.context();
        List<Object> partitions =
                IntStream.range(from, to).mapToObj(Object.class::cast).toList();
        Results<R> results = new Results<>();
        context.runJob(
                rdd,
                new Task<>(work),
                CollectionConverters.asScala(partitions).toSeq(),
                results,
                ClassTag$.MODULE$.apply(Object[].class));
        return results.inOrder();
    }

    private static final class Task<T, R> extends AbstractFunction2<TaskContext, scala.collection.Iterator<T>, Object[]>
            implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Work<T, R> work;

        Task(Work<T, R> work) {
            this.work = work;
        }

        @Override
        public Object[] apply(TaskContext task, scala.collection.Iterator<T> rows) {
            List<Object> results = new ArrayList<>();
            work.apply(CollectionConverters.asJava(rows)).forEachRemaining(results::add);
            return results.toArray();
        }
    }

    private static final class Results<R> extends AbstractFunction2<Object, Object[], BoxedUnit> {
        private final TreeMap<Integer, Object[]> ofPartitions = new TreeMap<>();

        @Override
        public BoxedUnit apply(Object partition, Object[] results) {
            ofPartitions.put((Integer) partition, results);
            return BoxedUnit.UNIT;
        }

        @SuppressWarnings("unchecked") // What the work gave is what comes back.
        List<R> inOrder() {
            return ofPartitions.values().stream()
                    .flatMap(results -> List.of(results).stream())
                    .map(result -> (R) result)
                    .toList();
        }
    }
}
