package org.tare.spark.plan;

import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.util.SerializableConfiguration;
import org.tare.spark.parquet.ReadColumns;

/**
 * What tasks have to know to read pages of files.
 *
 * @param hadoop the settings by which files are found and opened
 * @param rowsMetric how many rows the plan made, as the SQL tab shows it
 */
record PagesRequest(ReadColumns columns, Broadcast<SerializableConfiguration> hadoop, SQLMetric rowsMetric)
        implements Serializable {
    /** Counts rows that a task has read, as Spark counts its own. */
    void count(long rows, TaskContext task) {
        rowsMetric.add(rows);
        task.taskMetrics().inputMetrics().incRecordsRead(rows);
    }
}
