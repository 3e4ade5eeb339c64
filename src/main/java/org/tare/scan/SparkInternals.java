package org.tare.scan;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.ColumnarToRowTransition;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Option;

/** The one place that knows what Spark does not promise to keep: how a Dataset is run. */
final class SparkInternals {
    private static final String JOB_DESCRIPTION = "spark.job.description";

    private SparkInternals() {}

    /** Whether names of columns that differ in letter case only are different names, in the active session. */
    static boolean caseSensitive() {
        return SQLConf.get().caseSensitiveAnalysis();
    }

    /** Runs the jobs of {@code body} as one execution of the SQL tab, under that description. */
    static <T> T execute(Dataset<?> data, String description, Supplier<T> body) {
        SparkContext context = data.sparkSession().sparkContext();
        String before = context.getLocalProperty(JOB_DESCRIPTION);
        context.setJobDescription(description);
        try {
            return SQLExecution.withNewExecutionId(execution(data), Option.apply(description), body::get);
        } finally {
            context.setJobDescription(before);
        }
    }

    /** The data in Spark's own rows. Each is valid only until the next; {@code hasNext} comes before {@code next}. */
    static JavaRDD<InternalRow> rows(Dataset<?> data) {
        return execution(data).toRdd().toJavaRDD();
    }

    /** The data in columnar batches, if that is how it is read. Each is valid only until the next. */
    static Optional<JavaRDD<ColumnarBatch>> batches(Dataset<?> data) {
        SparkPlan plan = execution(data).executedPlan();
        while (!plan.supportsColumnar()) {
            if (plan instanceof AdaptiveSparkPlanExec adaptive) {
                plan = adaptive.finalPhysicalPlan();
            } else if (plan instanceof WholeStageCodegenExec
                    || plan instanceof InputAdapter
                    || plan instanceof ColumnarToRowTransition) {
                plan = plan.children().head();
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(plan.executeColumnar().toJavaRDD());
    }

    private static QueryExecution execution(Dataset<?> data) {
        if (data instanceof org.apache.spark.sql.classic.Dataset<?> classic) {
            return classic.queryExecution();
        }
        throw new IllegalArgumentException("The Dataset is one of Spark Connect, whose rows are not in reach here;"
                + " run this where the Spark driver runs.");
    }
}
