package org.tare.job.option;

import org.apache.spark.ml.param.Params;
import org.tare.nn.Network;
import org.tare.nn.Optimizer;
import org.tare.nn.Schedule;
import picocli.CommandLine.Option;

/** The network and its way to learn. */
public final class NetworkOptions {
    @Option(
            names = "--layers",
            paramLabel = "TEXT",
            required = true,
            description = {
                "The network, as in --layers=\"dense(100) batchNorm relu dense(10)\": dense, conv2d, maxPool, avgPool, "
                        + "reshape, flatten, relu, sigmoid, tanh, dropout, residual, masked, batchNorm, batchRenorm, "
                        + "layerNorm, rmsNorm.",
                "The last layer has one output for each class, or one for a number or two classes."
            })
    private String layers;

    @Option(
            names = "--batch-size",
            paramLabel = "ROWS",
            description = "Rows of one step, of all workers together. Default: 60.")
    private Integer batchSize;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training rows. Default: 10.")
    private Integer epochs;

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            description = "How far a step goes along its gradient. Default: 0.1.")
    private Double learningRate;

    @Option(
            names = "--schedule",
            paramLabel = "TEXT",
            description = "How the rate changes: constant, step(1000, factor=0.1), cosine(10000) or "
                    + "warmUp(500, cosine(10000)), counted in steps. Default: constant.")
    private String schedule;

    @Option(
            names = "--optimizer",
            paramLabel = "TEXT",
            description = "How gradients move weights: sgd(momentum=0.9, nesterov=true) or adam(beta1=0.9, "
                    + "beta2=0.999); both take weightDecay. Default: sgd.")
    private String optimizer;

    @Option(
            names = "--patience",
            paramLabel = "EPOCHS",
            description = "Stop after so many epochs without a better loss on the validation rows; 0 for never. The "
                    + "weights of the best epoch are kept in any case. Default: 0.")
    private Integer patience;

    @Option(
            names = "--population-statistics",
            description = "After training, measure the statistics of batch normalization on all training rows.")
    private Boolean populationStatistics;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Of the rows held out, the first weights, the order of rows, and dropout. Default: 1.")
    private Long seed;

    public boolean stopsEarly() {
        return patience != null && patience > 0;
    }

    /**
     * Sets the parameters of a stage that trains.
     *
     * @throws IllegalArgumentException if a value is not allowed
     */
    public void applyTo(Params stage) {
        Network.check(layers);
        if (schedule != null) {
            Schedule.parse(schedule);
        }
        if (optimizer != null) {
            Optimizer.parse(optimizer);
        }
        StageParams.set(stage, "layers", layers);
        StageParams.set(stage, "batchSize", batchSize);
        StageParams.set(stage, "epochs", epochs);
        StageParams.set(stage, "learningRate", learningRate);
        StageParams.set(stage, "schedule", schedule);
        StageParams.set(stage, "optimizer", optimizer);
        StageParams.set(stage, "patience", patience);
        StageParams.set(stage, "populationStatistics", populationStatistics);
        StageParams.set(stage, "seed", seed);
    }
}
