package org.tare.job.option;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.tare.nn.core.LayerSummary;
import org.tare.train.Epoch;
import org.tare.train.FittedNetwork;
import org.tare.train.NeuralNetworkClassificationModel;
import org.tare.train.NeuralNetworkClassifier;
import org.tare.train.NeuralNetworkRegressionModel;
import org.tare.train.NeuralNetworkRegressor;

/** What is to be learned of a label. */
public enum Task {
    /** Which class it is. */
    CLASSIFICATION {
        @Override
        public PipelineStage network(Consumer<Epoch> epochs, Consumer<List<LayerSummary>> layers) {
            return new NeuralNetworkClassifier().onEpoch(epochs).onNetwork(layers);
        }

        @Override
        Transformer model(String uid, FittedNetwork network) {
            return new NeuralNetworkClassificationModel(uid, network);
        }
    },
    /** Which number it is. */
    REGRESSION {
        @Override
        public PipelineStage network(Consumer<Epoch> epochs, Consumer<List<LayerSummary>> layers) {
            return new NeuralNetworkRegressor().onEpoch(epochs).onNetwork(layers);
        }

        @Override
        Transformer model(String uid, FittedNetwork network) {
            return new NeuralNetworkRegressionModel(uid, network);
        }
    };

    private static final Set<DataType> WHOLE =
            Set.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);

    /** A network that learns it and tells of its layers and of each epoch. */
    public abstract PipelineStage network(Consumer<Epoch> epochs, Consumer<List<LayerSummary>> layers);

    abstract Transformer model(String uid, FittedNetwork network);

    /** The pipeline that a fit of these stages would have made, of which the last learns the network, had it come to that one. */
    public PipelineModel model(List<PipelineStage> stages, FittedNetwork network) {
        PipelineStage learner = stages.get(stages.size() - 1);
        Transformer model = model(learner.uid(), network);
        for (Param<?> param : learner.params()) {
            if (learner.isSet(param) && model.hasParam(param.name())) {
                model.set(model.getParam(param.name()), learner.getOrDefault(param));
            }
        }
        Transformer[] all = Stream.concat(
                        stages.stream().limit(stages.size() - 1L).map(Transformer.class::cast), Stream.of(model))
                .toArray(Transformer[]::new);
        return new PipelineModel(model.uid(), all);
    }

    /** Whole numbers are taken for classes. */
    public static Task of(DataType label) {
        return WHOLE.contains(label) ? CLASSIFICATION : REGRESSION;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
