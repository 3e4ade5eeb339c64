package org.tare.train;

import java.util.function.Consumer;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.StageUids;
import org.tare.train.rows.FeatureColumns;
import org.tare.train.rows.LabelType;
import org.tare.train.rows.TableColumns;

/**
 * A classifier whose feed-forward network is trained by all workers together, in one barrier stage: what they compute is what
 * one would, to the last bit, and batch normalization sees the whole batch.
 *
 * <p>Features are a Vector or an array of numbers, labels 0, 1, 2, ... without a gap. The last layer has one output a class
 * (softmax and cross entropy), or for two classes one in all (sigmoid and binary cross entropy).
 *
 * <p>{@code fit} throws {@link IllegalArgumentException}, before training starts, for rows with missing or infinite numbers,
 * for labels that are not classes, for a network that does not fit them, for a batch larger than the rows or smaller than the
 * shards, for more workers than slots, under dynamic allocation, and for a checkpoint folder that cannot be written or that is
 * another training's; {@link TrainingException} when training itself fails.
 */
public final class NeuralNetworkClassifier
        extends ProbabilisticClassifier<Vector, NeuralNetworkClassifier, NeuralNetworkClassificationModel>
        implements NeuralNetworkParams<NeuralNetworkClassifier>, DefaultParamsWritable {
    private static final long serialVersionUID = 1L;

    private String uid;
    private final TrainingParams trainingParams;
    private transient Consumer<Epoch> listener = epoch -> {};

    /** A classifier with a new identity. */
    public NeuralNetworkClassifier() {
        this(StageUids.random("neuralNetworkClassifier"));
    }

    /** A classifier of that identity. */
    public NeuralNetworkClassifier(String uid) {
        this(StageUids.next(uid));
    }

    private NeuralNetworkClassifier(Void unused) {
        this.trainingParams = new TrainingParams(this);
    }

    @Override
    public String uid() {
        if (uid == null) {
            uid = StageUids.take();
        }
        return uid;
    }

    @Override
    public TrainingParams trainingParams() {
        return trainingParams;
    }

    @Override
    public NeuralNetworkClassifier stage() {
        return this;
    }

    /** Tells of each epoch while training goes on, on a thread of Spark's; it is not saved with the stage. */
    public NeuralNetworkClassifier onEpoch(Consumer<Epoch> newListener) {
        listener = newListener;
        return this;
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return FeatureColumns.transformSchema(schema, getFeaturesCol(), super::transformSchema);
    }

    @Override
    public NeuralNetworkClassificationModel train(Dataset<?> data) {
        TableColumns columns = new TableColumns(
                getFeaturesCol(), getLabelCol(), getOrDefault(weightCol()), getOrDefault(validationIndicatorCol()));
        FittedNetwork network = new DistributedTraining(
                        data.sparkSession().sparkContext(), new Settings(this), listener)
                .fit(data, columns, LabelType.CLASSES);
        return new NeuralNetworkClassificationModel(uid(), network);
    }

    @Override
    public NeuralNetworkClassifier copy(ParamMap extra) {
        NeuralNetworkClassifier copy = defaultCopy(extra);
        return copy.onEpoch(listener);
    }

    /** Reads what {@code write()} wrote. */
    public static MLReader<NeuralNetworkClassifier> read() {
        return new DefaultParamsReader<>();
    }

    /** Loads a classifier from a path. */
    public static NeuralNetworkClassifier load(String path) {
        return read().load(path);
    }
}
