package org.tare.feature;

import com.esotericsoftware.kryo.DefaultSerializer;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.tare.curve.Curve;
import org.tare.feature.param.GroupColumnParams;
import org.tare.feature.param.GroupKeyParam;
import org.tare.feature.param.InputParams;
import org.tare.feature.param.OutputParams;
import org.tare.feature.param.ParamDocs;
import org.tare.feature.param.ReturnsParam;
import org.tare.feature.plan.AssembledColumn;
import org.tare.feature.plan.ColumnMapping;
import org.tare.feature.plan.FeatureTable;
import org.tare.feature.plan.FittedColumn;
import org.tare.feature.plan.FittedScaler;
import org.tare.feature.plan.InvalidRows;
import org.tare.feature.plan.ModelText;
import org.tare.feature.plan.RowCurves;
import org.tare.feature.plan.UnseenGroups;
import org.tare.spark.SparkVersion;
import org.tare.spark.stage.StageSerializer;

/**
 * What any {@link Scaler} or {@link ColumnScaler} learned: a curve for each feature, and the statistic it came from.
 *
 * <p>Numbers are transformed by plain column arithmetic in one projection and become double; vectors and arrays keep
 * their type, size and attribute names, and sparse vectors stay sparse. {@code array<float>} holds each result rounded
 * to float.
 */
@DefaultSerializer(StageSerializer.class)
public final class ScalerModel extends Model<ScalerModel>
        implements InputParams<ScalerModel>,
                OutputParams<ScalerModel>,
                GroupColumnParams<ScalerModel>,
                GroupKeyParam<ScalerModel>,
                ReturnsParam<ScalerModel>,
                LearnedNumbers,
                PortableScaler,
                MLWritable {
    private final String uid;
    private final FittedScaler state;
    private final RowCurves curves;

    /** A model of nothing, for Spark Connect, which makes one of each class it is told of. */
    public ScalerModel() {
        this(Identifiable.randomUID("ScalerModel"));
    }

    /** A model of nothing, of that identity. */
    public ScalerModel(String uid) {
        this(uid, List.of());
    }

    ScalerModel(String uid, List<FittedColumn> columns) {
        this(uid, FittedScaler.of(columns));
    }

    ScalerModel(String uid, FittedScaler state) {
        SparkVersion.require();
        this.uid = uid;
        this.state = state;
        this.curves = new RowCurves(state);
        setDefault(handleInvalid(), InvalidRows.KEEP);
        setDefault(unseenGroup(), UnseenGroups.ERROR);
        setDefault(returns(), SCALED);
        setDefault(inverted(), false);
        takeColumnsOfFit();
    }

    /** Forgets what an estimator calls its columns; those that were fitted are the default. */
    ScalerModel takeColumnsOfFit() {
        clear(inputCols());
        clear(outputCols());
        clear(groupCols());
        clear(groupKey());
        setDefault(inputCols(), names(state, ColumnMapping::input));
        setDefault(outputCols(), names(state, ColumnMapping::output));
        setDefault(groupCols(), state.groupCols());
        return this;
    }

    private static String[] names(FittedScaler state, Function<ColumnMapping, String> name) {
        return state.columns().stream()
                .map(column -> name.apply(column.mapping()))
                .toArray(String[]::new);
    }

    /**
     * What was fitted, or what {@code inputCols} and {@code groupKey} leave of it, under the names that {@code outputCols} gives, by
     * {@code groupCols}; for what writes it down elsewhere.
     */
    @Override
    public FittedScaler fitted() {
        FittedScaler chosen = isSet(inputCols()) ? state.select(getOrDefault(inputCols())) : state;
        FittedScaler named = isSet(outputCols()) ? chosen.renamed(getOrDefault(outputCols())) : chosen;
        FittedScaler grouped = isSet(groupCols()) ? named.by(getOrDefault(groupCols())) : named;
        return isSet(groupKey()) ? grouped.groupOf(getGroupKey()) : grouped;
    }

    /** The columns that are scaled, in the order of the results: all that were fitted, unless some are set. */
    @Override
    public String[] getInputCols() {
        return names(fitted(), ColumnMapping::input);
    }

    /** The name of each result; within {@link #vectorCol()} or {@link #arrayCol()}, if that is set, the name of the input. */
    @Override
    public String[] getOutputCols() {
        return names(fitted(), ColumnMapping::output);
    }

    /**
     * The model of these columns alone, named by input or by output, for data that has only some of them; setting
     * {@code inputCols} does the same for a transform.
     *
     * @throws IllegalArgumentException if a column was not fitted, with the nearest names
     */
    public ScalerModel select(String... columns) {
        ScalerModel selected = new ScalerModel(uid, fitted().select(columns));
        copyValues(selected, ParamMap.empty());
        return selected.takeColumnsOfFit().setParent(parent());
    }

    /** The columns of the data by which rows find the curves of their group; those of the fit, unless others are set. */
    @Override
    public String[] getGroupCols() {
        return getOrDefault(groupCols());
    }

    /** How many groups the fit saw; 0 where it was not by group, and for the model of one. */
    public long numGroups() {
        return state.groups() == null || isSet(groupKey()) ? 0 : state.groups().groups();
    }

    /**
     * The model of one group alone, for instance to scale one row without Spark. It has the group's curves and tells what they were
     * learned from: of a group with fewer values than {@code minGroupRows}, that is all rows. Models that 0.2.0 saved kept the
     * curves alone, and tell NaN.
     *
     * @param key a value for each of the group columns, null where that is its value
     * @throws IllegalArgumentException if there were no groups in the fit, or not this one
     */
    public ScalerModel group(Object... key) {
        Objects.requireNonNull(
                key, "The key is null; give a value for each group column, and (Object) null for the group of null.");
        ScalerModel group = new ScalerModel(uid, fitted().group(key));
        copyValues(group, ParamMap.empty());
        return group.takeColumnsOfFit().setParent(parent());
    }

    /**
     * Adds or replaces the scaled columns, unless {@link #returns()} says otherwise.
     *
     * @throws IllegalArgumentException if a column is missing, of another type or has another number of elements, an
     *     output name is taken, a sparse vector would become dense, or {@code handleInvalid} is {@code error} and a value is
     *     null or NaN
     */
    @Override
    public Dataset<Row> transform(Dataset<?> data) {
        if (getInverted()) {
            return back().transform(data);
        }
        return getReturns().equals(SCALED) ? scaled().of(data) : ScalerReturns.of(this, data);
    }

    /** The schema of the result. */
    @Override
    public StructType transformSchema(StructType schema) {
        if (getInverted()) {
            return back().transformSchema(schema);
        }
        return getReturns().equals(SCALED) ? scaled().schema(schema) : ScalerReturns.schema(this);
    }

    private ScaledColumns scaled() {
        return new ScaledColumns(fitted(), getHandleInvalid(), getUnseenGroup(), assembled());
    }

    /**
     * Scales one row without Spark, with the bits that {@link #transform} gives; takes it back where the model is {@link #inverted()}.
     *
     * @param row the values of each input once, in the order of the columns, though several scalers or a missing indicator read
     *     it; or a value for each feature of the results. NaN is missing. The inverse of bins held as zeros and ones takes these
     * @throws IllegalArgumentException if there are not as many values, the model is by group, or {@code returns} is
     *     not {@code scaled}
     */
    public double[] apply(double... row) {
        if (!getReturns().equals(SCALED)) {
            throw new IllegalArgumentException(
                    "returns is " + getReturns() + ", which is no row; set it to " + SCALED + ", or transform.");
        }
        if (getInverted()) {
            return back().apply(row);
        }
        return (isSet(inputCols()) || isSet(groupKey()) ? new RowCurves(fitted()) : curves).apply(row);
    }

    /**
     * The model back: its inputs are this one's outputs, and its outputs, which replace what has their names, this one's
     * inputs. Values come back as {@link Curve#inverse()} says, whole numbers as double, and from one column of
     * all results what was null as NaN.
     */
    public ScalerModel inverse() {
        return getInverted() ? copy(ParamMap.empty()).setInverted(false) : back();
    }

    /** A model that does the same without {@link #inverted()}: this one, unless that is set. */
    public ScalerModel direct() {
        return getInverted() ? back() : this;
    }

    private ScalerModel back() {
        ScalerModel inverse = new ScalerModel(uid + "_inverse", fitted().inverse(assembled()));
        if (state.source() != null) {
            AssembledColumn source = state.source().column();
            inverse.set(source.isArray() ? inverse.arrayCol() : inverse.vectorCol(), source.name());
        }
        return inverse.setHandleInvalid(getHandleInvalid())
                .setUnseenGroup(getUnseenGroup())
                .setReturns(getReturns());
    }

    @Override
    public ScalerModel copy(ParamMap extra) {
        ScalerModel copy = new ScalerModel(uid, state);
        copyValues(copy, extra);
        return copy.setParent(parent());
    }

    /** The bytes this model takes, for the limits of Spark Connect. */
    @Override
    public long estimatedSize() {
        return ModelText.estimatedSize(state);
    }

    @Override
    public MLWriter write() {
        return ScalerModelFiles.writer(this, state);
    }

    /** Reads what {@code write()} wrote. */
    public static MLReader<ScalerModel> read() {
        return ScalerModelFiles.reader(ScalerModel.class, ScalerModel::new);
    }

    /**
     * Reads what {@code save(path)} wrote.
     *
     * @throws IllegalArgumentException if there is no whole model of this class and a known format version
     */
    public static ScalerModel load(String path) {
        return read().load(path);
    }

    /** What was learned of the first features; by group, of all rows together. */
    @Override
    public String toString() {
        FittedScaler fitted = fitted();
        return uid + ": " + fitted.columns().size() + " columns, " + numFeatures() + " features"
                + byGroup(fitted.ofGroup()) + "\n" + new FeatureTable(fitted.features());
    }

    private String byGroup(String group) {
        return numGroups() == 0
                ? group == null ? "" : ", of the group " + group
                : ", " + numGroups() + " groups by " + String.join(", ", getGroupCols()) + "; of all rows";
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
