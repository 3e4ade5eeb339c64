package org.tare.feature;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.tare.curve.Curve;
import org.tare.feature.param.ExactParam;
import org.tare.feature.param.GroupParams;
import org.tare.feature.param.InputParams;
import org.tare.feature.param.OutputParams;
import org.tare.feature.param.ParamDocs;
import org.tare.feature.param.RangeOnlyParam;
import org.tare.feature.param.WeightParams;
import org.tare.feature.plan.AssembledColumn;
import org.tare.feature.plan.ColumnMapping;
import org.tare.feature.plan.FittedScaler;
import org.tare.feature.plan.InvalidRows;
import org.tare.feature.plan.UnseenGroups;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.FeatureStatistics;
import org.tare.scan.GroupedStatistics;
import org.tare.scan.StateTable;
import org.tare.spark.SparkVersion;
import org.tare.spark.plan.GivenData;
import org.tare.spark.stage.NumberParams;
import org.tare.spark.stage.SummedParams;
import org.tare.stat.Statistic;

/**
 * An estimator that turns the statistics of each feature into a curve. A scaler is its formula; all else is here.
 *
 * <p>A fit counts neither null, NaN nor infinities, of which it keeps the numbers; the same rows give the same bits in any
 * order and in any number of partitions. Infinities and constant features are logged, once and by name.
 *
 * @param <S> the scaler itself, which its setters return
 */
public abstract class Scaler<S extends Scaler<S>> extends Estimator<ScalerModel>
        implements Formula, InputParams<S>, OutputParams<S>, WeightParams<S>, GroupParams<S>, SummedParams {
    private final String uid;

    /** A scaler of that identity, unique in a pipeline. */
    protected Scaler(String uid) {
        SparkVersion.require();
        // Parameters ask their stage for its uid as soon as they are made.
        this.uid = uid;
        setDefault(handleInvalid(), InvalidRows.KEEP);
        setDefault(unseenGroup(), UnseenGroups.ERROR);
        setDefault(minGroupRows(), 0);
    }

    /** A new identity for a scaler of that class. */
    protected static String newUid(Class<?> scaler) {
        return Identifiable.randomUID(scaler.getSimpleName());
    }

    /** The kinds of statistics that the formula needs beside the moments, which every scan takes; none by default. */
    @Override
    public List<Statistic<?>> needs() {
        return List.of();
    }

    /** Whether the moments are to have sums, as mean and deviations need; always but with {@link RangeOnlyParam}. */
    @Override
    public boolean needsSums() {
        return !(this instanceof RangeOnlyParam<?> range) || !range.getRangeOnly();
    }

    /**
     * What one more scan shall take of a feature, given all that was seen of it; nothing by default. A fit to data scans
     * again until this holds no kind that is not known yet, for every feature; a fit to statistics never asks.
     */
    @Override
    public List<Statistic<?>> more(FeatureStatistics seen) {
        return List.of();
    }

    /**
     * The formula.
     *
     * @param feature the statistics of one feature, of at least one finite value
     * @throws IllegalArgumentException if there is no such curve, in one sentence to which the feature's name is added
     */
    @Override
    public abstract Curve curve(FeatureStatistics feature);

    /** What the model shall tell of a feature beside its moments, by name; nothing by default. */
    @Override
    public Map<String, Double> learned(FeatureStatistics feature) {
        return Map.of();
    }

    /** What its user is to know of a feature, as a sentence without its full stop; logged with the names of all such features. */
    @Override
    public Optional<String> warning(FeatureStatistics feature) {
        return Optional.empty();
    }

    /** Whether a feature without any finite value is an error, as it is unless a scaler says otherwise. */
    @Override
    public boolean needsValues() {
        return true;
    }

    /** What to do where {@link #curve} moves zero and vectors are sparse, as the start of a sentence. */
    @Override
    public String howToKeepZero() {
        return "use MaxAbsScaler";
    }

    /** Checks parameters against each other, before any data is read. */
    public void checkParams() {}

    /**
     * The lower and the upper quantile, such as 0.01 and 0.99, beyond which values are held at them before they are scaled, in the fit
     * as in transform (winsorizing): {@link MinMaxScaler} takes them to its ends. A fit to data takes a scan more for it, beside those
     * that make the quantiles exact; a fit to statistics has to do with the histogram. Not set by default.
     */
    public DoubleArrayParam clipQuantiles() {
        return NumberParams.range(
                this,
                "clipQuantiles",
                "The lower and the upper quantile beyond which values are held at them, before they are scaled.",
                0,
                1);
    }

    /** The value of {@link #clipQuantiles()}, or null where nothing is clipped. */
    public double[] getClipQuantiles() {
        return get(clipQuantiles()).getOrElse(() -> null);
    }

    /** Sets {@link #clipQuantiles()}. */
    @SuppressWarnings("unchecked")
    public S setClipQuantiles(double lower, double upper) {
        return (S) set(clipQuantiles(), new double[] {lower, upper});
    }

    /**
     * Fits to the columns of a Dataset, in one scan unless the scaler says otherwise. A Dataset that has all columns of
     * {@link DatasetStatistics#toDataset} is taken for statistics, which are merged and fitted to; drop its column {@code state} to
     * scale the numbers in it.
     *
     * @throws IllegalArgumentException if a column is missing or holds no numbers, output names clash, a feature has no
     *     finite value, a weight is negative or NaN, or sparse vectors would become dense
     */
    @Override
    public ScalerModel fit(Dataset<?> data) {
        if (StateTable.isIn(GivenData.of(data).schema())) {
            return fit(DatasetStatistics.of(data.toDF()));
        }
        return getGroupCols().length == 0 ? fit(scan(data)) : fit(scanGroups(data));
    }

    /**
     * All that a fit learns from data: {@code fit(scan(data))} is what {@code fit(data)} does.
     *
     * @throws IllegalArgumentException as {@link #fit(Dataset)}
     */
    public DatasetStatistics scan(Dataset<?> data) {
        transformSchema(GivenData.of(data).schema(), true);
        return Fitting.scan(this::formulas, getWeightCol(), data);
    }

    /**
     * All that a fit by group learns from data, in one scan: {@code fit(scanGroups(data))} is what {@code fit(data)} does where
     * {@code groupCols} is set.
     *
     * @throws IllegalArgumentException as {@link #fit(Dataset)}
     */
    public GroupedStatistics scanGroups(Dataset<?> data) {
        transformSchema(GivenData.of(data).schema(), true);
        return Fitting.scan(this::formulas, getWeightCol(), getGroupCols(), data);
    }

    /**
     * Fits to statistics by group taken earlier, reading no data.
     *
     * @throws IllegalArgumentException as {@link #fit(DatasetStatistics)}, naming the group, or if they are by other columns
     *     than {@code groupCols}
     */
    public ScalerModel fit(GroupedStatistics statistics) {
        checkParams();
        GroupFitting.requireKeys(getGroupCols(), statistics);
        return model(GroupFitting.fit(this::formulas, getWeightCol(), getMinGroupRows(), statistics));
    }

    /**
     * Fits to statistics taken earlier, reading no data.
     *
     * @throws IllegalArgumentException as {@link #fit(Dataset)}, if they were weighted otherwise than {@code weightCol}, or
     *     if they lack a kind that the scaler {@linkplain #needs needs}
     */
    public ScalerModel fit(DatasetStatistics statistics) {
        checkParams();
        GroupFitting.requireNoKeys(getGroupCols());
        return model(FittedScaler.of(Fitting.fit(this::formulas, getWeightCol(), statistics)));
    }

    private ScalerModel model(FittedScaler fitted) {
        ScalerModel model = new ScalerModel(uid, fitted);
        copyValues(model, ParamMap.empty());
        return model.takeColumnsOfFit().setParent(this);
    }

    /** The schema of the result. */
    @Override
    public StructType transformSchema(StructType schema) {
        checkParams();
        WeightParams.check(this, schema);
        return Fitting.schema(this::formulas, assembled(), getGroupCols(), schema);
    }

    private List<ColumnFormula> formulas(UnaryOperator<String> find) {
        return formulas(assembled(), find);
    }

    private Formula formula() {
        double[] clip = getClipQuantiles();
        boolean isExact = !(this instanceof ExactParam<?> exact) || exact.getExact();
        return clip == null ? this : new Winsorized(this, clip[0], clip[1], isExact);
    }

    /** The columns to scale and their results, given how the name of an input is found. */
    List<ColumnFormula> formulas(AssembledColumn assembled, UnaryOperator<String> find) {
        return ColumnMapping.of(getInputCols(), getOutputCols(), assembled, find).stream()
                .map(mapping -> new ColumnFormula(mapping, formula()))
                .toList();
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
