package org.tare.scan;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.spark.plan.ConnectClient;
import org.tare.spark.source.GivenPath;
import org.tare.spark.source.PlainPath;
import org.tare.spark.stage.Checksums;

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
        ConnectClient.refuse(spark);
        this.spark = spark;
        this.path = GivenPath.of(path);
    }

    boolean isThere() {
        return hasManifest() || table().isPresent();
    }

    /** What is there: one state with its manifest, or those of a table, which tell themselves whether they are whole. */
    List<TableState> states() {
        Optional<Dataset<Row>> table = table();
        if (table.isPresent()) {
            return StateTable.read(table.get());
        }
        StatisticsManifest manifest = manifest();
        List<ColumnStatistics> columns = StatisticsTable.parse(manifest, rows(), this::broken);
        return List.of(new TableState(columns, manifest.rows(), manifest.weightCol()));
    }

    private boolean hasManifest() {
        try {
            return files().exists(new Path(path, MANIFEST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows that {@code toDataset} makes, if it is they that are there as Parquet, perhaps in a folder for each day. */
    private Optional<Dataset<Row>> table() {
        if (hasManifest() || !(holds("*.parquet") || holds("*=*/*.parquet"))) {
            return Optional.empty();
        }
        return Optional.of(spark.read().parquet(path.toString())).filter(table -> StateTable.isIn(table.schema()));
    }

    private boolean holds(String pattern) {
        try {
            FileStatus[] found = files().globStatus(new Path(path, pattern));
            return found != null && found.length > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void save(List<Row> features, StatisticsManifest manifest) {
        PlainPath.require(path.toString());
        try {
            FileSystem files = files();
            if (files.exists(path)) {
                throw new IllegalArgumentException(
                        "'" + path + "' exists already; give another path, or remove it first.");
            }
            spark.createDataFrame(features, StatisticsTable.FEATURES)
                    .coalesce(1)
                    .write()
                    .parquet(path.toString());
            try (OutputStream out = files.create(new Path(path, MANIFEST), false)) {
                out.write(manifest.toJson());
            }
            Checksums.write(files, path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StatisticsManifest manifest() {
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

    private List<Row> rows() {
        try {
            return spark.read()
                    .schema(StatisticsTable.FEATURES)
                    .parquet(path.toString())
                    .select("feature", "column", "element", "exact", "others")
                    .collectAsList();
        } catch (Exception e) {
            if (spark.sparkContext().isStopped()) {
                throw new IllegalStateException("The session ended while '" + path + "' was read.", e);
            }
            throw broken("its Parquet files cannot be read", e);
        }
    }

    private IllegalArgumentException broken(String why, Exception cause) {
        return new IllegalArgumentException(
                "'" + path + "' holds no whole feature statistics: " + why + "; save them again.", cause);
    }

    private FileSystem files() throws IOException {
        return path.getFileSystem(ConnectClient.hadoop(spark));
    }
}
