package org.tare.scan;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.spark.Checksums;

/**
 * Statistics on disk: Parquet with a row per feature, and a small file beside it that says what makes it whole.
 *
 * <p>That file is written last and tells how many features of which column there are, so a folder whose writing was cut
 * short, or whose rows are not all there, does not pass for a whole one. {@link Checksums} beside it tell whether any byte has
 * changed since. Their names start with an underscore, which readers of Parquet overlook.
 */
final class StatisticsFolder {
    private static final String MANIFEST = "_tare.json";

    private final SparkSession spark;
    private final Path path;

    StatisticsFolder(SparkSession spark, String path) {
        this.spark = spark;
        this.path = new Path(path);
    }

    boolean isThere() {
        try {
            return files().exists(new Path(path, MANIFEST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of {@link DatasetStatistics#toDataset}, if it is they that are there as Parquet; they tell whether they are whole. */
    Optional<Dataset<Row>> table() {
        try {
            FileSystem files = files();
            if (isThere() || !files.exists(path) || files.globStatus(new Path(path, "*.parquet")).length == 0) {
                return Optional.empty();
            }
            return Optional.of(spark.read().parquet(path.toString())).filter(table -> StateTable.isIn(table.schema()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void save(Dataset<Row> table, StatisticsManifest manifest) {
        try {
            FileSystem files = files();
            if (files.exists(path)) {
                throw new IllegalArgumentException(
                        "'" + path + "' exists already; give another path, or remove it first.");
            }
            table.coalesce(1).write().parquet(path.toString());
            try (OutputStream out = files.create(new Path(path, MANIFEST), false)) {
                out.write(manifest.toJson());
            }
            Checksums.write(files, path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StatisticsManifest manifest() {
        try {
            FileSystem files = files();
            if (!files.exists(path)) {
                throw new IllegalArgumentException("There is nothing at '" + path + "'; give the path of a folder of"
                        + " saved feature statistics.");
            }
            requireUnchanged(files);
            try (InputStream in = files.open(new Path(path, MANIFEST))) {
                return StatisticsManifest.fromJson(in.readAllBytes());
            }
        } catch (FileNotFoundException e) {
            throw broken("it has no " + MANIFEST + ", which is written last", e);
        } catch (UnsupportedOperationException e) {
            throw new IllegalArgumentException("'" + path + "' " + e.getMessage() + ".", e);
        } catch (IOException e) {
            throw broken("its " + MANIFEST + " cannot be read", e);
        }
    }

    private void requireUnchanged(FileSystem files) {
        try {
            Checksums.check(files, path);
        } catch (IOException e) {
            throw broken(e.getMessage(), e);
        }
    }

    List<Row> rows() {
        try {
            return spark.read()
                    .schema(StatisticsTable.FEATURES)
                    .parquet(path.toString())
                    .select("feature", "column", "element", "exact", "others")
                    .collectAsList();
        } catch (Exception e) {
            throw broken("its Parquet files cannot be read", e);
        }
    }

    IllegalArgumentException broken(String why, Exception cause) {
        return new IllegalArgumentException(
                "'" + path + "' holds no whole feature statistics: " + why + "; save them again.", cause);
    }

    private FileSystem files() throws IOException {
        return path.getFileSystem(spark.sparkContext().hadoopConfiguration());
    }
}
