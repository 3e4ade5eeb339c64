package org.tare.job.output;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of Spark's data sources. */
public final class Format {
    /** What an uncommitted write of theirs leaves behind are plain files. */
    private static final Set<String> FILES = Set.of("parquet", "orc", "json", "csv", "avro", "text", "xml", "hive");

    private static final List<String> COMPRESSIONS = List.of(".gz", ".bz2", ".zst", ".snappy", ".lz4", ".deflate");

    private Format() {}

    /** The format that the extension of a path tells; Parquet if it tells none. */
    public static String ofPath(String path) {
        String name = path.toLowerCase(Locale.ROOT).replaceAll("/+$", "");
        for (String compression : COMPRESSIONS) {
            name = name.endsWith(compression) ? name.substring(0, name.length() - compression.length()) : name;
        }
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "orc" -> "orc";
            case "json", "jsonl", "ndjson" -> "json";
            case "csv" -> "csv";
            case "avro" -> "avro";
            default -> "parquet";
        };
    }

    /** The format of that name, which Spark takes in any letter case. */
    public static String of(String name) {
        return isFiles(name) ? name.toLowerCase(Locale.ROOT) : name;
    }

    /** Whether Spark writes plain files and a rename publishes them; other sources commit by themselves. */
    public static boolean isFiles(String format) {
        return FILES.contains(format.toLowerCase(Locale.ROOT));
    }
}
