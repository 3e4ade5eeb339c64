package org.tare.spark.plan;

import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.tare.spark.parquet.PageConsumer;

/** Takes columns in what pieces they come in: pages of a file, one column after the other, or batches of all columns. */
public interface ColumnarReader extends PageConsumer {
    /** A batch, valid during the call. */
    void add(ColumnarBatch batch);
}
