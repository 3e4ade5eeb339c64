package org.tare.job.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.feature.ColumnCast;
import org.tare.feature.MaxAbsScaler;
import org.tare.feature.MinMaxScaler;
import org.tare.feature.RobustScaler;
import org.tare.feature.Scaler;
import org.tare.feature.ScalerModel;
import org.tare.feature.StandardScaler;
import org.tare.feature.plan.InvalidRows;
import org.tare.spark.column.ColumnIndex;
import picocli.CommandLine.Option;

/** What a network learns from, and how it is scaled. */
public final class FeatureOptions {
    /** What the names of columns begin with that are made on the way. */
    private static final String PREFIX = "tare_";

    private static final String VECTOR = PREFIX + "features";
    /** So far from the mean no more than 1 in 2,500 values can lie, whatever the distribution. */
    private static final double MOST_DEVIATIONS = 50;

    /** The same of the robust scaler, whose unit such a value does not stretch. */
    private static final double MOST_RANGES = 1_000;

    /** Scalers that leave a value as far from the others as it is. */
    private static final Set<Class<?>> LINEAR =
            Set.of(StandardScaler.class, MinMaxScaler.class, MaxAbsScaler.class, RobustScaler.class);

    private static final Pattern FEATURE = Pattern.compile("\\bfeature (\\d+)\\b");

    @Option(
            names = "--features",
            paramLabel = "COLUMN,...",
            required = true,
            converter = ColumnList.Parser.class,
            description = "Columns to learn from: one vector or array, or any number of numbers, false and true "
                    + "being 0 and 1. A name with a comma stands in double quotes.")
    private ColumnList columns = ColumnList.NONE;

    @Option(
            names = "--scaler",
            paramLabel = "NAME",
            converter = ScalerKind.Parser.class,
            completionCandidates = ScalerKind.Names.class,
            description =
                    "How to scale the features first: ${COMPLETION-CANDIDATES}. The scaler learns from the training "
                            + "rows and is a part of the model. Default: not at all.")
    private ScalerKind scaler;

    @Option(
            names = "--handle-invalid",
            paramLabel = "HOW",
            description =
                    "Rows whose label or a feature is null or NaN: error, or skip to learn without them, which is "
                            + "told. Default: ${DEFAULT-VALUE}.")
    private Invalid invalid = Invalid.ERROR;

    private final ParamOption clip =
            ParamOption.of(ScalerKind.named(ScalerKind.STANDARD).create(), ScalerKind.CLIP);

    private enum Invalid {
        ERROR,
        SKIP;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The stages before the network, and the column that these leave for it.
     *
     * @param stages none if the network can take the column as it is
     * @param warning of features that outliers leave no room
     */
    public record Features(List<PipelineStage> stages, String column, Optional<String> warning) {}

    /**
     * Refuses a column that is named twice, or is to be learned, and what the scaler cannot do.
     *
     * @throws IllegalArgumentException in one sentence
     */
    public void check(String label) {
        columns.requireDistinct("--features");
        if (columns.names().stream().anyMatch(label::equalsIgnoreCase)) {
            throw new IllegalArgumentException("'" + label + "' is the --label and among the --features, so the network"
                    + " would learn to repeat it; take it out of --features.");
        }
        if (scaler != null) {
            estimator().checkParams();
        } else if (clip.isGiven()) {
            throw new IllegalArgumentException(
                    clip.option() + " is for features that are scaled; give --scaler too, as --scaler standard.");
        }
    }

    /** The parameters of the scaler as options. */
    public OptionSection section() {
        return new OptionSection("Options of the scaler:", List.of(clip.spec()));
    }

    private Scaler<?> estimator() {
        Scaler<?> estimator = scaler.create();
        clip.copyTo(estimator);
        return estimator;
    }

    /**
     * The columns to learn from.
     *
     * @throws IllegalArgumentException if a column is missing, is named twice in other letters, or cannot be a feature
     */
    public List<StructField> fields(StructType schema) {
        if (columns.names().size() == 1) {
            return List.of(requireOrder(ColumnIndex.find(schema, columns.names().get(0))));
        }
        List<StructField> fields = new ArrayList<>();
        for (String name : columns.names()) {
            StructField field =
                    TypedColumns.find(schema, name, FeatureOptions::isScalar, "a number, or a vector or array alone");
            if (fields.contains(field)) {
                throw new IllegalArgumentException(
                        "--features names column '" + field.name() + "' twice; name each column once.");
            }
            fields.add(field);
        }
        return fields;
    }

    private static StructField requireOrder(StructField field) {
        if (field.dataType() instanceof MapType) {
            throw new IllegalArgumentException("Column '" + field.name() + "' is "
                    + field.dataType().simpleString() + "; give one that is a Vector or an array of numbers.");
        }
        return field;
    }

    /** The rows to learn from; without those of missing values, where these are to be skipped. */
    public Dataset<Row> valid(Dataset<Row> rows, List<String> columns) {
        return invalid == Invalid.ERROR ? rows : InvalidRows.handle(InvalidRows.SKIP, rows, columns);
    }

    /** Whether rows are to be skipped. */
    public boolean skips() {
        return invalid == Invalid.SKIP;
    }

    /**
     * Lets the scaler learn from the rows, if there is one.
     *
     * @param weightCol the column of their weights, or null where all weigh the same
     */
    public Features of(Dataset<Row> rows, String weightCol) {
        List<StructField> fields = fields(rows.schema());
        if (scaler != null) {
            return scaled(rows, fields, weightCol);
        }
        StructField first = fields.get(0);
        if (!isScalar(first.dataType())) {
            return new Features(List.of(), first.name(), Optional.empty());
        }
        // A null becomes NaN, which the training refuses.
        VectorAssembler assembler = new VectorAssembler()
                .setInputCols(names(fields))
                .setOutputCol(VECTOR)
                .setHandleInvalid("keep");
        return new Features(List.of(assembler), VECTOR, Optional.empty());
    }

    private Features scaled(Dataset<Row> rows, List<StructField> fields, String weightCol) {
        List<PipelineStage> stages = new ArrayList<>();
        String[] inputs = names(fields);
        Dataset<Row> input = rows;
        if (isArrayOfWholeNumbers(fields.get(0))) {
            String name = fields.get(0).name();
            ColumnCast doubles = new ColumnCast()
                    .setInputCol(name)
                    .setOutputCol(PREFIX + name)
                    .setDataType("array<double>");
            stages.add(doubles);
            inputs = new String[] {PREFIX + name};
            input = doubles.transform(rows);
        }
        Scaler<?> estimator = estimator();
        estimator.setInputCols(inputs);
        estimator.setVectorCol(VECTOR);
        if (weightCol != null) {
            estimator.setWeightCol(weightCol);
        }
        ScalerModel model = estimator.fit(input);
        stages.add(model);
        return new Features(stages, VECTOR, crushed(model, rows.sparkSession()));
    }

    private Optional<String> crushed(ScalerModel model, SparkSession spark) {
        if (clip.isGiven() || !LINEAR.contains(scaler.type())) {
            return Optional.empty();
        }
        boolean isRobust = scaler.type().equals(RobustScaler.class);
        Dataset<Row> distances = isRobust
                ? model.summary(spark).selectExpr("feature", "max", "(max - median) / nullif(range, 0) AS distance")
                : model.summary(spark)
                        .selectExpr("feature", "max", "(max - mean) / nullif(standardDeviation, 0) AS distance");
        return distances
                .where(ColumnIndex.column("distance").gt(isRobust ? MOST_RANGES : MOST_DEVIATIONS))
                .takeAsList(1)
                .stream()
                .map(row -> String.format(
                        Locale.ROOT,
                        "The largest value of feature '%s', %s, is %.0f %s, which %s; --scaler standard"
                                + " --clip-quantiles 0.001,0.999 holds such values.",
                        row.getString(0).replace(PREFIX, ""),
                        row.get(1),
                        row.getDouble(2),
                        isRobust ? "interquartile ranges above its median" : "standard deviations above its mean",
                        isRobust ? "few trainings survive" : "leaves the others little room"))
                .findFirst();
    }

    /** What is said of the features, with the user's names for columns that were made on the way. */
    public String named(String sentence, StructType schema) {
        List<StructField> fields = fields(schema);
        String all = fields.stream().map(field -> "'" + field.name() + "'").collect(Collectors.joining(", "));
        String said = sentence.replace("'" + VECTOR + "'", all)
                .replace("scale without centering, as MaxAbsScaler does", "give --scaler maxabs")
                .replace(
                        "replace or drop such rows",
                        "fill them in, or give --handle-invalid=skip to learn without them");
        return isScalar(fields.get(0).dataType())
                ? FEATURE.matcher(said)
                        .replaceAll(match -> Matcher.quoteReplacement("feature '"
                                + fields.get(Integer.parseInt(match.group(1))).name() + "'"))
                : said;
    }

    /** Whether a column is one feature: a number, or a boolean as 0 and 1. */
    private static boolean isScalar(DataType type) {
        return type instanceof NumericType || type instanceof BooleanType;
    }

    private static boolean isArrayOfWholeNumbers(StructField field) {
        return field.dataType() instanceof ArrayType array
                && !(array.elementType() instanceof DoubleType || array.elementType() instanceof FloatType);
    }

    private static String[] names(List<StructField> fields) {
        return fields.stream().map(StructField::name).toArray(String[]::new);
    }
}
