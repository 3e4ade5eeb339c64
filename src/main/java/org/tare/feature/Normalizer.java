package org.tare.feature;

import com.esotericsoftware.kryo.DefaultSerializer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.feature.param.InputParams;
import org.tare.feature.param.OutputParams;
import org.tare.feature.param.ParamDocs;
import org.tare.feature.plan.ColumnMapping;
import org.tare.feature.plan.InvalidRows;
import org.tare.feature.plan.Norm;
import org.tare.feature.plan.OutputColumns;
import org.tare.spark.SparkVersion;
import org.tare.spark.column.ColumnIndex;
import org.tare.spark.column.DataColumns;
import org.tare.spark.column.FeatureKind;
import org.tare.spark.column.PlacedColumns;
import org.tare.spark.plan.GivenData;
import org.tare.spark.row.RowFunctions;
import org.tare.spark.stage.NumberParams;
import org.tare.spark.stage.StageFiles;
import org.tare.spark.stage.StageSerializer;
import org.tare.spark.stage.SummedParams;

/**
 * Divides each row by its norm, {@code y = x / (Σ|x|^p)^(1/p)}, so that every row has length 1; learns nothing.
 *
 * <p>Each vector or array column is a row of its own; all columns of numbers together are one row. Null and NaN stay what
 * they are and do not count towards the norm; a row of zeros stays as it is; sparse vectors stay sparse. The norm neither
 * over- nor underflows on the way. With {@code vectorCol} or {@code arrayCol}, inputs must be numbers and the row becomes one vector or array.
 */
@DefaultSerializer(StageSerializer.class)
public final class Normalizer extends Transformer
        implements InputParams<Normalizer>, OutputParams<Normalizer>, SummedParams {
    private static final Map<String, Double> NORMS = Map.of("l1", 1.0, "l2", 2.0, "max", Double.POSITIVE_INFINITY);

    private final String uid;

    /** A normalizer with a new identity. */
    public Normalizer() {
        this(Identifiable.randomUID("Normalizer"));
    }

    /** A normalizer of that identity. */
    public Normalizer(String uid) {
        SparkVersion.require();
        this.uid = uid;
        setDefault(p(), 2.0);
        setDefault(handleInvalid(), InvalidRows.KEEP);
    }

    /**
     * Adds or replaces the normalized columns.
     *
     * @throws IllegalArgumentException if a column is missing or holds no numbers, output names clash, or
     *     {@code handleInvalid} is {@code error} and a value is null or NaN
     */
    @Override
    public Dataset<Row> transform(Dataset<?> data) {
        transformSchema(GivenData.of(data).schema(), true);
        List<ColumnMapping> mappings = mappings(data.schema());
        ColumnIndex columns = ColumnIndex.of(data.schema());
        List<StructField> inputs =
                mappings.stream().map(mapping -> columns.find(mapping.input())).toList();
        DataColumns known = DataColumns.of(data);
        List<Column> numbers = inputs.stream()
                .filter(input -> FeatureKind.of(input) == FeatureKind.SCALAR)
                .map(input -> known.get(input.name()).cast(DataTypes.DoubleType))
                .toList();
        Dataset<Row> rows = InvalidRows.handle(
                getHandleInvalid(), data, inputs.stream().map(StructField::name).toList());
        return assembled() == null ? columns(rows, mappings, inputs, numbers) : vector(rows, mappings, inputs, numbers);
    }

    private Dataset<Row> columns(
            Dataset<Row> data, List<ColumnMapping> mappings, List<StructField> inputs, List<Column> numbers) {
        ArrayType rowType = DataTypes.createArrayType(DataTypes.DoubleType);
        // A column of its own, so that the row is normalized once and not for each number.
        Dataset<Row> withRow = numbers.isEmpty()
                ? data
                : data.withColumn(
                        uid, RowFunctions.map(functions.array(numbers.toArray(Column[]::new)), rowType, norm()));
        DataColumns known = DataColumns.of(data);
        List<StructField> outputs = new ArrayList<>();
        List<Column> values = new ArrayList<>();
        int number = 0;
        for (int i = 0; i < inputs.size(); i++) {
            StructField input = inputs.get(i);
            outputs.add(OutputColumns.result(input, mappings.get(i).output()));
            values.add(
                    FeatureKind.of(input) == FeatureKind.SCALAR
                            ? functions.col(uid).getItem(number++)
                            : RowFunctions.map(known.get(input.name()), input.dataType(), norm()));
        }
        return PlacedColumns.select(withRow, outputs, OutputColumns.inputs(mappings, null), values)
                .drop(uid);
    }

    private Dataset<Row> vector(
            Dataset<Row> data, List<ColumnMapping> mappings, List<StructField> inputs, List<Column> numbers) {
        int[] sizes = new int[numbers.size()];
        Arrays.fill(sizes, 1);
        Column row = RowFunctions.assemble(
                numbers, numbers.stream().map(any -> DataTypes.DoubleType).toList(), sizes);
        StructField output =
                assembled().field(inputs.stream().map(StructField::name).toList());
        Column value = assembled().of(RowFunctions.map(row, SQLDataTypes.VectorType(), norm()));
        return PlacedColumns.select(data, List.of(output), OutputColumns.inputs(mappings, assembled()), List.of(value));
    }

    private List<ColumnMapping> mappings(StructType schema) {
        ColumnIndex columns = ColumnIndex.of(schema);
        return ColumnMapping.of(
                getInputCols(),
                getOutputCols(),
                assembled(),
                name -> columns.find(name).name());
    }

    private Norm norm() {
        return new Norm(getP());
    }

    /** The schema of the result. */
    @Override
    public StructType transformSchema(StructType schema) {
        List<ColumnMapping> mappings = mappings(schema);
        ColumnIndex columns = ColumnIndex.of(schema);
        for (ColumnMapping mapping : mappings) {
            StructField input = columns.find(mapping.input());
            if (assembled() != null && FeatureKind.of(input) != FeatureKind.SCALAR) {
                throw new IllegalArgumentException("Column '" + input.name() + "' is of type "
                        + input.dataType().simpleString()
                        + " and vectorCol and arrayCol take numbers; set outputCols instead.");
            }
        }
        return OutputColumns.of(schema, mappings, assembled());
    }

    @Override
    public Normalizer copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    /** The power of the norm: 1, 2 (the default), any above 1, or infinity for the largest magnitude. */
    public DoubleParam p() {
        return NumberParams.atLeast(this, "p", "power of the norm, at least 1", 1.0);
    }

    /** The value of {@link #p()}. */
    public double getP() {
        return (Double) getOrDefault(p());
    }

    /** Sets {@link #p()}. */
    public Normalizer setP(double value) {
        return (Normalizer) set(p(), value);
    }

    /**
     * Sets {@link #p()} by scikit-learn's names: {@code l1}, {@code l2} or {@code max}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public Normalizer setNorm(String name) {
        if (name == null || !NORMS.containsKey(name)) {
            throw new IllegalArgumentException("There is no norm '" + name + "'; set l1, l2 or max, or p.");
        }
        return setP(NORMS.get(name));
    }

    /** Reads what {@code write()} wrote. */
    public static MLReader<Normalizer> read() {
        return StageFiles.reader(Normalizer.class);
    }

    /** Reads what {@code save(path)} wrote. */
    public static Normalizer load(String path) {
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
