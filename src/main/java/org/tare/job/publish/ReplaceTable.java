package org.tare.job.publish;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/** A table of files is replaced, or appears, by renames in Spark's catalog, each of which the catalog does at once. */
record ReplaceTable(SparkSession spark, String place, String id, boolean isNew) implements Change {
    /** What the job writes. */
    String fresh() {
        return sibling("_new_" + id);
    }

    private String old() {
        return sibling("_old_" + id);
    }

    @Override
    public void check() throws IOException {
        if (!exists(fresh())) {
            throw new IOException("Nothing was written for table '" + place + "'; run the job again.");
        }
        if (isNew && exists(place)) {
            throw new IllegalStateException("Table '" + place + "' appeared while the job ran, and nothing of it was"
                    + " replaced; give --mode overwrite to replace it, or name another.");
        }
    }

    @Override
    public void undo() {
        spark.sql("DROP TABLE IF EXISTS " + fresh());
    }

    @Override
    public void after() {
        if (exists(fresh())) {
            if (exists(place) && !exists(old())) {
                rename(place, old());
            }
            rename(fresh(), place);
        }
        spark.sql("DROP TABLE IF EXISTS " + old());
    }

    private boolean exists(String name) {
        return spark.catalog().tableExists(name);
    }

    private void rename(String from, String to) {
        spark.sql("ALTER TABLE " + from + " RENAME TO " + to);
    }

    private String sibling(String suffix) {
        return place.endsWith("`") ? place.substring(0, place.length() - 1) + suffix + "`" : place + suffix;
    }
}
