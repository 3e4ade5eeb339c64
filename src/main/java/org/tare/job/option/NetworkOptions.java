package org.tare.job.option;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.ml.param.Params;
import org.tare.nn.Network;
import org.tare.nn.optimizer.Optimizers;
import org.tare.nn.optimizer.Schedule;
import org.tare.spark.column.NearestName;
import org.tare.train.NeuralNetworkClassifier;
import org.tare.train.NeuralNetworkRegressor;

/** The network, its way to learn, and where it is trained: the parameters that networks of both kinds have. */
public final class NetworkOptions {
    private static final String SCALED = "standard";
    private static final Pattern LAST =
            Pattern.compile("\\bdense\\(\\s*(\\d{1,9})\\b[^()]*(\\([^()]*\\)[^()]*)*\\)\\s*$");

    private final NeuralNetworkClassifier given = new NeuralNetworkClassifier();
    private final NeuralNetworkRegressor ofNumbers = new NeuralNetworkRegressor();
    private final List<ParamOption> options = options(ofNumbers);
    private final List<ParamOption> ofLabel = List.of(
            ParamOption.of(ofNumbers, ofNumbers.labelScaler().name()).withStandard(SCALED),
            ParamOption.of(ofNumbers, ofNumbers.labelClipQuantiles().name()));

    private List<ParamOption> options(Params other) {
        return ParamOption.of(given)
                // Columns are named by options of the job's own.
                .filter(option -> !option.name().endsWith("Col") && other.hasParam(option.name()))
                .toList();
    }

    /** The parameters as options. */
    public OptionSection section() {
        return new OptionSection(
                "Options of the network and its training:",
                Stream.concat(options.stream(), ofLabel.stream())
                        .map(ParamOption::spec)
                        .toList());
    }

    /**
     * Refuses what cannot be, whatever the rows are.
     *
     * @throws IllegalArgumentException in one sentence
     */
    public void check() {
        if (!given.isSet(given.getParam("layers")) || ((String) value("layers")).isBlank()) {
            throw new IllegalArgumentException(
                    "There is no network; give --layers, as in --layers=\"dense(100) batchNorm relu dense(10)\".");
        }
        Network.check((String) value("layers"), NearestName::of);
        Schedule.parse((String) value("schedule"));
        Optimizers.parse((String) value("optimizer"));
        if ((Boolean) value("resume") && ((String) value("checkpointDir")).isEmpty()) {
            throw new IllegalArgumentException("There are no checkpoints to resume from; give --checkpoint-dir.");
        }
        requireUse(!((String) value("checkpointDir")).isEmpty(), "there is no --checkpoint-dir", "checkpointInterval");
        requireUse(!((String) value("frozenLayers")).isEmpty(), "there are no --frozen-layers", "frozenStatistics");
        requireUse(
                ((String) value("layers")).matches("(?s).*\\bbatch(Norm|Renorm)\\b.*"),
                "--layers has no batchNorm and no batchRenorm",
                "statistics",
                "populationStatistics");
    }

    private void requireUse(boolean isUsed, String reason, String... names) {
        List<String> idle = Stream.of(names)
                .filter(name -> !isUsed && given.isSet(given.getParam(name)))
                .map(JobWords::option)
                .toList();
        if (!idle.isEmpty()) {
            throw new IllegalArgumentException(IdleOptions.sentence(idle, reason));
        }
    }

    /** Whether the training ends when the loss on validation rows gets no better. */
    public boolean stopsEarly() {
        return (Integer) value("patience") > 0;
    }

    /** The outputs of the network, if it ends in a dense layer. */
    public OptionalInt outputs() {
        Matcher last = LAST.matcher((String) value("layers"));
        return last.find() ? OptionalInt.of(Integer.parseInt(last.group(1))) : OptionalInt.empty();
    }

    /** What decides about chance. */
    public long seed() {
        return (Long) value("seed");
    }

    /** The folder of checkpoints, if there is one. */
    public Optional<String> checkpoints() {
        return folder("checkpointDir");
    }

    /** The folder of a model to start with, if there is one. */
    public Optional<String> initialModel() {
        return folder("initialModel");
    }

    private Optional<String> folder(String param) {
        return Optional.of((String) value(param)).filter(folder -> !folder.isEmpty());
    }

    /**
     * Gives a network the values that were given.
     *
     * @throws IllegalArgumentException if one was given that such a network has not
     */
    public void applyTo(Params network) {
        options.forEach(option -> option.copyTo(network));
        if (network instanceof NeuralNetworkRegressor regressor) {
            regressor.setLabelScaler(SCALED);
            ofLabel.forEach(option -> option.copyTo(regressor));
            return;
        }
        ofLabel.stream().filter(ParamOption::isGiven).findFirst().ifPresent(option -> {
            throw new IllegalArgumentException(option.option()
                    + " is for a label that is learned as a number; leave it out, or give --task regression.");
        });
    }

    private Object value(String name) {
        return given.getOrDefault(given.getParam(name));
    }
}
