package org.tare.train;

import com.esotericsoftware.kryo.DefaultSerializer;
import java.util.Objects;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.tare.linalg.Matrix;
import org.tare.nn.loss.Loss;
import org.tare.nn.loss.Losses;
import org.tare.spark.stage.StageSerializer;
import org.tare.spark.stage.StageUids;
import org.tare.train.param.NetworkReturnsParam;
import org.tare.train.rows.FeatureColumns;
import scala.Tuple3;

/**
 * A trained {@link NeuralNetworkClassifier}. The raw prediction holds the last layer's outputs; of a network with one output z
 * it is {@code [-z/2, z/2]}, whose softmax is {@code [1-p, p]} with {@code p = 1/(1+e⁻ᶻ)}.
 */
@DefaultSerializer(StageSerializer.class)
public final class NeuralNetworkClassificationModel
        extends ProbabilisticClassificationModel<Vector, NeuralNetworkClassificationModel>
        implements NeuralNetworkModel, NetworkReturnsParam<NeuralNetworkClassificationModel>, MLWritable {
    private static final long serialVersionUID = 1L;

    private static final String TASK = "classification";
    private static final Loss SOFTMAX = Losses.parse("crossEntropy");

    private String uid;
    private final FittedNetwork network;

    /** For Spark Connect, which makes one of each model class to look at it; it holds no network. */
    public NeuralNetworkClassificationModel() {
        this(StageUids.random("neuralNetworkClassificationModel"), null);
    }

    /** The same with this uid. */
    public NeuralNetworkClassificationModel(String uid) {
        this(uid, null);
    }

    /** A model of this network, as of {@link TrainingException#best()}. */
    public NeuralNetworkClassificationModel(String uid, FittedNetwork network) {
        this(StageUids.next(uid), network);
    }

    private NeuralNetworkClassificationModel(Void unused, FittedNetwork network) {
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
    public int numClasses() {
        return Math.max(2, network().outputs());
    }

    @Override
    public int numFeatures() {
        return network().features();
    }

    @Override
    public Vector predictRaw(Vector features) {
        Objects.requireNonNull(features, "The row is null; give the vector of its features.");
        double[] outputs = network().outputs(features.toArray());
        return Vectors.dense(outputs.length == 1 ? new double[] {-outputs[0] / 2, outputs[0] / 2} : outputs);
    }

    @Override
    public Vector raw2probabilityInPlace(Vector raw) {
        double[] values = ((DenseVector) raw).values();
        SOFTMAX.predict(Matrix.view(values, 0, 1, values.length));
        return raw;
    }

    @Override
    public double predict(double... features) {
        return predict(Vectors.dense(features));
    }

    /** The probability of each class for one row of features. */
    public double[] predictProbabilities(double... features) {
        return predictProbability(Vectors.dense(features)).toArray();
    }

    @Override
    public FittedNetwork network() {
        return NetworkModelFiles.require(network, uid());
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return getReturns().equals(PREDICTIONS)
                ? ClassifierSchema.of(
                        FeatureColumns.transformSchema(schema, getFeaturesCol(), super::transformSchema),
                        getRawPredictionCol(),
                        getProbabilityCol(),
                        getPredictionCol())
                : NetworkReturns.schema(getReturns());
    }

    @Override
    public Dataset<Row> transform(Dataset<?> data) {
        return getReturns().equals(PREDICTIONS)
                ? FeatureColumns.transform(this, data, super::transform)
                : NetworkReturns.of(this, network(), data);
    }

    @Override
    public NeuralNetworkClassificationModel copy(ParamMap extra) {
        return copyValues(new NeuralNetworkClassificationModel(uid(), network), extra)
                .setParent(parent());
    }

    /**
     * For Spark ML's own summaries. It stands here because a Java class cannot inherit it: the superclass narrows the type
     * within the result, which Scala allows and Java does not.
     */
    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Tuple3 findSummaryModel() {
        return new Tuple3(this, getProbabilityCol(), getPredictionCol());
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
    public static MLReader<NeuralNetworkClassificationModel> read() {
        return NetworkModelFiles.reader(
                NeuralNetworkClassificationModel.class, TASK, NeuralNetworkClassificationModel::new);
    }

    /** Loads a model from a path, which may be that of a folder of checkpoints. */
    public static NeuralNetworkClassificationModel load(String path) {
        return read().load(path);
    }

    /**
     * The best network of the last checkpoint in a folder, or without validation rows the last one.
     *
     * @throws IllegalArgumentException if there is none that is whole, or none of classes
     */
    public static NeuralNetworkClassificationModel fromCheckpoint(String checkpointDir) {
        return new NeuralNetworkClassificationModel(
                StageUids.random("neuralNetworkClassificationModel"), CheckpointNetwork.load(checkpointDir, TASK));
    }

    @Override
    public String toString() {
        return uid() + ": " + network;
    }
}
