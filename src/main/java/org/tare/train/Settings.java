package org.tare.train;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.param.Param;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tare.nn.FrozenLayers;
import org.tare.nn.Network;
import org.tare.nn.core.Shape;
import org.tare.nn.optimizer.Optimizers;
import org.tare.nn.optimizer.Schedule;
import org.tare.spark.column.NearestName;
import org.tare.train.param.NeuralNetworkParams;
import org.tare.train.rows.LabelType;
import org.tare.train.rows.RowLayout;
import org.tare.train.rows.RowSummary;
import org.tare.train.rows.ShardAssignment;
import org.tare.train.rows.StorageMode;
import org.tare.train.rows.TableColumns;

/** The values of a stage's parameters, made into a {@link TrainingPlan} once the rows are known. */
final class Settings {
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final int LABELS_TOLD = 10;

    private final NeuralNetworkParams<?> stage;
    private final UnaryOperator<FittedNetwork> asLearned;

    Settings(NeuralNetworkParams<?> stage) {
        this(stage, UnaryOperator.identity());
    }

    /** @param asLearned makes of a model what training had, where these differ */
    Settings(NeuralNetworkParams<?> stage, UnaryOperator<FittedNetwork> asLearned) {
        this.stage = stage;
        this.asLearned = asLearned;
    }

    TableColumns columns() {
        return new TableColumns(
                stage.getFeaturesCol(),
                stage.getLabelCol(),
                text(stage.weightCol()),
                text(stage.validationIndicatorCol()));
    }

    /** @throws IllegalArgumentException for values that no rows allow */
    void check(int slots) {
        Network.check(layers(), NearestName::of);
        Optimizers.parse(optimizer());
        Schedule.parse(text(stage.schedule()));
        FrozenLayers.parse(text(stage.frozenLayers()));
        Objective.checkClassWeight(text(stage.classWeight()));
        workers(slots, whole(stage.shards()));
    }

    /** @throws IllegalArgumentException if no rows of so many features fit the network, or it does not end in such labels */
    void check(int features, LabelType labels) {
        outputs(features, labels);
        start(features);
    }

    private int outputs(int features, LabelType labels) {
        Shape output = Network.size(layers(), Shape.of(features)).output();
        if (labels == LabelType.NUMBERS && output.size() != 1) {
            throw new IllegalArgumentException("The network has " + output.size()
                    + " outputs and the label is one number; end layers with dense(1).");
        }
        if (output.positions() > 1) {
            throw new IllegalArgumentException("The network ends in rows of shape " + output
                    + ", not in one number for each class; end layers with globalAvgPool or flatten, and dense with as many outputs as"
                    + " there are classes.");
        }
        return output.size();
    }

    /**
     * The plan that all workers follow.
     *
     * @param featureNames empty where they have none
     * @throws IllegalArgumentException if settings, rows and cluster do not go together
     */
    TrainingPlan plan(RowSummary rows, int slots, List<String> featureNames) {
        long training = rows.rows(false);
        int shards = whole(stage.shards());
        int batchSize = whole(stage.batchSize());
        if (batchSize > training) {
            throw new IllegalArgumentException("A batch of " + batchSize + " is larger than the " + training
                    + " rows to train on; set batchSize to at most that.");
        }
        if (batchSize < Math.min(shards, training)) {
            throw new IllegalArgumentException("A batch of " + batchSize + " cannot be cut into " + shards
                    + " shards; set shards to at most batchSize.");
        }
        int patience = whole(stage.patience());
        if (patience > 0 && rows.rows(true) == 0) {
            throw new IllegalArgumentException("patience is " + patience
                    + " but there are no validation rows to watch; set validationIndicatorCol, or patience to 0.");
        }
        return new TrainingPlan(
                layers(),
                objective(rows),
                start(rows.features()),
                optimizer(),
                text(stage.schedule()),
                learningRate(),
                (Long) stage.getOrDefault(stage.seed()),
                batchSize,
                whole(stage.epochs()),
                patience,
                text(stage.precision()),
                flag(stage.populationStatistics()),
                new RowLayout(
                        rows.features(),
                        workers(slots, shards),
                        new ShardAssignment(training, shards, consecutive()),
                        new ShardAssignment(rows.rows(true), shards, consecutive()),
                        StorageMode.of(text(stage.storage()))),
                rowIdentity(rows, featureNames),
                Duration.ofSeconds(whole(stage.timeout())),
                whole(stage.maxAttempts()));
    }

    private Map<String, String> rowIdentity(RowSummary rows, List<String> featureNames) {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("label", stage.getLabelCol());
        identity.put("weight", text(stage.weightCol()));
        identity.put(Identity.FEATURE_NAMES, String.join("\n", featureNames));
        identity.putAll(rows.identity());
        return identity;
    }

    /** Whether shards hold consecutive rows: {@code consecutive}, formerly {@code asIs}. */
    boolean consecutive() {
        return !text(stage.rowOrder()).equals("shuffled");
    }

    boolean resume() {
        return flag(stage.resume());
    }

    /** Zero for any time. */
    Duration slotTimeout() {
        return Duration.ofSeconds(whole(stage.slotTimeout()));
    }

    /** Null for none. */
    Checkpoints checkpoints(Configuration hadoop) {
        String folder = text(stage.checkpointDir());
        if (folder.isEmpty()) {
            if (resume()) {
                throw new IllegalArgumentException("resume is true but there is no checkpointDir; set it.");
            }
            return null;
        }
        Checkpoints checkpoints = new Checkpoints(folder, whole(stage.checkpointInterval()), hadoop);
        checkpoints.checkWritable();
        if (!resume() && !checkpoints.isEmpty()) {
            throw new IllegalArgumentException("The folder '" + folder
                    + "' holds checkpoints already; set resume to true to go on from them, or another checkpointDir.");
        }
        return checkpoints;
    }

    private String layers() {
        if (stage.get(stage.layers()).isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no network; set layers, for example to \"dense(100) batchNorm relu dense(10)\".");
        }
        String layers = text(stage.layers());
        return text(stage.statistics()).equals("global") ? layers : Network.withLocalStatistics(layers);
    }

    private Objective objective(RowSummary rows) {
        String loss = loss(rows);
        String classWeight = text(stage.classWeight());
        boolean ofNumbers = rows.labelType() == LabelType.NUMBERS;
        double smoothing = number(stage.labelSmoothing());
        if (ofNumbers && (smoothing > 0 || !classWeight.equals("none"))) {
            throw new IllegalArgumentException("The label is a number, and "
                    + (smoothing > 0 ? "labelSmoothing is " + smoothing : "classWeight is " + classWeight)
                    + ", which is for classes; leave it out.");
        }
        int outputs = outputs(rows.features(), rows.labelType());
        return new Objective(
                loss,
                ofNumbers ? List.of() : Objective.classWeights(classWeight, Math.max(2, outputs), rows),
                smoothing,
                stage.isDefined(stage.clipNorm()) ? number(stage.clipNorm()) : Double.POSITIVE_INFINITY);
    }

    private WarmStart start(int features) {
        String path = text(stage.initialModel());
        String frozen = text(stage.frozenLayers());
        int taken = whole(stage.initialLayers());
        if (path.isEmpty() && taken > 0) {
            throw new IllegalArgumentException(
                    "initialLayers is " + taken + " but there is no initialModel; set it, or initialLayers to 0.");
        }
        Network.checkFrozen(layers(), Shape.of(features), FrozenLayers.parse(frozen));
        Map<String, double[]> weights = Map.of();
        if (!path.isEmpty()) {
            // With no more than its shapes; its weights are those of the other.
            Network network = Network.parse(layers(), Shape.of(features), 0);
            FittedNetwork initial = SavedNetwork.load(path, network, taken).asLearned(asLearned);
            weights = WarmStart.weights(network, initial, taken, path);
        }
        return new WarmStart(weights, frozen, text(stage.frozenStatistics()).equals("running"));
    }

    private String loss(RowSummary rows) {
        int outputs = outputs(rows.features(), rows.labelType());
        if (rows.labelType() == LabelType.NUMBERS) {
            return "squaredError";
        }
        List<Integer> absent = rows.absentClasses(stage.getLabelCol(), outputs);
        if (!absent.isEmpty()) {
            LOG.warn(
                    "No row to train on has label {} in column '{}', though the network has an output for it",
                    told(absent),
                    stage.getLabelCol());
        }
        return outputs == 1 ? "binaryCrossEntropy" : "crossEntropy";
    }

    private static String told(List<Integer> labels) {
        String first = labels.stream().limit(LABELS_TOLD).map(String::valueOf).collect(Collectors.joining(", "));
        return labels.size() <= LABELS_TOLD ? first : first + " and " + (labels.size() - LABELS_TOLD) + " others";
    }

    /** The rate that was set or saved, else that of the optimizer. */
    private double learningRate() {
        return stage.isDefined(stage.learningRate())
                ? number(stage.learningRate())
                : Optimizers.parse(optimizer()).defaultRate();
    }

    private String optimizer() {
        String name = text(stage.optimizer());
        double momentum = number(stage.momentum());
        double decay = number(stage.weightDecay());
        if (momentum == 0 && decay == 0) {
            return name;
        }
        String given = momentum == 0 ? "weightDecay is " + decay : "momentum is " + momentum;
        if (name.contains("(")) {
            throw new IllegalArgumentException(
                    given + ", and optimizer is \"" + name + "\" with options of its own; give them once.");
        }
        Optimizers.parse(name);
        if (momentum != 0 && !name.strip().equals("sgd")) {
            throw new IllegalArgumentException(
                    given + ", and optimizer is " + name + ", which has no momentum; leave it out, or take sgd.");
        }
        return name + "(" + (momentum == 0 ? "" : "momentum=" + momentum + (decay == 0 ? "" : ", "))
                + (decay == 0 ? "" : "weightDecay=" + decay) + ")";
    }

    private int workers(int slots, int shards) {
        int asked = whole(stage.workers());
        if (asked > slots) {
            throw new IllegalArgumentException("There are " + slots + " slots for " + asked
                    + " workers; set workers to at most that, or give Spark more cores.");
        }
        int most = Math.min(asked == 0 ? slots : asked, shards);
        int each = (shards + most - 1) / most;
        int enough = (shards + each - 1) / each;
        if (asked > enough) {
            LOG.warn(
                    "{} workers of {} shards are no faster than {}; set shards to a multiple of workers",
                    asked,
                    shards,
                    enough);
        }
        return asked == 0 ? enough : most;
    }

    private String text(Param<String> param) {
        return stage.getOrDefault(param);
    }

    private int whole(Param<Object> param) {
        return (Integer) stage.getOrDefault(param);
    }

    private double number(Param<Object> param) {
        return (Double) stage.getOrDefault(param);
    }

    private boolean flag(Param<Object> param) {
        return (Boolean) stage.getOrDefault(param);
    }
}
