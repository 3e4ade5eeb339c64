package org.tare.train;

import com.esotericsoftware.kryo.DefaultSerializer;
import java.util.Objects;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.RegressionModel;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.stage.StageSerializer;
import org.tare.spark.stage.StageUids;
import org.tare.train.param.NetworkReturnsParam;
import org.tare.train.rows.FeatureColumns;

/** A trained {@link NeuralNetworkRegressor}: a network of one output, the predicted number. */
@DefaultSerializer(StageSerializer.class)
public final class NeuralNetworkRegressionModel extends RegressionModel<Vector, NeuralNetworkRegressionModel>
        implements NeuralNetworkModel, NetworkReturnsParam<NeuralNetworkRegressionModel>, MLWritable {
    private static final long serialVersionUID = 1L;

    private static final String TASK = "regression";

    private String uid;
    private final FittedNetwork network;

    /** For Spark Connect, which makes one of each model class to look at it; it holds no network. */
    public NeuralNetworkRegressionModel() {
        this(StageUids.random("neuralNetworkRegressionModel"), null);
    }

    /** The same with this uid. */
    public NeuralNetworkRegressionModel(String uid) {
        this(uid, null);
    }

    /** A model of this network, as of {@link TrainingException#best()}. */
    public NeuralNetworkRegressionModel(String uid, FittedNetwork network) {
        this(StageUids.next(uid), network);
    }

    private NeuralNetworkRegressionModel(Void unused, FittedNetwork network) {
        this.network = network;
        setDefault(returns(), PREDICTIONS);
    }

    @Override
    public String uid() {
        if (uid == null) {
            uid = StageUids.take();
        }
        return uid;
    }

    @Override
    public int numFeatures() {
        return network().features();
    }

    @Override
    public double predict(Vector features) {
        Objects.requireNonNull(features, "The row is null; give the vector of its features.");
        return predict(features.toArray());
    }

    @Override
    public double predict(double... features) {
        return network().outputs(features)[0];
    }

    @Override
    public FittedNetwork network() {
        return NetworkModelFiles.require(network, uid());
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return getReturns().equals(PREDICTIONS)
                ? FeatureColumns.transformSchema(schema, getFeaturesCol(), super::transformSchema)
                : NetworkReturns.schema(getReturns());
    }

    @Override
    public Dataset<Row> transform(Dataset<?> data) {
        return getReturns().equals(PREDICTIONS)
                ? FeatureColumns.transform(this, data, super::transform)
                : NetworkReturns.of(this, network(), data);
    }

    @Override
    public NeuralNetworkRegressionModel copy(ParamMap extra) {
        return copyValues(new NeuralNetworkRegressionModel(uid(), network), extra)
                .setParent(parent());
    }

    @Override
    public long estimatedSize() {
        return network.bytes();
    }

    @Override
    public MLWriter write() {
        return NetworkModelFiles.writer(this, network());
    }

    /** Reads what {@link #write()} wrote; a folder of checkpoints is read as by {@link #fromCheckpoint}. */
    public static MLReader<NeuralNetworkRegressionModel> read() {
        return NetworkModelFiles.reader(NeuralNetworkRegressionModel.class, TASK, NeuralNetworkRegressionModel::new);
    }

    /** Loads a model from a path, which may be that of a folder of checkpoints. */
    public static NeuralNetworkRegressionModel load(String path) {
        return read().load(path);
    }

    /**
     * The best network of the last checkpoint in a folder, or without validation rows the last one. It predicts what training learned, which with a labelScaler is the scaled
     * label.
     *
     * @throws IllegalArgumentException if there is none that is whole, or none of numbers
     */
    public static NeuralNetworkRegressionModel fromCheckpoint(String checkpointDir) {
        return new NeuralNetworkRegressionModel(
                StageUids.random("neuralNetworkRegressionModel"), CheckpointNetwork.load(checkpointDir, TASK));
    }

    @Override
    public String toString() {
        return uid() + ": " + network;
    }
}
