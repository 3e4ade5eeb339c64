package org.tare.spark.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.internal.config.ConfigEntry;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.execution.ColumnarToRowTransition;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.columnar.InMemoryTableScanExec;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A plan that makes batches of columns, under what only turns them into rows or picks and renames columns.
 *
 * @param plan what makes the batches
 * @param columns which of the batches' columns are those of the whole, in order
 */
record ColumnarPlan(SparkPlan plan, List<Integer> columns) {
    /** What a batch of a wide scan may hold: 32 MiB of doubles. */
    private static final int VALUES_PER_BATCH = 1 << 22;

    /** The columnar part of a plan, if all else of it is as described. */
    static Optional<ColumnarPlan> of(SparkPlan whole) {
        List<ExprId> wanted = ids(whole.output());
        SparkPlan plan = whole;
        boolean isWidened = false;
        while (!isColumnar(plan)) {
            if (plan instanceof AdaptiveSparkPlanExec adaptive) {
                plan = adaptive.finalPhysicalPlan();
            } else if (plan instanceof QueryStageExec stage) {
                plan = stage.plan();
            } else if (plan instanceof WholeStageCodegenExec
                    || plan instanceof InputAdapter
                    || plan instanceof ColumnarToRowTransition) {
                plan = plan.children().head();
            } else if (plan instanceof ProjectExec project) {
                wanted = picked(project, wanted);
                plan = project.child();
            } else if (plan instanceof FileSourceScanExec scan && !isWidened) {
                plan = ofAnyWidth(scan);
                isWidened = true;
            } else {
                return Optional.empty();
            }
        }
        List<ExprId> made = ids(plan.output());
        Map<ExprId, Integer> places = new HashMap<>();
        for (int i = 0; i < made.size(); i++) {
            places.put(made.get(i), i);
        }
        List<Integer> columns =
                wanted.stream().map(id -> places.getOrDefault(id, -1)).toList();
        return columns.stream().allMatch(column -> column >= 0)
                ? Optional.of(new ColumnarPlan(plan, columns))
                : Optional.empty();
    }

    private static boolean isColumnar(SparkPlan plan) {
        boolean isUnpacked = plan instanceof InMemoryTableScanExec scan && CachedColumns.canUnpack(scan);
        // A stage of a cached scan is columnar too, but would keep what it unpacked; an adapter hides what it passes
        // on.
        boolean isWrapped = plan instanceof QueryStageExec || plan instanceof InputAdapter;
        return isUnpacked || (plan.supportsColumnar() && !isWrapped);
    }

    private static List<ExprId> ids(Seq<Attribute> attributes) {
        return CollectionConverters.asJava(attributes).stream()
                .map(Attribute::exprId)
                .toList();
    }

    /** The columns under a projection that become those wanted; one that is computed becomes an identity that nobody has. */
    private static List<ExprId> picked(ProjectExec project, List<ExprId> wanted) {
        Map<ExprId, ExprId> under = new HashMap<>();
        for (NamedExpression column : CollectionConverters.asJava(project.projectList())) {
            if (column instanceof Alias alias) {
                Expression source = alias.child();
                under.put(
                        alias.exprId(),
                        source instanceof Attribute attribute ? attribute.exprId() : NamedExpression.newExprId());
            }
        }
        return wanted.stream().map(id -> under.getOrDefault(id, id)).toList();
    }

    /** The batches, each of which is valid only until the next. */
    JavaRDD<ColumnarBatch> batches() {
        JavaRDD<ColumnarBatch> made = plan instanceof InMemoryTableScanExec scan && CachedColumns.canUnpack(scan)
                ? CachedColumns.batches(scan)
                : plan.executeColumnar().toJavaRDD();
        List<Integer> all = IntStream.range(0, plan.output().size()).boxed().toList();
        int[] picked = columns.stream().mapToInt(Integer::intValue).toArray();
        return columns.equals(all) ? made : made.map(batch -> new PickedColumns(batch, picked));
    }

    /**
     * The same scan, columnar however many columns it has.
     *
     * <p>Spark reads more than {@code spark.sql.codegen.maxFields} columns by rows, as no generated code could take
     * them up otherwise; but here none does. Only a session of its own can tell this to the scan, so it gets one.
     */
    private static FileSourceScanExec ofAnyWidth(FileSourceScanExec scan) {
        HadoopFsRelation relation = scan.relation();
        org.apache.spark.sql.classic.SparkSession session =
                ((org.apache.spark.sql.classic.SparkSession) relation.sparkSession()).cloneSession();
        int rows = Math.max(1, VALUES_PER_BATCH / scan.schema().size());
        session.conf().set(SQLConf.WHOLESTAGE_MAX_NUM_FIELDS().key(), Integer.MAX_VALUE);
        for (ConfigEntry<Object> batchSize :
                List.of(SQLConf.PARQUET_VECTORIZED_READER_BATCH_SIZE(), SQLConf.ORC_VECTORIZED_READER_BATCH_SIZE())) {
            int usual = (int) session.sessionState().conf().getConf(batchSize);
            session.conf().set(batchSize.key(), Math.min(usual, rows));
        }
        HadoopFsRelation own = new HadoopFsRelation(
                relation.location(),
                relation.partitionSchema(),
                relation.dataSchema(),
                relation.bucketSpec(),
                relation.fileFormat(),
                relation.options(),
                session);
        // Not by its copy method, since newer versions of Spark have further fields.
        Object[] fields =
                CollectionConverters.asJava(scan.productIterator().toSeq()).toArray();
        fields[0] = own;
        return (FileSourceScanExec) scan.makeCopy(fields);
    }
}
