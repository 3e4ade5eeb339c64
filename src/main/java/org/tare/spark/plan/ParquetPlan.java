package org.tare.spark.plan;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetUtils;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.util.SerializableConfiguration;
import org.tare.spark.parquet.ColumnKey;
import org.tare.spark.parquet.PageOrder;
import org.tare.spark.parquet.ReadColumns;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A scan of plain Parquet files, none of whose rows Spark would leave out or change.
 *
 * @param plan makes batches of the same columns in the same order
 * @param scan reads all columns of its output from the files
 * @param columns which of them are read, in order
 */
record ParquetPlan(ColumnarPlan plan, FileSourceScanExec scan, StructType columns) {
    private static final String DELTA = "org.apache.spark.sql.delta.DeltaParquetFileFormat";

    static Optional<ParquetPlan> of(ColumnarPlan plan) {
        if (!(plan.plan() instanceof FileSourceScanExec scan)
                || !isParquet(scan.relation().fileFormat())
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
        return inFiles(scan.relation().fileFormat(), new StructType(fields.toArray(StructField[]::new)))
                .filter(columns -> !isByNumber(columns, conf(scan.relation())))
                .map(columns -> new ParquetPlan(plan, scan, columns));
    }

    /** Whether files are read by Spark's own reader of Parquet. */
    private static boolean isParquet(FileFormat format) {
        return format.getClass() == ParquetFileFormat.class || isDelta(format);
    }

    /** Delta reads with Spark's reader, but for columns that it makes itself, such as the mark of a deleted row. */
    private static boolean isDelta(FileFormat format) {
        return format.getClass().getName().equals(DELTA);
    }

    /** The columns as the files name them, which Delta tells by a method that is not Spark's. */
    private static Optional<StructType> inFiles(FileFormat format, StructType columns) {
        if (!isDelta(format)) {
            return Optional.of(columns);
        }
        try {
            Method physical = format.getClass().getMethod("prepareSchemaForRead", StructType.class);
            return Optional.of((StructType) physical.invoke(format, columns));
        } catch (ReflectiveOperationException | ClassCastException e) {
            return Optional.empty();
        }
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
        return PageRules.allow(conf, hadoop)
                && CollectionConverters.asJava(relation.location().rootPaths()).stream()
                        .allMatch(path -> PageRules.isNear(path, hadoop))
                && !conf.ignoreCorruptFiles()
                && !conf.ignoreMissingFiles()
                && relation.options().get("ignoreCorruptFiles").isEmpty()
                && relation.options().get("ignoreMissingFiles").isEmpty();
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
    Optional<JavaRDD<FilePart>> parts(PageOrder order) {
        RDD<ColumnarBatch> batches = plan.batches().rdd();
        if (!FileParts.areFiles(batches)) {
            return Optional.empty();
        }
        ColumnKey key = conf(scan.relation()).caseSensitiveAnalysis() ? ColumnKey.NAME : ColumnKey.NAME_IN_ANY_CASE;
        PagesRequest request = new PagesRequest(
                new ReadColumns(columns, key, order),
                JavaSparkContext.fromSparkContext(batches.context())
                        .broadcast(new SerializableConfiguration(hadoop(scan.relation()))),
                scan.longMetric("numOutputRows"));
        return Optional.of(new FileParts(batches, request).toJavaRDD());
    }
}
