package org.tare.feature;

import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.tare.curve.Curve;
import org.tare.scan.DatasetStatistics;
import org.tare.stat.Moments;

/**
 * An estimator that turns the statistic of each feature into a curve. A scaler is its formula; all else is here.
 *
 * <p>A fit reads the data once and counts neither null, NaN nor infinities, of which it keeps the numbers; the same rows
 * give the same bits in any order and in any number of partitions. Infinities and constant features are logged, once
 * and by name.
 *
 * @param <S> the scaler itself, which its setters return
 */
public abstract class Scaler<S extends Scaler<S>> extends Estimator<ScalerModel>
        implements InputParams<S>, OutputParams<S>, WeightParams<S>, DefaultParamsWritable {
    private final String uid;

    /** A scaler of that identity, unique in a pipeline. */
    protected Scaler(String uid) {
        // Parameters ask their stage for its uid as soon as they are made.
        this.uid = uid;
        setDefault(handleInvalid(), InvalidRows.KEEP);
    }

    /** A new identity for a scaler of that class. */
    protected static String newUid(Class<?> scaler) {
        return Identifiable.randomUID(scaler.getSimpleName());
    }

    /**
     * The formula.
     *
     * @param moments the statistic of one feature, of at least one finite value
     * @throws IllegalArgumentException if there is no such curve, in one sentence to which the feature's name is added
     */
    protected abstract Curve curve(Moments moments);

    /** What to do where {@link #curve} moves zero and vectors are sparse, as the start of a sentence. */
    protected String wayToKeepZero() {
        return "use MaxAbsScaler";
    }

    /** Checks parameters against each other, before any data is read. */
    public void checkParams() {}

    /**
     * Fits to the columns of a Dataset, in one scan.
     *
     * @throws IllegalArgumentException if a column is missing or holds no numbers, output names clash, a feature has no
     *     finite value, a weight is negative or NaN, or sparse vectors would become dense
     */
    @Override
    public ScalerModel fit(Dataset<?> data) {
        transformSchema(data.schema(), true);
        return fit(
                getWeightCol() == null
                        ? DatasetStatistics.of(data, getInputCols())
                        : DatasetStatistics.weighted(data, getWeightCol(), getInputCols()));
    }

    /**
     * Fits to statistics taken earlier, reading no data.
     *
     * @throws IllegalArgumentException as {@link #fit(Dataset)}, and if they were weighted otherwise than {@code weightCol}
     */
    public ScalerModel fit(DatasetStatistics statistics) {
        checkParams();
        Fitting.requireWeights(getWeightCol(), statistics);
        ScalerModel model = new ScalerModel(uid, Fitting.fit(List.of(this), getVectorCol(), statistics));
        copyValues(model, ParamMap.empty());
        return model.setParent(this);
    }

    /** The schema of the result. */
    @Override
    public StructType transformSchema(StructType schema) {
        checkParams();
        WeightParams.check(this, schema);
        return OutputColumns.of(schema, ColumnMapping.of(this, getVectorCol(), schema), getVectorCol());
    }

    @Override
    @SuppressWarnings("unchecked")
    public S copy(ParamMap extra) {
        return (S) this.<Scaler<S>>defaultCopy(extra);
    }

    @Override
    public String explainParam(Param<?> param) {
        return ParamDocs.param(this, param);
    }

    @Override
    public String uid() {
        return uid;
    }
}
