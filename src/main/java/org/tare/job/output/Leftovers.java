package org.tare.job.output;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.SparkSession;
import org.tare.job.publish.Publication;
import org.tare.job.publish.Target;

/** What jobs left beside their outputs that were killed. */
public final class Leftovers {
    /** A bucket may hold millions beside an output. In the order of most stores a name with a dot comes first. */
    private static final int LISTED = 10_000;

    private Leftovers() {}

    /**
     * Clears up at one place, at all others of the same jobs, and at those in the same folder: a job that was killed
     * while it cleared up itself is no longer known at each of its places.
     *
     * @return what was done, a sentence for each such job, or one that nothing was to be done
     * @throws IllegalArgumentException if not even the folder is there in which the place would lie
     * @throws IllegalStateException if a job that still runs writes there
     */
    public static List<String> clear(SparkSession spark, String where) throws IOException {
        Location location = Location.parse(where);
        Place place = location.kind() == Location.Kind.TABLE
                ? Place.ofTable(spark, location.name())
                : Place.of(spark.sparkContext().hadoopConfiguration(), where);
        if (place.path().isRoot()) {
            throw new IllegalArgumentException(
                    "'" + where + "' is a root, where no job writes; give a place that one wrote to.");
        }
        boolean isThere = place.exists();
        if (!isThere
                && location.kind() == Location.Kind.PATH
                && !place.files().exists(place.path().getParent())) {
            throw new IllegalArgumentException(
                    "There is no folder '" + place.path().getParent() + "', so no job wrote to '" + where
                            + "'; give a place that one wrote to.");
        }
        List<String> told = new ArrayList<>(clear(spark, place));
        boolean areAll = clearBeside(spark, place, told);
        if (told.isEmpty()) {
            told.add((isThere ? "No" : "Nothing is there, and no") + " job that was killed left anything at " + where
                    + ".");
        }
        if (!areAll) {
            told.add(String.format(
                    Locale.ROOT,
                    "Of what lies beside it the first %,d were looked at; name other places there too.",
                    LISTED));
        }
        return told;
    }

    /** Whether all was looked at that lies beside the place. */
    private static boolean clearBeside(SparkSession spark, Place place, List<String> told) throws IOException {
        List<Path> claimed = new ArrayList<>();
        boolean areAll;
        try {
            RemoteIterator<FileStatus> all =
                    place.files().listStatusIterator(place.path().getParent());
            for (int i = 0; i < LISTED && all.hasNext(); i++) {
                Publication.claimedBy(all.next().getPath()).ifPresent(claimed::add);
            }
            areAll = !all.hasNext();
        } catch (FileNotFoundException e) {
            return true;
        }
        claimed.remove(place.path());
        for (Path beside : claimed) {
            try {
                told.addAll(clear(spark, beside));
            } catch (IllegalStateException e) {
                // A job that runs there clears up there.
            }
        }
        return areAll;
    }

    /**
     * Clears up at a place, before it is judged by what is there: a job that was killed may have put a part of its outputs there.
     *
     * @return what was done, a sentence for each such job
     * @throws IllegalStateException if a job that still runs writes there
     */
    static List<String> clear(SparkSession spark, Place place) throws IOException {
        return Publication.isClaimed(place.files(), place.path()) ? clear(spark, place.path()) : List.of();
    }

    private static List<String> clear(SparkSession spark, Path place) throws IOException {
        try (Publication nothing = new Publication(spark, List.of(Target.folder(Target.Kind.NONE, place.toString())))) {
            return nothing.recovered();
        }
    }
}
