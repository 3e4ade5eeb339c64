package org.tare.spark.parquet;

/** The values of a page of one column that are not null, to be taken once and in their order, and how many are null. */
public interface NumberPage {
    /** How many values are not null. */
    int size();

    /** How many values are null. */
    int nulls();

    /** Tells of each row of the page whether its value is not null. */
    void presence(boolean[] isPresent);

    /** Puts the next values into the first places of {@code values}, each as the nearest double. */
    void next(int count, double[] values);

    /** The next value of a column of whole numbers of 64 bits. */
    long nextLong();
}
