package org.tare.spark.parquet;

/**
 * What is known of the numbers of a column, of which nothing was read.
 *
 * @param values how many are not null
 * @param nulls how many are null
 * @param min the smallest, as the nearest double; NaN without values
 * @param max the largest, likewise
 */
public record NumberRange(long values, long nulls, double min, double max) {}
