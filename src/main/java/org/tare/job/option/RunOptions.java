package org.tare.job.option;

import java.util.List;
import org.apache.spark.ml.param.Params;
import picocli.CommandLine.Option;

/** Where a training runs, and what it keeps against failure. */
public final class RunOptions {
    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Tasks that train, all at once; 0 for as many as there are slots and shards. They change the "
                    + "time only, never the result. Default: 0.")
    private Integer workers;

    @Option(
            names = "--shards",
            paramLabel = "N",
            description = "Shares that each batch is cut into, for the workers to compute. They fix the bits of the "
                    + "result; 1 is the fastest on one worker. Default: 8.")
    private Integer shards;

    @Option(
            names = "--row-order",
            paramLabel = "HOW",
            description = "Which rows a shard gets: shuffled, or asIs for consecutive ones. Default: shuffled.")
    private String rowOrder;

    @Option(
            names = "--storage",
            paramLabel = "WHERE",
            description = "Where workers keep their rows: memory, disk, or auto: on disk if memory is too small. "
                    + "Default: auto.")
    private String storage;

    @Option(
            names = "--checkpoint-dir",
            paramLabel = "PATH",
            description = "Folder of checkpoints, from which a training that lost an executor goes on.")
    private String checkpointDir;

    @Option(
            names = "--checkpoint-interval",
            paramLabel = "EPOCHS",
            description = "Epochs between two checkpoints. Default: 1.")
    private Integer checkpointInterval;

    @Option(
            names = "--resume",
            description = "Go on from the last checkpoint, if there is one; the result is that of one run.")
    private Boolean resume;

    @Option(
            names = "--max-attempts",
            paramLabel = "N",
            description = "How often to try when executors are lost. Default: 4.")
    private Integer maxAttempts;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long workers wait for each other before an attempt fails. Default: 60.")
    private Integer timeout;

    /** The folder of checkpoints, if there is one. */
    public List<String> folders() {
        return checkpointDir == null ? List.of() : List.of(checkpointDir);
    }

    /**
     * Sets the parameters of a stage that trains.
     *
     * @throws IllegalArgumentException if a value is not allowed
     */
    public void applyTo(Params stage) {
        if (resume != null && checkpointDir == null) {
            throw new IllegalArgumentException("There are no checkpoints to resume from; give --checkpoint-dir.");
        }
        StageParams.set(stage, "workers", workers);
        StageParams.set(stage, "shards", shards);
        StageParams.set(stage, "rowOrder", rowOrder);
        StageParams.set(stage, "storage", storage);
        StageParams.set(stage, "checkpointDir", checkpointDir);
        StageParams.set(stage, "checkpointInterval", checkpointInterval);
        StageParams.set(stage, "resume", resume);
        StageParams.set(stage, "maxAttempts", maxAttempts);
        StageParams.set(stage, "timeout", timeout);
    }
}
