package org.tare.feature;

import com.esotericsoftware.kryo.DefaultSerializer;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.tare.feature.param.NameLists;
import org.tare.feature.param.ParamDocs;
import org.tare.feature.param.WeightParams;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.Scan;
import org.tare.scan.StateTable;
import org.tare.spark.SparkVersion;
import org.tare.spark.plan.GivenData;
import org.tare.spark.stage.ChoiceParam;
import org.tare.spark.stage.GivenValue;
import org.tare.spark.stage.NumberParams;
import org.tare.spark.stage.StageFiles;
import org.tare.spark.stage.StageSerializer;
import org.tare.spark.stage.SummedParams;
import org.tare.spark.stage.TextForm;
import org.tare.stat.HistogramStatistic;

/**
 * Statistics as a table, for clients that can call nothing of Tare but stages, as in Python and over Spark Connect: scans data, merges
 * the statistics that are in a table, or reads those of a folder. Every {@link Scaler} fits to such a table.
 *
 * <p>The rows are those of {@link DatasetStatistics#toDataset}. A table that has all columns of it is taken for statistics, as by
 * {@link Scaler#fit(Dataset)}; drop its column {@code state} to scan the numbers in it.
 */
@DefaultSerializer(StageSerializer.class)
public final class StatisticsTransformer extends Transformer
        implements WeightParams<StatisticsTransformer>, SummedParams {
    private static final String STATISTICS = "statistics";
    private static final String QUANTILES = "quantiles";
    private static final String VERSION = "version";

    private final String uid;

    /** Without columns yet. */
    public StatisticsTransformer() {
        this(Identifiable.randomUID("StatisticsTransformer"));
    }

    /** Of that identity, without columns yet. */
    public StatisticsTransformer(String uid) {
        SparkVersion.require();
        this.uid = uid;
        setDefault(returns(), STATISTICS);
        setDefault(quantiles(), false);
        setDefault(probabilities(), new double[] {0, 0.25, 0.5, 0.75, 1});
    }

    /**
     * The table, made when this returns.
     *
     * @throws IllegalArgumentException as {@link Scan} for data, as {@link DatasetStatistics#of} and {@link DatasetStatistics#select}
     *     for statistics, and as {@link DatasetStatistics#load} for a folder
     */
    @Override
    public Dataset<Row> transform(Dataset<?> data) {
        GivenData.of(data);
        return switch (getReturns()) {
            case STATISTICS -> statistics(data).toDataset(data.sparkSession());
            case QUANTILES -> QuantileTable.of(statistics(data), getOrDefault(probabilities()), data.sparkSession());
            case VERSION -> TextForm.table(VERSION, this, data);
            default -> TextForm.table(getReturns(), statistics(data), data);
        };
    }

    private DatasetStatistics statistics(Dataset<?> data) {
        if (isSet(path())) {
            return selected(DatasetStatistics.load(data.sparkSession(), getOrDefault(path())));
        }
        if (StateTable.isIn(data.schema())) {
            return selected(DatasetStatistics.of(data.toDF()));
        }
        if (isSet(scalersJson())) {
            ColumnScaler scaler = new ColumnScaler().setScalersJson(getOrDefault(scalersJson()));
            return (getWeightCol() == null ? scaler : scaler.setWeightCol(getWeightCol())).scan(data);
        }
        if (getInputCols().length == 0) {
            throw new IllegalArgumentException(
                    "No columns were named; name at least one to scan, or give a table of statistics.");
        }
        Scan scan = Scan.of(data, getInputCols()).weightCol(getWeightCol());
        return ((Boolean) getOrDefault(quantiles()) ? scan.with(new HistogramStatistic()) : scan).run();
    }

    private DatasetStatistics selected(DatasetStatistics statistics) {
        return getInputCols().length == 0 ? statistics : statistics.select(getInputCols());
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return switch (getReturns()) {
            case STATISTICS -> StateTable.schema();
            case QUANTILES -> QuantileTable.SCHEMA;
            default -> TextForm.schema(getReturns());
        };
    }

    /** The columns to scan; of statistics, the columns to keep, which are all of them unless some are set. */
    public StringArrayParam inputCols() {
        return new StringArrayParam(
                this,
                "inputCols",
                "The columns to scan; of statistics those to keep, which are all unless some are set.");
    }

    /** The value of {@link #inputCols()}; none where it was not set. */
    public String[] getInputCols() {
        return get(inputCols()).getOrElse(() -> new String[0]);
    }

    /** Sets {@link #inputCols()}. */
    public StatisticsTransformer setInputCols(String... value) {
        return (StatisticsTransformer) set(inputCols(), NameLists.require("inputCols", value));
    }

    /** Whether a scan takes histograms, from which quantiles are; false by default. */
    public BooleanParam quantiles() {
        return new BooleanParam(this, "quantiles", "Whether a scan takes histograms, from which quantiles are had.");
    }

    /** Sets {@link #quantiles()}. */
    public StatisticsTransformer setQuantiles(boolean value) {
        return (StatisticsTransformer) set(quantiles(), value);
    }

    /** The probabilities, from 0 to 1, of the quantiles that {@code returns=quantiles} gives; quartiles by default. */
    public DoubleArrayParam probabilities() {
        return NumberParams.each(
                this, "probabilities", "The probabilities, from 0 to 1, of the quantiles that are returned.", 0, 1);
    }

    /** Sets {@link #probabilities()}. */
    public StatisticsTransformer setProbabilities(double... value) {
        return (StatisticsTransformer) set(probabilities(), value);
    }

    /** The scalers, as {@link ColumnScaler#scalersJson()}, for whose fit a scan is; it takes all that they need, of their columns. */
    public Param<String> scalersJson() {
        return new Param<>(
                this,
                "scalersJson",
                "The scalers as JSON for whose fit a scan is, in place of inputCols and quantiles.");
    }

    /** Sets {@link #scalersJson()}. */
    public StatisticsTransformer setScalersJson(String value) {
        return (StatisticsTransformer) set(scalersJson(), GivenValue.of(scalersJson(), value));
    }

    /** A folder of statistics that is read in place of the data: one that {@code save} wrote, or the table as Parquet. */
    public Param<String> path() {
        return new Param<>(
                this, "path", "Folder of saved statistics, or of their table as Parquet, to read in place of data.");
    }

    /** Sets {@link #path()}. */
    public StatisticsTransformer setPath(String value) {
        return (StatisticsTransformer) set(path(), GivenValue.of(path(), value));
    }

    /**
     * What {@code transform} returns: the {@code statistics} (the default); their {@code quantiles} at {@link #probabilities()},
     * with the bounds between which they are certain to lie; a report as {@code html}; its first features as {@code htmlTable}; or,
     * whatever the data and columns, the {@code version} of this Tare.
     */
    public ChoiceParam returns() {
        return new ChoiceParam(
                this,
                "returns",
                "What transform returns: statistics gives a row for each feature, quantiles those of each feature at"
                        + " probabilities, html a report, htmlTable its first features for a notebook, version that of Tare.",
                List.of(STATISTICS, QUANTILES, "html", "htmlTable", VERSION));
    }

    /** The value of {@link #returns()}. */
    public String getReturns() {
        return getOrDefault(returns());
    }

    /** Sets {@link #returns()}. */
    public StatisticsTransformer setReturns(String value) {
        return (StatisticsTransformer) set(returns(), value);
    }

    @Override
    public StatisticsTransformer copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    /** Reads what {@code write()} wrote. */
    public static MLReader<StatisticsTransformer> read() {
        return StageFiles.reader(StatisticsTransformer.class);
    }

    /** Reads what {@code save(path)} wrote. */
    public static StatisticsTransformer load(String path) {
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
