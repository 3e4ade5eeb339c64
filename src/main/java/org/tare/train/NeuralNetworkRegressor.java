package org.tare.train;

import com.esotericsoftware.kryo.DefaultSerializer;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.Regressor;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tare.nn.core.LayerSummary;
import org.tare.spark.plan.GivenData;
import org.tare.spark.stage.ChoiceParam;
import org.tare.spark.stage.NumberParams;
import org.tare.spark.stage.StageFiles;
import org.tare.spark.stage.StageSerializer;
import org.tare.spark.stage.StageUids;
import org.tare.spark.stage.SummedParams;
import org.tare.train.param.NeuralNetworkParams;
import org.tare.train.rows.FeatureColumns;
import org.tare.train.rows.LabelType;

/**
 * A regressor whose feed-forward network is trained by all workers together, in one barrier stage. Batch normalization sees the
 * whole batch, and the result has the same bits on any number of workers.
 *
 * <p>Features are a Vector or an array of numbers, labels any finite number; scale both, the label by {@link
 * #labelScaler}. The network has one output, and the
 * loss is the squared error.
 *
 * <p>{@code fit} throws what {@link NeuralNetworkClassifier} throws.
 */
@DefaultSerializer(StageSerializer.class)
public final class NeuralNetworkRegressor
        extends Regressor<Vector, NeuralNetworkRegressor, NeuralNetworkRegressionModel>
        implements NeuralNetworkParams<NeuralNetworkRegressor>, SummedParams {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(NeuralNetworkRegressor.class);

    private String uid;
    private transient Listeners listeners;

    /** A regressor with a new uid. */
    public NeuralNetworkRegressor() {
        this(StageUids.random("neuralNetworkRegressor"));
    }

    /** A regressor of this uid. */
    public NeuralNetworkRegressor(String uid) {
        this(StageUids.next(uid));
    }

    private NeuralNetworkRegressor(Void unused) {
        NeuralNetworkParams.setDefaults(this);
        setDefault(labelScaler(), LabelScale.NONE);
    }

    /** How the label is scaled for the training. */
    public ChoiceParam labelScaler() {
        return new ChoiceParam(
                this,
                "labelScaler",
                "How the label is scaled while the network learns: standard, to mean 0 and standard deviation 1 over the"
                        + " training rows, robust, to median 0 and interquartile range 1, or none. Predictions and errors are"
                        + " in the label's own unit in any case.",
                List.of(LabelScale.NONE, LabelScale.STANDARD, LabelScale.ROBUST));
    }

    /** Sets {@link #labelScaler}. */
    public NeuralNetworkRegressor setLabelScaler(String value) {
        set(labelScaler(), value);
        return this;
    }

    /** The lower and the upper quantile of the labels of the training rows, beyond which labels are held at them. */
    public DoubleArrayParam labelClipQuantiles() {
        return NumberParams.range(
                this,
                "labelClipQuantiles",
                "The lower and the upper quantile beyond which labels are held at them while the network learns and"
                        + " validates, as 0.001, 0.999, for labels of which a few are wrong.",
                0,
                1);
    }

    /** Sets {@link #labelClipQuantiles}. */
    public NeuralNetworkRegressor setLabelClipQuantiles(double lower, double upper) {
        set(labelClipQuantiles(), new double[] {lower, upper});
        return this;
    }

    @Override
    public String uid() {
        if (uid == null) {
            uid = StageUids.take();
        }
        return uid;
    }

    /** Sets who gets each epoch while training goes on, on a thread of Spark's; it is not saved with the stage. */
    public NeuralNetworkRegressor onEpoch(Consumer<Epoch> newListener) {
        listeners = listeners().withEpoch(newListener);
        return this;
    }

    /** Sets who gets the layers when a training begins; it is not saved with the stage. */
    public NeuralNetworkRegressor onNetwork(Consumer<List<LayerSummary>> newListener) {
        listeners = listeners().withNetwork(newListener);
        return this;
    }

    private Listeners listeners() {
        return listeners == null ? Listeners.NONE : listeners;
    }

    @Override
    public NeuralNetworkRegressionModel fit(Dataset<?> data) {
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
        return FeatureColumns.transformSchema(schema, getFeaturesCol(), super::transformSchema);
    }

    @Override
    public NeuralNetworkRegressionModel train(Dataset<?> data) {
        String kind = getOrDefault(labelScaler());
        double[] clip = get(labelClipQuantiles()).getOrElse(() -> null);
        if (kind.equals(LabelScale.NONE) && clip == null) {
            return new NeuralNetworkRegressionModel(
                    uid(), DistributedTraining.train(this, data, LabelType.NUMBERS, listeners()));
        }
        if (!kind.equals(LabelScale.NONE)) {
            LabelScale.check(kind, get(layers()).isEmpty() ? "" : getOrDefault(layers()));
        }
        FirstLook.check(new Settings(this), data, LabelType.NUMBERS);
        LabelScale scale = LabelScale.of(data, new Settings(this).columns(), kind, clip);
        if (!scale.warning().isEmpty()) {
            LOG.warn("{}", scale.warning());
        }
        Listeners scaled = listeners().withEpoch(epoch -> listeners().epoch().accept(scale.unscaled(epoch)));
        try {
            return new NeuralNetworkRegressionModel(
                    uid(),
                    scale.unscaled(DistributedTraining.train(
                            new Settings(this, scale::scaled),
                            scale.scaled(data, getLabelCol()),
                            LabelType.NUMBERS,
                            scaled)));
        } catch (TrainingException e) {
            throw scale.unscaled(e);
        }
    }

    @Override
    public NeuralNetworkRegressor copy(ParamMap extra) {
        NeuralNetworkRegressor copy = defaultCopy(extra);
        copy.listeners = listeners;
        return copy;
    }

    /** Reads what {@code write()} wrote. */
    public static MLReader<NeuralNetworkRegressor> read() {
        return StageFiles.reader(NeuralNetworkRegressor.class);
    }

    /** Loads a regressor from a path. */
    public static NeuralNetworkRegressor load(String path) {
        return read().load(path);
    }
}
