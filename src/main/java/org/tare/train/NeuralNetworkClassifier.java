package org.tare.train;

import com.esotericsoftware.kryo.DefaultSerializer;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.tare.nn.core.LayerSummary;
import org.tare.spark.plan.GivenData;
import org.tare.spark.stage.StageFiles;
import org.tare.spark.stage.StageSerializer;
import org.tare.spark.stage.StageUids;
import org.tare.spark.stage.SummedParams;
import org.tare.train.param.NeuralNetworkParams;
import org.tare.train.rows.FeatureColumns;
import org.tare.train.rows.LabelType;

/**
 * A classifier whose feed-forward network is trained by all workers together, in one barrier stage. Batch normalization sees the
 * whole batch, and the result has the same bits on any number of workers.
 *
 * <p>Features are a Vector or an array of numbers, labels 0, 1, 2, ... without a gap. The last layer has one output for each
 * class (softmax and cross entropy), or for two classes a single one (sigmoid and binary cross entropy).
 *
 * <p>{@code fit} throws {@link IllegalArgumentException}, before training starts, for rows with missing or infinite numbers,
 * for labels that are not classes, for a network whose outputs do not match them, for a batch of more rows than there are or of
 * fewer than shards, for more workers than slots, under dynamic allocation, and for a checkpoint folder that cannot be written
 * or belongs to another training. It throws {@link TrainingException} when training itself fails.
 */
@DefaultSerializer(StageSerializer.class)
public final class NeuralNetworkClassifier
        extends ProbabilisticClassifier<Vector, NeuralNetworkClassifier, NeuralNetworkClassificationModel>
        implements NeuralNetworkParams<NeuralNetworkClassifier>, SummedParams {
    private static final long serialVersionUID = 1L;

    private String uid;
    private transient Listeners listeners;

    /** A classifier with a new uid. */
    public NeuralNetworkClassifier() {
        this(StageUids.random("neuralNetworkClassifier"));
    }

    /** A classifier of this uid. */
    public NeuralNetworkClassifier(String uid) {
        this(StageUids.next(uid));
    }

    private NeuralNetworkClassifier(Void unused) {
        NeuralNetworkParams.setDefaults(this);
    }

    @Override
    public String uid() {
        if (uid == null) {
            uid = StageUids.take();
        }
        return uid;
    }

    /** Sets who gets each epoch while training goes on, on a thread of Spark's; it is not saved with the stage. */
    public NeuralNetworkClassifier onEpoch(Consumer<Epoch> newListener) {
        listeners = listeners().withEpoch(newListener);
        return this;
    }

    /** Sets who gets the layers when a training begins; it is not saved with the stage. */
    public NeuralNetworkClassifier onNetwork(Consumer<List<LayerSummary>> newListener) {
        listeners = listeners().withNetwork(newListener);
        return this;
    }

    private Listeners listeners() {
        return listeners == null ? Listeners.NONE : listeners;
    }

    @Override
    public NeuralNetworkClassificationModel fit(Dataset<?> data) {
        return super.fit(GivenData.of(data));
    }

    /** How the loss of the first steps goes while the learning rate grows, to choose one by. */
    public RateCurve findLearningRate(Dataset<?> data) {
        return RateCurve.of(
                copy(ParamMap.empty()), stage -> stage.fit(GivenData.of(data)).history());
    }

    @Override
    public StructType transformSchema(StructType schema) {
        FeatureColumns.requireNumbers(schema, getLabelCol(), getWeightCol());
        return ClassifierSchema.of(
                FeatureColumns.transformSchema(schema, getFeaturesCol(), super::transformSchema),
                getRawPredictionCol(),
                getProbabilityCol(),
                getPredictionCol());
    }

    @Override
    public NeuralNetworkClassificationModel train(Dataset<?> data) {
        return new NeuralNetworkClassificationModel(
                uid(), DistributedTraining.train(this, data, LabelType.CLASSES, listeners()));
    }

    @Override
    public NeuralNetworkClassifier copy(ParamMap extra) {
        NeuralNetworkClassifier copy = defaultCopy(extra);
        copy.listeners = listeners;
        return copy;
    }

    /** Reads what {@code write()} wrote. */
    public static MLReader<NeuralNetworkClassifier> read() {
        return StageFiles.reader(NeuralNetworkClassifier.class);
    }

    /** Loads a classifier from a path. */
    public static NeuralNetworkClassifier load(String path) {
        return read().load(path);
    }
}
