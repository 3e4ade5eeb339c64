package org.tare.train;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.stage.TextForm;
import org.tare.train.param.NetworkReturnsParam;

/** What is known of a trained network, as tables. */
final class NetworkReturns {
    private static final StructType HISTORY = StructType.fromDDL(
            "epoch INT, loss DOUBLE, validationLoss DOUBLE, validationMetric DOUBLE, rowsPerSecond DOUBLE");
    private static final StructType LAYERS =
            StructType.fromDDL("name STRING, layer STRING, output STRING, parameters BIGINT");
    private static final StructType WEIGHTS =
            StructType.fromDDL("name STRING, shape ARRAY<INT>, weights ARRAY<DOUBLE>");

    private NetworkReturns() {}

    /** What a transform returns of a model that is to return something else than predictions. */
    static <M extends Model<M> & NetworkReturnsParam<M>> Dataset<Row> of(
            M model, FittedNetwork network, Dataset<?> data) {
        SparkSession spark = data.sparkSession();
        return switch (model.getReturns()) {
            case "history" ->
                spark.createDataFrame(
                        rows(
                                network.history(),
                                e -> RowFactory.create(
                                        e.number(),
                                        e.loss(),
                                        e.validationLoss(),
                                        e.validationMetric(),
                                        e.rowsPerSecond())),
                        HISTORY);
            case "layers" ->
                spark.createDataFrame(
                        rows(
                                network.summary(),
                                l -> RowFactory.create(
                                        l.name(), l.text(), l.output().toString(), l.parameters())),
                        LAYERS);
            case "weights" -> {
                var shapes = network.shapes();
                yield spark.createDataFrame(
                        rows(
                                List.copyOf(network.weights().entrySet()),
                                w -> RowFactory.create(
                                        w.getKey(), shapes.get(w.getKey()).toArray(), w.getValue())),
                        WEIGHTS);
            }
            default ->
                TextForm.table(
                        model.getReturns(),
                        model.copy(ParamMap.empty()).setReturns(NetworkReturnsParam.PREDICTIONS),
                        data);
        };
    }

    private static <T> List<Row> rows(List<T> values, Function<T, Row> row) {
        return values.stream().map(row).collect(Collectors.toList());
    }

    /** The schema of {@link #of}. */
    static StructType schema(String returns) {
        return switch (returns) {
            case "history" -> HISTORY;
            case "layers" -> LAYERS;
            case "weights" -> WEIGHTS;
            default -> TextForm.schema(returns);
        };
    }
}
