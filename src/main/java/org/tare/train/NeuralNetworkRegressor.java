package org.tare.train;

import java.util.function.Consumer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.Regressor;
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
 * A regressor whose feed-forward network is trained by all workers together, in one barrier stage: what they compute is what
 * one would, to the last bit, and batch normalization sees the whole batch.
 *
 * <p>Features are a Vector or an array of numbers, labels any finite number; scale both. The network has one output, and the
 * loss is the squared error.
 *
 * <p>{@code fit} throws what {@link NeuralNetworkClassifier} throws.
 */
public final class NeuralNetworkRegressor
        extends Regressor<Vector, NeuralNetworkRegressor, NeuralNetworkRegressionModel>
        implements NeuralNetworkParams<NeuralNetworkRegressor>, DefaultParamsWritable {
    private static final long serialVersionUID = 1L;

    private String uid;
    private final TrainingParams trainingParams;
    private transient Consumer<Epoch> listener = epoch -> {};

    /** A regressor with a new identity. */
    public NeuralNetworkRegressor() {
        this(StageUids.random("neuralNetworkRegressor"));
    }

    /** A regressor of that identity. */
    public NeuralNetworkRegressor(String uid) {
        this(StageUids.next(uid));
    }

    private NeuralNetworkRegressor(Void unused) {
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
    public NeuralNetworkRegressor stage() {
        return this;
    }

    /** Tells of each epoch while training goes on, on a thread of Spark's; it is not saved with the stage. */
    public NeuralNetworkRegressor onEpoch(Consumer<Epoch> newListener) {
        listener = newListener;
        return this;
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return FeatureColumns.transformSchema(schema, getFeaturesCol(), super::transformSchema);
    }

    @Override
    public NeuralNetworkRegressionModel train(Dataset<?> data) {
        TableColumns columns = new TableColumns(
                getFeaturesCol(), getLabelCol(), getOrDefault(weightCol()), getOrDefault(validationIndicatorCol()));
        FittedNetwork network = new DistributedTraining(
                        data.sparkSession().sparkContext(), new Settings(this), listener)
                .fit(data, columns, LabelType.NUMBERS);
        return new NeuralNetworkRegressionModel(uid(), network);
    }

    @Override
    public NeuralNetworkRegressor copy(ParamMap extra) {
        NeuralNetworkRegressor copy = defaultCopy(extra);
        return copy.onEpoch(listener);
    }

    /** Reads what {@code write()} wrote. */
    public static MLReader<NeuralNetworkRegressor> read() {
        return new DefaultParamsReader<>();
    }

    /** Loads a regressor from a path. */
    public static NeuralNetworkRegressor load(String path) {
        return read().load(path);
    }
}
