package org.tare.spark.plan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.exchange.Exchange;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.storage.StorageLevel;
import org.tare.spark.parquet.PageOrder;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** The one place that knows what Spark does not promise to keep: how a Dataset is run. */
public final class Plans {
    private static final String JOB_DESCRIPTION = "spark.job.description";

    private Plans() {}

    /** Whether names of columns that differ in letter case only are different names, in the active session or else the default one. */
    public static boolean caseSensitive() {
        Option<SparkSession> standard = SparkSession.getDefaultSession();
        // In a thread that is older than the session none is active, and Spark would answer by its own defaults.
        boolean hasOnlyStandard = SparkSession.getActiveSession().isEmpty() && standard.isDefined();
        return hasOnlyStandard
                ? Boolean.parseBoolean(
                        standard.get().conf().get(SQLConf.CASE_SENSITIVE().key()))
                : SQLConf.get().caseSensitiveAnalysis();
    }

    /** The columns of the data as its plan has them, in the order of its schema. */
    public static List<Column> columns(Dataset<?> data) {
        return CollectionConverters.asJava(analyzed(data).output()).stream()
                .map(ExpressionUtils::column)
                .toList();
    }

    /** The field of structs that these indexes lead to, one after the other. */
    public static Column field(Column column, List<Integer> path) {
        Expression field = ExpressionUtils.expression(column);
        for (int index : path) {
            field = new GetStructField(field, index, Option.empty());
        }
        return path.isEmpty() ? column : ExpressionUtils.column(field);
    }

    /** Runs the jobs of {@code body} as one execution of the SQL tab, under that description. */
    public static <T> T execute(Dataset<?> data, String description, Supplier<T> body) {
        SparkContext context = data.sparkSession().sparkContext();
        String before = context.getLocalProperty(JOB_DESCRIPTION);
        context.setJobDescription(description);
        try {
            return SQLExecution.withNewExecutionId(execution(data), Option.apply(description), body::get);
        } finally {
            context.setJobDescription(before);
        }
    }

    /** Spark's own rows, each of which is valid until the next, as data that is computed once. */
    public static KeptRows kept(SparkSession session, JavaRDD<InternalRow> rows, StructType schema) {
        int columns = schema.length();
        JavaRDD<byte[]> blocks = rows.mapPartitionsToPair(
                        part -> new RowBlocks(part, UnsafeProjection.create(schema)::apply, row -> 0, 1))
                .values()
                .persist(StorageLevel.MEMORY_AND_DISK());
        JavaRDD<InternalRow> read = blocks.mapPartitions(part -> RowBlocks.rows(part, columns));
        return new KeptRows(dataset(session, read, schema), blocks);
    }

    /** Spark's own rows as data. */
    public static Dataset<Row> dataset(SparkSession session, JavaRDD<InternalRow> rows, StructType schema) {
        return ClassicData.of(session, rows, schema);
    }

    /** The data in Spark's own rows. Each is valid only until the next; {@code hasNext} comes before {@code next}. */
    public static JavaRDD<InternalRow> rows(Dataset<?> data) {
        return execution(data).toRdd().toJavaRDD();
    }

    /** Whether a first row can be had without all others being read, as far as the plan tells. */
    public static boolean isWithoutShuffle(Dataset<?> data) {
        SparkPlan plan = execution(data).executedPlan();
        // A plan that may be changed while it runs is one with a shuffle or a sub-query.
        return !(plan instanceof AdaptiveSparkPlanExec)
                && plan.find(node -> node instanceof Exchange).isEmpty();
    }

    /** How many partitions a shuffle has, unless told otherwise. */
    public static int shufflePartitions(SparkSession session) {
        return ((org.apache.spark.sql.classic.SparkSession) session)
                .sessionState()
                .conf()
                .numShufflePartitions();
    }

    /** Reads all that there is and keeps nothing, to see whether it can be read. */
    public static void readThrough(Dataset<?> data) {
        data.write().format("noop").mode("overwrite").save();
    }

    /** The data in columnar batches, if it can be read so. Each is valid only until the next. */
    public static Optional<JavaRDD<ColumnarBatch>> batches(Dataset<?> data) {
        return ColumnarPlan.of(execution(data).executedPlan()).map(ColumnarPlan::batches);
    }

    /**
     * The data in files that tell their pages of numbers, if it is nothing else. Columns that are picked or renamed above the
     * files are read in the order of the data.
     *
     * @param order files whose row groups are too large for it are read in batches
     */
    public static Optional<JavaRDD<FilePart>> files(Dataset<?> data, PageOrder order) {
        Optional<ColumnarPlan> plan = ColumnarPlan.of(execution(data).executedPlan());
        return plan.flatMap(ParquetPlan::of)
                .flatMap(parquet -> parquet.parts(order))
                .or(() -> plan.flatMap(IcebergPlan::of).map(iceberg -> iceberg.parts(order)));
    }

    /** The files that the data come from, as Spark tells them, and those that sub-queries for single values read. */
    public static Set<String> inputFiles(Dataset<?> data) {
        Set<String> files = new LinkedHashSet<>(List.of(data.inputFiles()));
        QueryExecution execution = execution(data);
        for (LogicalPlan subquery :
                CollectionConverters.asJava(execution.optimizedPlan().subqueriesAll())) {
            files.addAll(ClassicData.inputFiles(execution, subquery));
        }
        return files;
    }

    static LogicalPlan analyzed(Dataset<?> data) {
        return execution(data).analyzed();
    }

    private static QueryExecution execution(Dataset<?> data) {
        ConnectClient.refuse(data);
        return ClassicData.execution(data);
    }
}
