package org.tare.job.output;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Whether rows may be added to the files of a folder, which no format checks by itself. */
public final class AppendRules {
    private AppendRules() {}

    /**
     * Refuses rows of other columns, or in other folders.
     *
     * @param given what the user calls the folder
     * @throws IllegalStateException naming both
     */
    public static void check(
            SparkSession spark,
            String given,
            String format,
            Map<String, String> options,
            List<String> partitionBy,
            StructType added)
            throws IOException {
        Place place = Place.of(spark.sparkContext().hadoopConfiguration(), given);
        List<String> visible = Stream.of(place.files().listStatus(place.path()))
                .map(FileStatus::getPath)
                .map(path -> path.getName())
                .filter(name -> !name.startsWith("_") && !name.startsWith("."))
                .toList();
        if (visible.isEmpty()) {
            return;
        }
        String first = visible.get(0);
        String folders = first.contains("=") ? first.substring(0, first.indexOf('=')) : "";
        if (!folders.equalsIgnoreCase(partitionBy.isEmpty() ? "" : partitionBy.get(0))) {
            throw new IllegalStateException("'" + given + "' is "
                    + (folders.isEmpty() ? "not partitioned" : "partitioned by '" + folders + "'")
                    + ", and the rows to append are "
                    + (partitionBy.isEmpty() ? "not" : "by '" + partitionBy.get(0) + "'")
                    + "; give the same --partition-by, or name another place.");
        }
        DataFrameReader reader = spark.read().format(format);
        if (format.equals("csv")) {
            reader.option("header", true);
        }
        StructType there = reader.options(options).load(place.path().toString()).schema();
        Function<StructType, Object> columns = schema -> columns(schema, format, partitionBy);
        if (!columns.apply(there).equals(columns.apply(added))) {
            throw new IllegalStateException("'" + given + "' holds the columns " + text(there)
                    + ", and the rows to append have " + text(added) + "; name another place.");
        }
    }

    /** What has to be equal: of CSV the order too; types only where files hold them. */
    private static Object columns(StructType schema, String format, List<String> partitionBy) {
        List<StructField> fields = Stream.of(schema.fields())
                .filter(field -> partitionBy.stream().noneMatch(field.name()::equalsIgnoreCase))
                .toList();
        boolean hasTypes = List.of("parquet", "orc", "avro").contains(format);
        if (format.equals("csv")) {
            return fields.stream().map(StructField::name).toList();
        }
        Map<String, String> types = new TreeMap<>();
        fields.forEach(field -> types.put(
                field.name().toLowerCase(Locale.ROOT),
                hasTypes ? field.dataType().catalogString() : ""));
        return types;
    }

    private static String text(StructType schema) {
        return Stream.of(schema.fields())
                .map(field -> field.name() + " " + field.dataType().simpleString())
                .collect(Collectors.joining(", "));
    }
}
