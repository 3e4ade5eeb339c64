package org.tare.train;

import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;

/** The Spark parameters of a stage that trains, with their defaults; {@link NeuralNetworkParams} says what they mean. */
final class TrainingParams {
    final Param<String> layers;
    final IntParam batchSize;
    final IntParam epochs;
    final DoubleParam learningRate;
    final Param<String> schedule;
    final Param<String> optimizer;
    final DoubleParam momentum;
    final DoubleParam weightDecay;
    final Param<String> statistics;
    final BooleanParam populationStatistics;
    final IntParam workers;
    final IntParam shards;
    final LongParam seed;
    final Param<String> rowOrder;
    final Param<String> weightCol;
    final Param<String> validationIndicatorCol;
    final IntParam patience;
    final Param<String> checkpointDir;
    final IntParam checkpointInterval;
    final BooleanParam resume;
    final IntParam maxAttempts;
    final Param<String> storage;
    final IntParam timeout;

    TrainingParams(Params stage) {
        layers = new Param<>(stage, "layers", "the network, as text");
        batchSize =
                new IntParam(stage, "batchSize", "rows of one step, of all workers together", ParamValidators.gtEq(1));
        epochs = new IntParam(stage, "epochs", "passes over the training rows", ParamValidators.gtEq(1));
        learningRate = new DoubleParam(stage, "learningRate", "what the schedule multiplies", ParamValidators.gt(0));
        schedule = new Param<>(stage, "schedule", "learning rate over the steps");
        optimizer = new Param<>(stage, "optimizer", "how gradients move weights");
        momentum = new DoubleParam(stage, "momentum", "of sgd; 0 for none", ParamValidators.inRange(0, 1));
        weightDecay = new DoubleParam(
                stage, "weightDecay", "added to gradients of weights, times the weight", ParamValidators.gtEq(0));
        statistics = new Param<>(
                stage,
                "statistics",
                "what batch normalization sees: global (the batch) or local (the share of one shard)",
                ParamValidators.inArray(List.of("global", "local")));
        populationStatistics =
                new BooleanParam(stage, "populationStatistics", "measure running statistics anew after training");
        workers = new IntParam(
                stage, "workers", "tasks that train; 0 for as many as there are slots", ParamValidators.gtEq(0));
        shards = new IntParam(stage, "shards", "shares a batch is cut into", ParamValidators.gtEq(1));
        seed = new LongParam(stage, "seed", "of weights, row order and dropout");
        rowOrder = new Param<>(
                stage,
                "rowOrder",
                "which rows a shard gets: shuffled, or asIs (consecutive rows)",
                ParamValidators.inArray(List.of("shuffled", "asIs")));
        weightCol = new Param<>(stage, "weightCol", "weights of rows; empty for none");
        validationIndicatorCol =
                new Param<>(stage, "validationIndicatorCol", "true for rows that are for validation; empty for none");
        patience = new IntParam(
                stage,
                "patience",
                "epochs without a better validation loss after which to stop; 0 for never",
                ParamValidators.gtEq(0));
        checkpointDir = new Param<>(stage, "checkpointDir", "folder of checkpoints; empty for none");
        checkpointInterval =
                new IntParam(stage, "checkpointInterval", "epochs between checkpoints", ParamValidators.gtEq(1));
        resume = new BooleanParam(stage, "resume", "go on from the last checkpoint");
        maxAttempts =
                new IntParam(stage, "maxAttempts", "how often to try when executors are lost", ParamValidators.gtEq(1));
        storage = new Param<>(
                stage,
                "storage",
                "where workers keep rows: auto, memory or disk",
                ParamValidators.inArray(List.of("auto", "memory", "disk")));
        timeout = new IntParam(stage, "timeout", "seconds that workers wait for each other", ParamValidators.gtEq(1));
        stage.setDefault(batchSize, 60);
        stage.setDefault(epochs, 10);
        stage.setDefault(learningRate, 0.1);
        stage.setDefault(schedule, "constant");
        stage.setDefault(optimizer, "sgd");
        stage.setDefault(momentum, 0.0);
        stage.setDefault(weightDecay, 0.0);
        stage.setDefault(statistics, "global");
        stage.setDefault(populationStatistics, false);
        stage.setDefault(workers, 0);
        stage.setDefault(shards, 8);
        stage.setDefault(seed, 1L);
        stage.setDefault(rowOrder, "shuffled");
        stage.setDefault(weightCol, "");
        stage.setDefault(validationIndicatorCol, "");
        stage.setDefault(patience, 0);
        stage.setDefault(checkpointDir, "");
        stage.setDefault(checkpointInterval, 1);
        stage.setDefault(resume, false);
        stage.setDefault(maxAttempts, 4);
        stage.setDefault(storage, "auto");
        stage.setDefault(timeout, 60);
    }
}
