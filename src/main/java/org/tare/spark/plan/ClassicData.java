package org.tare.spark.plan;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.types.StructType;

/** What a driver's data are; loaded only where they are, since a {@link ConnectClient} may not have their classes. */
final class ClassicData {
    private ClassicData() {}

    static QueryExecution execution(Object data) {
        return ((Dataset<?>) data).queryExecution();
    }

    static org.apache.spark.sql.Dataset<Row> of(Object session, JavaRDD<InternalRow> rows, StructType schema) {
        return ((SparkSession) session).internalCreateDataFrame(rows.rdd(), schema, false);
    }

    /** The files that a part of a plan comes from. */
    static List<String> inputFiles(QueryExecution execution, LogicalPlan part) {
        return List.of(Dataset.ofRows(execution.sparkSession(), part).inputFiles());
    }
}
