package org.tare.spark.plan;

import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.tare.spark.parquet.ColumnKey;

/**
 * What tasks have to know to read pages of files.
 *
 * @param columns the columns as the files have them
 * @param key by what they are found there
 * @param first the column of which all pages of a row group come before those of others
 * @param mostRows larger row groups are read by Spark
 * @param hadoop the settings by which files are found and opened
 * @param rowsMetric how many rows the plan made, as the SQL tab shows it
 */
record PagesRequest(
        StructType columns,
        ColumnKey key,
        int first,
        long mostRows,
        Broadcast<SerializableConfiguration> hadoop,
        SQLMetric rowsMetric)
        implements Serializable {
    /** Counts rows that a task has read, as Spark counts its own. */
    void count(long rows, TaskContext task) {
        rowsMetric.add(rows);
        task.taskMetrics().inputMetrics().incRecordsRead(rows);
    }
}
