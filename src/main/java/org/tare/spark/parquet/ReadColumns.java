package org.tare.spark.parquet;

import java.io.Serializable;
import org.apache.spark.sql.types.StructType;

/**
 * What is read of files.
 *
 * @param columns the columns as the files have them
 * @param key by what they are found there
 */
public record ReadColumns(StructType columns, ColumnKey key, PageOrder order) implements Serializable {}
