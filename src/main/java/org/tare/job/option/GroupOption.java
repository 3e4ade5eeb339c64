package org.tare.job.option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.feature.ScalerModel;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.GroupedStatistics;
import org.tare.spark.column.ColumnIndex;
import picocli.CommandLine.Option;

/** Which one of the groups is meant, where a model or statistics are by group. */
public final class GroupOption {
    @Option(
            names = "--group",
            paramLabel = "COLUMN=VALUE",
            mapFallbackValue = Option.NULL_VALUE,
            description =
                    "One group of a model or of statistics by group, by the value of each of its columns, such as "
                            + "carrier=AA; repeatable. A column without = has null; where groups are by one column, its "
                            + "value will do, as in --group AA.")
    private Map<String, String> values = new LinkedHashMap<>();

    /** Whether one is named. */
    public boolean given() {
        return !values.isEmpty();
    }

    /** The group as given, for a heading. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(key -> key.getValue() == null ? key.getKey() : key.getKey() + " = " + key.getValue())
                .collect(Collectors.joining(", "));
    }

    /**
     * The stages of a pipeline, or the one that is given, with the models of the named group where they are by group.
     *
     * @throws IllegalArgumentException if one is by group, but not by these columns, or has no such group
     */
    public Transformer[] stages(Transformer model, SparkSession spark) {
        Transformer[] stages = model instanceof PipelineModel pipeline ? pipeline.stages() : new Transformer[] {model};
        return Stream.of(stages)
                .map(stage -> given() && stage instanceof ScalerModel scaler && scaler.numGroups() > 0
                        ? scaler.group(key(scaler.fitted().groups().keys(), spark))
                        : stage)
                .toArray(Transformer[]::new);
    }

    /** Whether a model, or a stage of a pipeline, is by group. */
    public static boolean isByGroup(Transformer model) {
        return model instanceof PipelineModel pipeline
                ? Stream.of(pipeline.stages()).anyMatch(GroupOption::isByGroup)
                : model instanceof ScalerModel scaler && scaler.numGroups() > 0;
    }

    /**
     * The statistics of the named group.
     *
     * @throws IllegalArgumentException if they are not by these columns, or have no such group
     */
    public DatasetStatistics of(GroupedStatistics statistics, SparkSession spark) {
        return statistics.group(key(statistics.keys(), spark));
    }

    /**
     * Refuses a group of what is not by group.
     *
     * @param isByGroup whether something is
     */
    public void check(boolean isByGroup) {
        if (given() && !isByGroup) {
            throw new IllegalArgumentException(
                    "--group names a group, and neither model nor statistics are by group; leave it out.");
        }
    }

    /**
     * The rows of the named group.
     *
     * @throws IllegalArgumentException if these columns are not those of the groups
     */
    public Dataset<Row> of(Dataset<Row> rows, StructType keys) {
        Object[] key = key(keys, rows.sparkSession());
        Column isGroup = functions.lit(true);
        for (int k = 0; k < key.length; k++) {
            Column column = ColumnIndex.column(
                    ColumnIndex.of(rows.schema()).find(keys.fieldNames()[k]).name());
            isGroup = isGroup.and(column.eqNullSafe(functions.lit(key[k])));
        }
        return rows.where(isGroup);
    }

    private Map<String, String> values(StructType keys) {
        String only = keys.size() == 1 && values.size() == 1
                ? values.keySet().iterator().next()
                : null;
        boolean isValue = only != null && values.get(only) == null && !only.equals(keys.fieldNames()[0]);
        return isValue ? Map.of(keys.fieldNames()[0], only) : values;
    }

    private Object[] key(StructType keys, SparkSession spark) {
        Map<String, String> values = values(keys);
        if (!new TreeSet<>(values.keySet()).equals(new TreeSet<>(List.of(keys.fieldNames())))) {
            throw new IllegalArgumentException("--group names " + values.keySet() + ", and groups are by "
                    + List.of(keys.fieldNames()) + "; give "
                    + Stream.of(keys.fieldNames())
                            .map(name -> "--group " + name + "=VALUE")
                            .collect(Collectors.joining(" "))
                    + ".");
        }
        List<Object> key = new ArrayList<>();
        for (StructField field : keys.fields()) {
            key.add(value(field, values.get(field.name()), spark));
        }
        return key.toArray();
    }

    /** As Spark reads a text as a value of that type. */
    private static Object value(StructField field, String text, SparkSession spark) {
        Object value = spark.range(1)
                .select(functions.lit(text).try_cast(field.dataType()))
                .head()
                .get(0);
        if (value == null && text != null) {
            throw new IllegalArgumentException("--group gives '" + text + "' for '" + field.name()
                    + "', which is no value of type " + field.dataType().simpleString() + "; give one of that type.");
        }
        return value;
    }
}
