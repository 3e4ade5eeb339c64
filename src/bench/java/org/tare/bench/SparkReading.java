package org.tare.bench;

import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.ColumnarToRowTransition;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** What Spark takes to read a table when nothing is done with it. */
final class SparkReading {
    private SparkReading() {}

    /** Decodes all columns in batches, however many they are, and looks at none; rows where Spark gives no batches. */
    static void decode(Dataset<Row> table) {
        String limit = SQLConf.WHOLESTAGE_MAX_NUM_FIELDS().key();
        String before = table.sparkSession().conf().get(limit);
        table.sparkSession().conf().set(limit, Integer.MAX_VALUE);
        try {
            decodePlanned((org.apache.spark.sql.classic.Dataset<Row>) table.select("*"));
        } finally {
            table.sparkSession().conf().set(limit, before);
        }
    }

    private static void decodePlanned(org.apache.spark.sql.classic.Dataset<Row> table) {
        SparkPlan plan = table.queryExecution().executedPlan();
        while (!plan.supportsColumnar()
                && (plan instanceof WholeStageCodegenExec
                        || plan instanceof InputAdapter
                        || plan instanceof ColumnarToRowTransition)) {
            plan = plan.children().head();
        }
        if (plan.supportsColumnar()) {
            JavaRDD<ColumnarBatch> batches = plan.executeColumnar().toJavaRDD();
            batches.foreachPartition(part -> exhaust(part));
        } else {
            table.queryExecution().toRdd().toJavaRDD().foreachPartition(part -> exhaust(part));
        }
    }

    private static void exhaust(Iterator<?> part) {
        while (part.hasNext()) {
            part.next();
        }
    }

    /** Makes every row and writes it to Spark's {@code noop} sink, which drops it. */
    static void drop(Dataset<Row> table) {
        table.write().format("noop").mode("overwrite").save();
    }
}
