package org.tare.spark.parquet;

/** The values of a page of one column that are not null, to be taken once and in their order, and which rows are null. */
public abstract class NumberPage {
    private final Presence presence;

    NumberPage(Presence presence) {
        this.presence = presence;
    }

    /** How many values are not null. */
    public final int size() {
        return presence.size();
    }

    /** How many values are null. */
    public final int nulls() {
        return presence.nulls();
    }

    /** Tells of each row of the page whether its value is not null. */
    public final void presence(boolean[] isPresent) {
        presence.get(isPresent);
    }

    /** Puts the next values into the first places of {@code values}, each as the nearest double. */
    public abstract void next(int count, double[] values);

    /** The next value of a column of whole numbers of 64 bits. */
    public abstract long nextLong();
}
