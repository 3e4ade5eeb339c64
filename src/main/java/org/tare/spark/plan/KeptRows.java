package org.tare.spark.plan;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows that executors keep, in memory or on disk, until they are released or nobody holds on to the data any more.
 *
 * @param data the rows as a Dataset
 * @param blocks what is kept
 */
public record KeptRows(Dataset<Row> data, JavaRDD<byte[]> blocks) {
    /** Gives memory and disk back. */
    public void release() {
        blocks.unpersist(false);
    }
}
