package org.tare.scan;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.stat.Moments;

/**
 * Statistics on disk: Parquet with a row per feature, and a small file beside it that says what makes it whole.
 *
 * <p>That file is written last and tells how many features of which column there are, so a folder whose writing was cut
 * short, or whose rows are not all there, does not pass for a whole one. Its name starts with an underscore, which
 * readers of Parquet overlook.
 */
final class StatisticsFolder {
    private static final String LAYOUT = "_tare.json";

    private final SparkSession spark;
    private final Path path;

    StatisticsFolder(SparkSession spark, String path) {
        this.spark = spark;
        this.path = new Path(path);
    }

    void save(DatasetStatistics statistics) {
        try {
            FileSystem files = files();
            if (files.exists(path)) {
                throw new IllegalArgumentException(
                        "'" + path + "' exists already; give another path, or remove it first.");
            }
            StatisticsTable.of(spark, statistics).coalesce(1).write().parquet(path.toString());
            try (OutputStream out = files.create(new Path(path, LAYOUT), false)) {
                out.write(StatisticsManifest.of(statistics).toJson());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DatasetStatistics load() {
        StatisticsManifest layout = layout();
        Map<String, Moments[]> moments = new HashMap<>();
        layout.columns().forEach(column -> moments.put(column.name(), new Moments[column.size()]));
        for (Row row : rows()) {
            put(moments, row.getAs("column"), row.getAs("element"), row.getAs("exact"));
        }
        long missing = moments.values().stream()
                .flatMap(Stream::of)
                .filter(Objects::isNull)
                .count();
        if (missing > 0) {
            throw broken(missing + " features are missing from its Parquet files", null);
        }
        return layout.with(moments);
    }

    private void put(Map<String, Moments[]> moments, String column, Integer element, String exact) {
        Moments[] elements = moments.get(column);
        if (elements == null || element == null || exact == null || element < 0 || element >= elements.length) {
            throw broken("its Parquet files hold something else", null);
        }
        if (elements[element] != null) {
            throw broken("element " + element + " of column '" + column + "' is there twice", null);
        }
        elements[element] = Moments.parse(exact);
    }

    private StatisticsManifest layout() {
        try {
            FileSystem files = files();
            if (!files.exists(path)) {
                throw new IllegalArgumentException("There is nothing at '" + path + "'; give the path of a folder of"
                        + " saved feature statistics.");
            }
            try (InputStream in = files.open(new Path(path, LAYOUT))) {
                return StatisticsManifest.fromJson(in.readAllBytes());
            }
        } catch (FileNotFoundException e) {
            throw broken("it has no " + LAYOUT + ", which is written last", e);
        } catch (UnsupportedOperationException e) {
            throw new IllegalArgumentException("'" + path + "' " + e.getMessage() + ".", e);
        } catch (IOException e) {
            throw broken("its " + LAYOUT + " cannot be read", e);
        }
    }

    private List<Row> rows() {
        try {
            return spark.read()
                    .schema(StatisticsTable.SCHEMA)
                    .parquet(path.toString())
                    .select("column", "element", "exact")
                    .collectAsList();
        } catch (Exception e) {
            throw broken("its Parquet files cannot be read", e);
        }
    }

    private IllegalArgumentException broken(String why, Exception cause) {
        return new IllegalArgumentException(
                "'" + path + "' holds no whole feature statistics: " + why + "; save them again.", cause);
    }

    private FileSystem files() throws IOException {
        return path.getFileSystem(spark.sparkContext().hadoopConfiguration());
    }
}
