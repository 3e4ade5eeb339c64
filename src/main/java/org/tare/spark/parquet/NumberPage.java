package org.tare.spark.parquet;

/** The values of a page of one column that are not null, in their order, and how many are null. */
public interface NumberPage {
    /** How many values are not null. */
    int size();

    /** How many values are null. */
    int nulls();

    /** Puts the values {@code [from, from + count)} into the first places of {@code values}, each as the nearest double. */
    void get(int from, int count, double[] values);

    /** The value at {@code i} of a column of whole numbers of 64 bits. */
    long getLong(int i);
}
