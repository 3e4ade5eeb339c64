package org.tare.spark.plan;

import java.util.List;
import org.apache.spark.Partition;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * What one task reads of a table.
 *
 * @param input how the table has planned it
 * @param files the files that it reads; none where only the table can tell the rows
 */
record InputFiles(int index, InputPartition input, List<FileSlice> files) implements Partition {}
