package org.tare.train.param;

import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.tare.spark.stage.ChoiceParam;
import org.tare.spark.stage.GivenValue;
import org.tare.spark.stage.NumberParams;
import org.tare.train.rows.StorageMode;

/**
 * How a training is spread over a cluster, and what it keeps in case of failure. Meaning, unit and values of a parameter stand
 * in its {@link Param#doc}.
 *
 * @param <S> the stage, which its setters return
 */
public interface ClusterParams<S> extends Params {
    default IntParam workers() {
        return NumberParams.atLeast(
                this,
                "workers",
                "Number of tasks that train, all at once; 0 for as many as there are slots for, and as shards are worth: "
                        + "the slowest worker sets the pace, so 6 workers of 8 shards are as fast as 4. It "
                        + "changes the time, never the result.",
                0);
    }

    default S setWorkers(int value) {
        return with(workers(), value);
    }

    default IntParam shards() {
        return NumberParams.atLeast(
                this,
                "shards",
                "Number of shares that each batch is cut into, for the workers to compute; at most one for "
                        + "each row of a batch. It fixes the order of all sums, hence every bit of the result. 1 is "
                        + "the fastest on one worker, and more let as many workers share the work.",
                1);
    }

    default S setShards(int value) {
        return with(shards(), value);
    }

    default ChoiceParam rowOrder() {
        return new ChoiceParam(
                this,
                "rowOrder",
                "Which rows a shard gets: shuffled, by a hash of their content, so that neither the "
                        + "partitions nor the order of the data matter, or consecutive, each shard a run of rows in "
                        + "the order of the data.",
                List.of("shuffled", "consecutive"),
                List.of("asIs"));
    }

    default S setRowOrder(String value) {
        return with(rowOrder(), value);
    }

    default ChoiceParam storage() {
        return new ChoiceParam(
                this,
                "storage",
                "Where workers keep their rows: memory, disk, which means files in the local folders of "
                        + "Spark, or auto, which is disk if memory is too small.",
                StorageMode.names());
    }

    default S setStorage(String value) {
        return with(storage(), value);
    }

    default IntParam timeout() {
        return NumberParams.atLeast(
                this,
                "timeout",
                "Seconds that workers wait for each other, also while one of them writes a checkpoint, "
                        + "before the attempt fails. The next one begins when Spark has a slot for each worker: at "
                        + "once where a process has ended, and where it is silent after spark.network.timeout, "
                        + "which is 120 s unless set.",
                1);
    }

    default S setTimeout(int value) {
        return with(timeout(), value);
    }

    default IntParam slotTimeout() {
        return NumberParams.atLeast(
                this,
                "slotTimeout",
                "Seconds that an attempt waits until Spark has a slot free for each worker, once its rows are ready,"
                        + " before the training fails; 0 for any time.",
                0);
    }

    default S setSlotTimeout(int value) {
        return with(slotTimeout(), value);
    }

    default IntParam maxAttempts() {
        return NumberParams.atLeast(
                this,
                "maxAttempts",
                "How often to try when executors are lost. Spark itself gives up after "
                        + "spark.stage.maxConsecutiveAttempts, which is 4 unless set.",
                1);
    }

    default S setMaxAttempts(int value) {
        return with(maxAttempts(), value);
    }

    default Param<String> checkpointDir() {
        return new Param<>(
                this,
                "checkpointDir",
                "Folder of checkpoints, on a file system that the driver and all executors share; empty "
                        + "for none. Without checkpoints, a training that loses an executor starts again from its "
                        + "first epoch.");
    }

    default S setCheckpointDir(String value) {
        return with(checkpointDir(), value);
    }

    default IntParam checkpointInterval() {
        return NumberParams.atLeast(
                this,
                "checkpointInterval",
                "Number of epochs from one checkpoint to the next; the last epoch has one in any case.",
                1);
    }

    default S setCheckpointInterval(int value) {
        return with(checkpointInterval(), value);
    }

    default BooleanParam resume() {
        return new BooleanParam(
                this,
                "resume",
                "Whether to continue from the last checkpoint in the folder, if there is one. The result "
                        + "is that of one training without a break.");
    }

    default S setResume(boolean value) {
        return with(resume(), value);
    }

    /** Gives a stage these defaults. */
    static void setDefaults(ClusterParams<?> stage) {
        stage.setDefault(stage.workers(), 0);
        stage.setDefault(stage.shards(), 8);
        stage.setDefault(stage.rowOrder(), "shuffled");
        stage.setDefault(stage.storage(), "auto");
        stage.setDefault(stage.timeout(), 60);
        stage.setDefault(stage.slotTimeout(), 3_600);
        stage.setDefault(stage.maxAttempts(), 4);
        stage.setDefault(stage.checkpointDir(), "");
        stage.setDefault(stage.checkpointInterval(), 1);
        stage.setDefault(stage.resume(), false);
    }

    @SuppressWarnings("unchecked")
    private <T> S with(Param<T> param, T value) {
        return (S) set(param, GivenValue.of(param, value));
    }
}
