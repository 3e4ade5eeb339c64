package org.tare.feature;

import com.esotericsoftware.kryo.DefaultSerializer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.tare.feature.param.GroupParams;
import org.tare.feature.param.OutputParams;
import org.tare.feature.param.ParamDocs;
import org.tare.feature.param.WeightParams;
import org.tare.feature.plan.FittedScaler;
import org.tare.feature.plan.InvalidRows;
import org.tare.feature.plan.UnseenGroups;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.GroupedStatistics;
import org.tare.scan.StateTable;
import org.tare.spark.SparkVersion;
import org.tare.spark.plan.GivenData;
import org.tare.spark.stage.GivenValue;
import org.tare.spark.stage.StageFiles;
import org.tare.spark.stage.StageSerializer;
import org.tare.spark.stage.SummedParams;

/**
 * Several scalers over different or the same columns, fitted in the same scans into one model.
 *
 * <p>The scalers say which columns become what; {@code vectorCol}, {@code arrayCol}, {@code weightCol}, {@code handleInvalid} and
 * {@code groupCols} hold for all of them and are set here. Results stand in the order in which scalers were added. Spark's
 * {@code CrossValidator} searches a grid of {@link #scalers()}, of parameters of the scalers within, or of {@link #param} of these;
 * it saves all but the second, as Spark saves the parameters of those compound stages only that it knows.
 */
@DefaultSerializer(StageSerializer.class)
public final class ColumnScaler extends Estimator<ScalerModel>
        implements OutputParams<ColumnScaler>, WeightParams<ColumnScaler>, GroupParams<ColumnScaler>, SummedParams {
    private final String uid;

    /** Without scalers yet. */
    public ColumnScaler() {
        this(Identifiable.randomUID("ColumnScaler"));
    }

    /** Of that identity, without scalers yet. */
    public ColumnScaler(String uid) {
        SparkVersion.require();
        this.uid = uid;
        setDefault(scalers(), new Scaler<?>[0]);
        setDefault(handleInvalid(), InvalidRows.KEEP);
        setDefault(unseenGroup(), UnseenGroups.ERROR);
        setDefault(minGroupRows(), 0);
    }

    /** Adds scalers behind those that are there. */
    public ColumnScaler add(Scaler<?>... more) {
        return setScalers(ScalersParam.joined(getScalers(), more));
    }

    /**
     * Fits all scalers in the same scans: one, unless a scaler asks for more. Statistics in a table are fitted to as by
     * {@link Scaler#fit(Dataset)}.
     *
     * @throws IllegalArgumentException as {@link Scaler#fit(Dataset)}, and if a scaler sets what is set here
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
     * Fits all scalers to statistics taken earlier, reading no data.
     *
     * @throws IllegalArgumentException as {@link Scaler#fit(DatasetStatistics)}, and if a scaler sets what is set here
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
        Map<String, Imputer> imputers = new HashMap<>();
        Set<String> ambiguous = new HashSet<>();
        Set<String> takenOn = new HashSet<>();
        List<ColumnFormula> formulas = new ArrayList<>();
        for (Scaler<?> scaler : getScalers()) {
            for (ColumnFormula column : scaler.formulas(assembled(), find)) {
                String input = column.mapping().input();
                if (scaler instanceof Imputer imputer) {
                    Imputer another = imputers.put(input, imputer);
                    if (another != null && another != imputer) {
                        ambiguous.add(input);
                    }
                    formulas.add(column);
                } else {
                    if (ambiguous.contains(input)) {
                        throw new IllegalArgumentException("Two imputers stand before a scaler of '" + input
                                + "', which takes the values that one filled in; leave one of them out.");
                    }
                    Imputer before = imputers.get(input);
                    formulas.add(before == null ? column : behind(before, column));
                    takenOn.addAll(before == null ? List.of() : List.of(input));
                }
            }
        }
        formulas.removeIf(column -> column.formula() instanceof Imputer imputer
                && imputer.getOutputCols() == null
                && takenOn.contains(column.mapping().input()));
        return formulas;
    }

    private ColumnFormula behind(Imputer imputer, ColumnFormula column) {
        return new ColumnFormula(column.mapping(), new Imputed(imputer, column.formula(), getWeightCol() != null));
    }

    private void checkParams() {
        if (getScalers().length == 0) {
            throw new IllegalArgumentException("There are no scalers; add at least one.");
        }
        for (Scaler<?> scaler : getScalers()) {
            scaler.checkParams();
            for (Param<?> param : List.of(
                    scaler.vectorCol(),
                    scaler.arrayCol(),
                    scaler.weightCol(),
                    scaler.handleInvalid(),
                    scaler.groupCols(),
                    scaler.unseenGroup(),
                    scaler.minGroupRows())) {
                if (scaler.isSet(param)) {
                    throw new IllegalArgumentException(
                            scaler.uid() + " sets " + param.name() + "; set it on the ColumnScaler, for all scalers.");
                }
            }
        }
    }

    /** A copy, with scalers that are copies too and take from {@code extra} what is theirs. */
    @Override
    public ColumnScaler copy(ParamMap extra) {
        ColumnScaler copy = defaultCopy(extra);
        if (extra.contains(scalers())) {
            copy.clear(copy.scalersJson());
        }
        return copy.setScalers(Arrays.stream(copy.getScalers())
                .map(scaler -> scaler.copy(inner().of(scaler, extra)))
                .toArray(Scaler<?>[]::new));
    }

    /**
     * The parameter of this stage that stands for one of a scaler within, for grids: {@code features.param(scaler.withMean())}. Spark
     * saves a {@code CrossValidator} with it.
     *
     * @throws IllegalArgumentException if it is of no scaler within
     */
    @SuppressWarnings("unchecked")
    public <T> Param<T> param(Param<T> inner) {
        String name = InnerParams.name(inner);
        return (Param<T>) inner().find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        name + " is of no scaler within; give that of one of getScalers()."));
    }

    /** The parameter of that name; also one that stands for a parameter of a scaler within. */
    @Override
    @SuppressWarnings("unchecked")
    public Param<Object> getParam(String name) {
        Optional<Param<?>> inner = hasParam(name) ? Optional.empty() : inner().find(name);
        return inner.isPresent() ? (Param<Object>) inner.get() : super.getParam(name);
    }

    private InnerParams inner() {
        return new InnerParams(this, getScalers());
    }

    /** The scalers that are fitted together. */
    public Param<Scaler<?>[]> scalers() {
        return new ScalersParam(this);
    }

    /**
     * {@link #scalers()} as the JSON in which they are saved, which takes their place where it is set; for clients of Spark Connect, of
     * which a stage cannot take stages.
     */
    public Param<String> scalersJson() {
        return new Param<>(this, "scalersJson", "The scalers as JSON, in place of scalers.");
    }

    /** The value of {@link #scalers()}, or what {@link #scalersJson()} holds. */
    public Scaler<?>[] getScalers() {
        if (isSet(scalersJson())) {
            // Once, so that what is set on them from then on counts.
            setScalers(scalers().jsonDecode(getOrDefault(scalersJson())));
        }
        return getOrDefault(scalers()).clone();
    }

    /** Sets {@link #scalers()}. */
    public ColumnScaler setScalers(Scaler<?>... value) {
        clear(scalersJson());
        return (ColumnScaler) set(scalers(), ScalersParam.requireAll(value).clone());
    }

    /**
     * Sets {@link #scalersJson()}.
     *
     * @throws IllegalArgumentException when the scalers are asked for, if the text is no such list
     */
    public ColumnScaler setScalersJson(String value) {
        return (ColumnScaler) set(scalersJson(), GivenValue.of(scalersJson(), value));
    }

    /** Reads what {@code write()} wrote. */
    public static MLReader<ColumnScaler> read() {
        return StageFiles.reader(ColumnScaler.class, ColumnScaler::withText);
    }

    /** With the text in place of the scalers, of which a server can tell its clients nothing. */
    private ColumnScaler withText() {
        String text = scalers().jsonEncode(getScalers());
        clear(scalers());
        return setScalersJson(text);
    }

    /** Reads what {@code save(path)} wrote. */
    public static ColumnScaler load(String path) {
        return read().load(path);
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
