package org.tare.feature;

import com.esotericsoftware.kryo.DefaultSerializer;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.column.ColumnIndex;
import org.tare.spark.plan.GivenData;
import org.tare.spark.stage.GivenValue;
import org.tare.spark.stage.StageFiles;
import org.tare.spark.stage.StageSerializer;
import org.tare.spark.stage.SummedParams;

/**
 * Adds one column, another one cast to a type as SQL's {@code CAST} does; it learns nothing and can do nothing else. Where
 * {@code SQLTransformer} would do in code, this does in a pipeline that strangers are to load.
 */
@DefaultSerializer(StageSerializer.class)
public final class ColumnCast extends Transformer implements SummedParams {
    private final String uid;

    /** A cast with a new identity. */
    public ColumnCast() {
        this(Identifiable.randomUID("ColumnCast"));
    }

    /** A cast of that identity. */
    public ColumnCast(String uid) {
        this.uid = uid;
    }

    /** Name of the column to cast. */
    public Param<String> inputCol() {
        return new Param<>(this, "inputCol", "Name of the column to cast.");
    }

    /** Sets {@link #inputCol}. */
    public ColumnCast setInputCol(String value) {
        set(inputCol(), value);
        return this;
    }

    /** Name of the result. */
    public Param<String> outputCol() {
        return new Param<>(this, "outputCol", "Name of the result, which takes the place of a column of that name.");
    }

    /** Sets {@link #outputCol}. */
    public ColumnCast setOutputCol(String value) {
        set(outputCol(), value);
        return this;
    }

    /** Type of the result. */
    public Param<String> dataType() {
        return new Param<>(this, "dataType", "Type of the result, as in DDL: double, array<double>.");
    }

    /** Sets {@link #dataType}. */
    public ColumnCast setDataType(String value) {
        set(dataType(), GivenValue.of(dataType(), value));
        return this;
    }

    /**
     * Adds the column.
     *
     * @throws IllegalArgumentException if the input is missing, with the nearest names, if a parameter is not set, and if the type is none
     */
    @Override
    public Dataset<Row> transform(Dataset<?> data) {
        String input =
                ColumnIndex.find(GivenData.of(data).schema(), value(inputCol())).name();
        return data.withColumn(value(outputCol()), ColumnIndex.column(input).cast(type()));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        // Where the result stands, and whether it may be null, is for Spark to say.
        return transform(SparkSession.active().createDataFrame(List.of(), ColumnIndex.require(schema)))
                .schema();
    }

    private DataType type() {
        String text = value(dataType());
        try {
            return DataType.fromDDL(text);
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    "dataType is '" + text + "', which is no type; set dataType to one of DDL, such as array<double>.",
                    e);
        }
    }

    private String value(Param<String> param) {
        if (!isSet(param)) {
            throw new IllegalArgumentException(
                    param.name() + " is not set; set inputCol, outputCol and dataType, such as double.");
        }
        return getOrDefault(param);
    }

    @Override
    public ColumnCast copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    /** Reads what {@code write()} wrote. */
    public static MLReader<ColumnCast> read() {
        return StageFiles.reader(ColumnCast.class);
    }

    /** Reads what {@code save(path)} wrote. */
    public static ColumnCast load(String path) {
        return read().load(path);
    }

    @Override
    public String uid() {
        return uid;
    }
}
