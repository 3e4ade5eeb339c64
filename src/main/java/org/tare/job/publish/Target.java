package org.tare.job.publish;

/**
 * One place that a job writes to.
 *
 * @param change what happens to it
 * @param place the full path of the folder, with its links resolved; of a table, where its files lie
 * @param table the full name of a table, else null
 */
public record Target(Kind change, String place, String table) {
    /** What happens to a place. */
    public enum Kind {
        /** A folder appears, which was not there. */
        NEW,
        /** A file appears, which was not there. */
        NEW_FILE,
        /** Files are added to a folder. */
        APPEND,
        /** A folder or a file, if there is one, is replaced. */
        REPLACE,
        /** A table appears, which was not there. */
        NEW_TABLE,
        /** A table, if there is one, is replaced. */
        REPLACE_TABLE,
        /** Nothing but what {@code jobs/recover} does for every place. */
        NONE
    }

    /** A folder of files, or one file. */
    public static Target folder(Kind change, String place) {
        return new Target(change, place, null);
    }

    /** For a sentence to the user. */
    @Override
    public String toString() {
        return table == null ? place : "table:" + table;
    }
}
