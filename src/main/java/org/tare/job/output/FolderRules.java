package org.tare.job.output;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.tare.spark.source.CatalogTables;
import org.tare.spark.source.PlainPath;
import org.tare.spark.stage.Checksums;

/** Which folders a job may write as plain files, and which files. */
final class FolderRules {
    private FolderRules() {}

    /** @throws IllegalArgumentException if no folder has such a path */
    static Place place(SparkSession spark, String where) throws IOException {
        PlainPath.require(where);
        Place place = Place.of(spark.sparkContext().hadoopConfiguration(), where);
        if (place.path().isRoot()) {
            throw new IllegalArgumentException("'" + where + "' is a root; name a folder below it.");
        }
        return place;
    }

    /** @throws IllegalStateException if something is there that may not be replaced */
    static void check(SparkSession spark, Place place, WriteMode mode) throws IOException {
        String where = place.given();
        Optional<TableFormat> format = place.table();
        if (format.isPresent()) {
            throw new IllegalStateException("'" + where + "' belongs to a table of " + format.get()
                    + ", which a folder of files would destroy; write rows there with --output-format "
                    + format.get().option() + ", or name another place.");
        }
        Optional<Path> saved = Checksums.folderAbove(place.files(), place.path());
        if (saved.isPresent()) {
            throw new IllegalStateException(
                    "'" + where + "' lies in '" + saved.get().toUri().getPath()
                            + "', which holds statistics or a model that a job saved and would no longer be whole; name a place"
                            + " outside of it.");
        }
        Optional<FolderMarker> below = place.exists() ? FolderMarker.tableBelow(place) : Optional.empty();
        if (below.isPresent()) {
            throw new IllegalStateException(
                    "Below '" + where + "' lies " + below.get().what() + ", by '"
                            + below.get().file() + "', which a folder of files would destroy; name another place.");
        }
        if (mode == WriteMode.ERRORIFEXISTS && place.exists()) {
            throw new IllegalStateException(
                    "'" + where + "' exists; give --mode overwrite to replace it, or name another.");
        }
        requireNoTable(spark, place);
    }

    /** @throws IllegalArgumentException if a folder has that path */
    static void requireFile(SparkSession spark, String where) throws IOException {
        Place place = Place.of(spark.sparkContext().hadoopConfiguration(), where);
        if (where.endsWith("/")
                || (place.exists() && place.files().getFileStatus(place.path()).isDirectory())) {
            throw new IllegalArgumentException("'" + where + "' is a folder; name a file in it.");
        }
    }

    /** @throws IllegalArgumentException if a file has that path: no job wrote it, and no mode lets a folder replace it */
    static void requireFolder(SparkSession spark, String where) throws IOException {
        Place place = Place.of(spark.sparkContext().hadoopConfiguration(), where);
        if (place.exists() && place.files().getFileStatus(place.path()).isFile()) {
            throw new IllegalArgumentException(
                    "'" + where + "' is a file, and a folder is written; name another place.");
        }
    }

    /**
     * Refuses a place among rows.
     *
     * @param asPartition whether rows go there, which may become a partition of theirs
     * @throws IllegalStateException naming their folder
     */
    static void requireOutsideRows(Place place, boolean asPartition) throws IOException {
        Optional<Path> rows = RowFolders.above(place, asPartition);
        if (rows.isPresent()) {
            throw new IllegalStateException("'" + place.given() + "' lies in '"
                    + rows.get().toUri().getPath() + "', which holds rows, and would be read with them from then on;"
                    + " name a place outside of it.");
        }
    }

    /** @throws IllegalStateException if rows lie there, with which files that come there would be read */
    static void requireNoRows(Place place) throws IOException {
        if (RowFolders.holdsRows(place)) {
            throw new IllegalStateException("'" + place.given()
                    + "' holds rows, with which other files there would be read from then on; name another place.");
        }
    }

    private static void requireNoTable(SparkSession spark, Place place) throws IOException {
        Optional<String> table = CatalogTables.at(spark, location -> {
            try {
                Place other = Place.of(spark.sparkContext().hadoopConfiguration(), new Path(location).toString());
                return place.holds(other) || other.holds(place);
            } catch (IOException e) {
                return false;
            }
        });
        if (table.isPresent()) {
            throw new IllegalStateException("'" + place.given() + "' "
                    + (place.exists() ? "holds" : "would be among the") + " files of table " + table.get()
                    + ", which the catalog would no longer know; give --output table:" + table.get()
                    + ", or name another place.");
        }
    }
}
