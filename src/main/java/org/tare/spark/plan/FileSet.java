package org.tare.spark.plan;

import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * What is read together: page by page where all of its files are plain enough, else as Spark does.
 *
 * @param files none where only Spark can tell the rows
 * @param asSpark how Spark reads the same rows; each batch is valid only until the next
 */
record FileSet(List<FileSlice> files, Supplier<Iterator<ColumnarBatch>> asSpark) {}
