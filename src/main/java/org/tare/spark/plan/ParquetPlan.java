package org.tare.spark.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetUtils;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.util.SerializableConfiguration;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A scan of plain Parquet files, none of whose rows Spark would leave out or change.
 *
 * @param plan makes batches of the same columns in the same order
 * @param scan reads all columns of its output from the files
 * @param columns which of them are read, in order
 */
record ParquetPlan(ColumnarPlan plan, FileSourceScanExec scan, StructType columns) {
    /** A session that sets this to false has all files read by Spark. */
    private static final String PAGES = "spark.tare.pages";

    /** Where small readings are cheap; stores that answer requests are read in few and large pieces, as Spark knows how to. */
    private static final Set<String> NEAR = Set.of("file", "hdfs");

    private static final String ENCRYPTION = "parquet.crypto.factory.class";

    static Optional<ParquetPlan> of(ColumnarPlan plan) {
        if (!(plan.plan() instanceof FileSourceScanExec scan)
                || scan.relation().fileFormat().getClass() != ParquetFileFormat.class
                || !scan.dataFilters().isEmpty()
                || !isPlain(scan.relation())) {
            return Optional.empty();
        }
        Set<String> ofFiles = names(scan.relation().dataSchema());
        ofFiles.removeAll(names(scan.relation().partitionSchema()));
        List<StructField> fields = new ArrayList<>();
        List<Attribute> made =
                CollectionConverters.asJava(scan.output()).stream().toList();
        for (int column : plan.columns()) {
            Attribute attribute = made.get(column);
            if (!ofFiles.remove(attribute.name())
                    || !scan.requiredSchema().apply(attribute.name()).dataType().equals(attribute.dataType())) {
                return Optional.empty();
            }
            fields.add(scan.requiredSchema().apply(attribute.name()));
        }
        StructType columns = new StructType(fields.toArray(StructField[]::new));
        return isByNumber(columns, conf(scan.relation()))
                ? Optional.empty()
                : Optional.of(new ParquetPlan(plan, scan, columns));
    }

    /** Whether columns are found by their numbers in the files, as sessions with Delta allow; most columns have none. */
    private static boolean isByNumber(StructType columns, SQLConf conf) {
        return (boolean) conf.getConf(SQLConf.PARQUET_FIELD_ID_READ_ENABLED()) && ParquetUtils.hasFieldIds(columns);
    }

    private static Set<String> names(StructType schema) {
        return new HashSet<>(List.of(schema.fieldNames()));
    }

    private static boolean isPlain(HadoopFsRelation relation) {
        SQLConf conf = conf(relation);
        Configuration hadoop = hadoop(relation);
        return Boolean.parseBoolean(conf.getConfString(PAGES, "true"))
                && CollectionConverters.asJava(relation.location().rootPaths()).stream()
                        .allMatch(path ->
                                NEAR.contains(String.valueOf(path.toUri().getScheme())))
                && !conf.ignoreCorruptFiles()
                && !conf.ignoreMissingFiles()
                && relation.options().get("ignoreCorruptFiles").isEmpty()
                && relation.options().get("ignoreMissingFiles").isEmpty()
                && hadoop.get(ENCRYPTION) == null
                && !hadoop.getBoolean(ParquetInputFormat.PAGE_VERIFY_CHECKSUM_ENABLED, false);
    }

    private static SQLConf conf(HadoopFsRelation relation) {
        return ((SparkSession) relation.sparkSession()).sessionState().conf();
    }

    private static Configuration hadoop(HadoopFsRelation relation) {
        return ((SparkSession) relation.sparkSession()).sessionState().newHadoopConfWithOptions(relation.options());
    }

    /**
     * The files of each partition, unless Spark reads something else.
     *
     * @see Plans#files
     */
    Optional<JavaRDD<FilePart>> parts(int first, long mostRows) {
        RDD<ColumnarBatch> batches = plan.batches().rdd();
        if (!FileParts.areFiles(batches)) {
            return Optional.empty();
        }
        PagesRequest request = new PagesRequest(
                columns,
                first,
                mostRows,
                conf(scan.relation()).caseSensitiveAnalysis(),
                JavaSparkContext.fromSparkContext(batches.context())
                        .broadcast(new SerializableConfiguration(hadoop(scan.relation()))),
                scan.longMetric("numOutputRows"));
        return Optional.of(new FileParts(batches, request).toJavaRDD());
    }
}
