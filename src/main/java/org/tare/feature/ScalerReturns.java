package org.tare.feature;

import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.tare.feature.plan.FeatureTable;
import org.tare.feature.plan.FittedScaler;
import org.tare.spark.TextForm;

/** What a transform returns of a scaler's model that is to return something else than scaled data. */
final class ScalerReturns {
    private ScalerReturns() {}

    static <M extends Model<M> & ReturnsParam<M>> Dataset<Row> of(M model, FittedScaler fitted, Dataset<?> data) {
        return model.getReturns().equals(ReturnsParam.SUMMARY)
                ? new FeatureTable(fitted.features()).toDataset(data.sparkSession())
                : TextForm.table(
                        model.getReturns(), model.copy(ParamMap.empty()).setReturns(ReturnsParam.SCALED), data);
    }

    /** The schema of {@link #of}. */
    static StructType schema(String returns, FittedScaler fitted) {
        return returns.equals(ReturnsParam.SUMMARY)
                ? new FeatureTable(fitted.features()).schema()
                : TextForm.schema(returns);
    }
}
