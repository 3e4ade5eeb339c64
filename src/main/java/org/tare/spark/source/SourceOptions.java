package org.tare.spark.source;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.DataSourceOptions;
import org.apache.spark.sql.catalyst.csv.CSVOptions$;
import org.apache.spark.sql.catalyst.json.JSONOptions$;
import org.apache.spark.sql.catalyst.xml.XmlOptions$;
import org.apache.spark.sql.execution.datasources.orc.OrcOptions$;
import org.apache.spark.sql.execution.datasources.parquet.ParquetOptions$;
import org.apache.spark.sql.execution.datasources.text.TextOptions$;
import org.tare.spark.column.NearestName;
import scala.jdk.javaapi.CollectionConverters;

/** Which options Spark's own formats of files know; of others they take no notice, without a word. */
public final class SourceOptions {
    private static final Map<String, DataSourceOptions> KNOWN = Map.of(
            "csv", CSVOptions$.MODULE$,
            "json", JSONOptions$.MODULE$,
            "xml", XmlOptions$.MODULE$,
            "orc", OrcOptions$.MODULE$,
            "parquet", ParquetOptions$.MODULE$,
            "text", TextOptions$.MODULE$);

    /** What finds and writes files of any format. */
    private static final List<String> OF_ALL = List.of(
            "basePath",
            "ignoreCorruptFiles",
            "ignoreMissingFiles",
            "maxRecordsPerFile",
            "modifiedAfter",
            "modifiedBefore",
            "partitionOverwriteMode",
            "pathGlobFilter",
            "recursiveFileLookup");

    private SourceOptions() {}

    /**
     * Refuses an option that a format does not know. Names with a dot are settings of the file system or of the writer, of
     * which there is no list, and other formats have options of their own.
     *
     * @param option what the caller calls it, before its name
     * @throws IllegalArgumentException naming the nearest known option
     */
    public static void require(String option, String format, Collection<String> names) {
        DataSourceOptions options = KNOWN.get(format.toLowerCase(Locale.ROOT));
        if (options == null) {
            return;
        }
        TreeSet<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        known.addAll(OF_ALL);
        known.addAll(CollectionConverters.asJava(options.getAllOptions()));
        names.stream()
                .filter(name -> !name.contains(".") && !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    Optional<String> nearest = NearestName.of(name, known);
                    throw new IllegalArgumentException(option + " " + name + " would do nothing, since the format "
                            + format + " knows no such option; "
                            + nearest.map(other -> "give " + other + ", or leave it out.")
                                    .orElse("leave it out."));
                });
    }
}
