package org.tare.feature;

import java.util.List;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tare.feature.param.OutputParams;
import org.tare.feature.param.ReturnsParam;
import org.tare.feature.plan.AssembledColumn;
import org.tare.feature.plan.FeatureTable;
import org.tare.feature.plan.FittedColumn;
import org.tare.feature.plan.FittedScaler;
import org.tare.feature.plan.RowCurves;
import org.tare.spark.plan.GivenData;
import org.tare.spark.stage.TextForm;

/** What a transform returns of a scaler's model that is to return something else than scaled data. */
final class ScalerReturns {
    private static final StructType COLUMNS =
            new StructType().add("input", DataTypes.StringType, false).add("output", DataTypes.StringType, false);

    private static final StructType APPLIED =
            new StructType().add(ReturnsParam.APPLIED, DataTypes.createArrayType(DataTypes.DoubleType, false), false);

    private ScalerReturns() {}

    static <M extends Model<M> & ReturnsParam<M> & LearnedNumbers & OutputParams<M>> Dataset<Row> of(
            M model, Dataset<?> data) {
        SparkSession session = GivenData.of(data).sparkSession();
        String returns = model.getReturns();
        return switch (returns) {
            case ReturnsParam.SUMMARY -> model.summary(session);
            case ReturnsParam.COLUMNS -> session.createDataFrame(columns(model.fitted(), model.assembled()), COLUMNS);
            case ReturnsParam.APPLIED -> session.createDataFrame(applied(model.fitted(), data), APPLIED);
            default -> TextForm.table(returns, model.copy(ParamMap.empty()).setReturns(ReturnsParam.SCALED), data);
        };
    }

    private static List<Row> applied(FittedScaler fitted, Dataset<?> data) {
        RowCurves curves = new RowCurves(fitted);
        return data.toDF().collectAsList().stream()
                .map(row -> curves.apply(row.<Double>getList(0).stream()
                        .mapToDouble(value -> value == null ? Double.NaN : value)
                        .toArray()))
                .map(result -> RowFactory.create((Object) result))
                .toList();
    }

    private static List<Row> columns(FittedScaler fitted, AssembledColumn assembled) {
        return fitted.columns().stream()
                .map(FittedColumn::mapping)
                .map(column -> RowFactory.create(
                        fitted.source() == null
                                ? column.input()
                                : fitted.source().name(),
                        assembled == null ? column.output() : assembled.name()))
                .toList();
    }

    /** The schema of {@link #of}. */
    static <M extends ReturnsParam<M> & LearnedNumbers> StructType schema(M model) {
        return switch (model.getReturns()) {
            case ReturnsParam.SUMMARY -> new FeatureTable(model.fitted().features()).schema();
            case ReturnsParam.COLUMNS -> COLUMNS;
            case ReturnsParam.APPLIED -> APPLIED;
            default -> TextForm.schema(model.getReturns());
        };
    }
}
