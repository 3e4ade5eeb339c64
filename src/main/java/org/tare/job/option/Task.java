package org.tare.job.option;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.tare.nn.core.LayerSummary;
import org.tare.train.Epoch;
import org.tare.train.NeuralNetworkClassifier;
import org.tare.train.NeuralNetworkRegressor;

/** What is to be learned of a label. */
public enum Task {
    /** Which class it is. */
    CLASSIFICATION {
        @Override
        public PipelineStage network(Consumer<Epoch> epochs, Consumer<List<LayerSummary>> layers) {
            return new NeuralNetworkClassifier().onEpoch(epochs).onNetwork(layers);
        }
    },
    /** Which number it is. */
    REGRESSION {
        @Override
        public PipelineStage network(Consumer<Epoch> epochs, Consumer<List<LayerSummary>> layers) {
            return new NeuralNetworkRegressor().onEpoch(epochs).onNetwork(layers);
        }
    };

    private static final Set<DataType> WHOLE =
            Set.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);

    /** A network that learns it and tells of its layers and of each epoch. */
    public abstract PipelineStage network(Consumer<Epoch> epochs, Consumer<List<LayerSummary>> layers);

    /** Whole numbers are taken for classes. */
    public static Task of(DataType label) {
        return WHOLE.contains(label) ? CLASSIFICATION : REGRESSION;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
