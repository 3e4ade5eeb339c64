package org.tare.spark;

import java.io.Serializable;
import java.util.Iterator;
import java.util.function.Function;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.util.Utils;
import scala.Function1;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.runtime.AbstractFunction1;

/** A stage whose tasks all run at once, or not at all. */
public final class BarrierStage {
    private BarrierStage() {}

    /** What each task does with its partition. */
    public interface Work<T, R> extends Function<Iterator<T>, Iterator<R>>, Serializable {}

    /**
     * Runs the work on all partitions at once. A shuffle follows the barrier stage, because only then does Spark run the stage
     * again when an executor is lost.
     */
    public static <K, V, R> JavaRDD<R> run(JavaPairRDD<K, V> data, Work<scala.Tuple2<K, V>, R> work) {
        ClassTag<R> any = ClassTag.apply(Object.class);
        return new JavaRDD<>(data.rdd().barrier().mapPartitions(new Adapted<>(work), false, any), any).repartition(1);
    }

    private static final class Adapted<T, R>
            extends AbstractFunction1<scala.collection.Iterator<T>, scala.collection.Iterator<R>>
            implements Function1<scala.collection.Iterator<T>, scala.collection.Iterator<R>>, Serializable {
        private static final long serialVersionUID = 1L;

        private final Work<T, R> work;

        Adapted(Work<T, R> work) {
            this.work = work;
        }

        @Override
        public scala.collection.Iterator<R> apply(scala.collection.Iterator<T> rows) {
            return CollectionConverters.asScala(work.apply(CollectionConverters.asJava(rows)));
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
