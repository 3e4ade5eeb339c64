package org.tare.spark.plan;

import java.util.Arrays;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkStatusTracker;

/** The jobs of Spark that this thread starts until this is closed: whether they work, and their end. */
public final class TaggedJobs implements AutoCloseable {
    private final SparkContext spark;
    private final String tag;

    /** @param tag without a comma, and of no other jobs */
    public TaggedJobs(SparkContext spark, String tag) {
        this.spark = spark;
        this.tag = tag;
        spark.addJobTag(tag);
    }

    /** Whether any of their tasks runs. */
    public boolean haveTasks() {
        SparkStatusTracker tracker = spark.statusTracker();
        return Arrays.stream(tracker.getJobIdsForTag(tag))
                .mapToObj(tracker::getJobInfo)
                .filter(job -> job.isDefined())
                .flatMapToInt(job -> Arrays.stream(job.get().stageIds()))
                .mapToObj(tracker::getStageInfo)
                .anyMatch(stage -> stage.isDefined() && stage.get().numActiveTasks() > 0);
    }

    public void cancel() {
        spark.cancelJobsWithTag(tag);
    }

    @Override
    public void close() {
        spark.removeJobTag(tag);
    }
}
