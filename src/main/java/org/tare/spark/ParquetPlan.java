package org.tare.spark;

import java.util.ArrayList;
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
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.util.SerializableConfiguration;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A scan of plain Parquet files, none of whose rows Spark would leave out or change.
 *
 * @param scan reads all columns of its output from the files
 * @param columns which of them are read, in order
 */
record ParquetPlan(FileSourceScanExec scan, StructType columns) {
    /** A session that sets this to false has all files read by Spark. */
    private static final String PAGES = "spark.tare.pages";

    /** Where small readings are cheap; stores that answer requests are read in few and large pieces, as Spark knows how to. */
    private static final Set<String> NEAR = Set.of("file", "hdfs");

    /** With ten thousand columns parquet-java, asked for a few at a time, took three times as long as Spark. */
    private static final int MOST_COLUMNS = 2_000;

    private static final String ENCRYPTION = "parquet.crypto.factory.class";

    static Optional<ParquetPlan> of(ColumnarPlan plan) {
        if (!(plan.plan() instanceof FileSourceScanExec scan)
                || scan.relation().fileFormat().getClass() != ParquetFileFormat.class
                || !scan.dataFilters().isEmpty()
                || !isPlain(scan.relation())) {
            return Optional.empty();
        }
        List<StructField> fields = new ArrayList<>();
        List<Attribute> made = CollectionConverters.asJava(scan.output());
        for (int column : plan.columns()) {
            Optional<StructField> stored = stored(made.get(column), scan);
            if (stored.isEmpty()) {
                return Optional.empty();
            }
            fields.add(stored.get());
        }
        return Optional.of(new ParquetPlan(scan, new StructType(fields.toArray(StructField[]::new))));
    }

    private static boolean isPlain(HadoopFsRelation relation) {
        SQLConf conf = conf(relation);
        Configuration hadoop = hadoop(relation);
        return Boolean.parseBoolean(conf.getConfString(PAGES, "true"))
                && CollectionConverters.asJava(relation.location().rootPaths()).stream()
                        .allMatch(path ->
                                NEAR.contains(String.valueOf(path.toUri().getScheme())))
                && relation.dataSchema().size() <= MOST_COLUMNS
                && !conf.ignoreCorruptFiles()
                && !conf.ignoreMissingFiles()
                && relation.options().get("ignoreCorruptFiles").isEmpty()
                && relation.options().get("ignoreMissingFiles").isEmpty()
                && !(boolean) conf.getConf(SQLConf.PARQUET_FIELD_ID_READ_ENABLED())
                && hadoop.get(ENCRYPTION) == null;
    }

    private static SQLConf conf(HadoopFsRelation relation) {
        return ((SparkSession) relation.sparkSession()).sessionState().conf();
    }

    private static Configuration hadoop(HadoopFsRelation relation) {
        return ((SparkSession) relation.sparkSession()).sessionState().newHadoopConfWithOptions(relation.options());
    }

    /** The column in the files, unless it is made otherwise. */
    private static Optional<StructField> stored(Attribute made, FileSourceScanExec scan) {
        boolean isOfFolder =
                List.of(scan.relation().partitionSchema().fieldNames()).contains(made.name());
        boolean isOfFile = !isOfFolder
                && List.of(scan.relation().dataSchema().fieldNames()).contains(made.name());
        return isOfFile
                ? Optional.of(scan.requiredSchema().apply(made.name()))
                        .filter(field -> field.dataType().equals(made.dataType()))
                : Optional.empty();
    }

    /** The files of each partition, unless Spark reads something else. */
    Optional<JavaRDD<FilePart>> parts() {
        RDD<ColumnarBatch> batches = scan.executeColumnar();
        if (!FileParts.areFiles(batches)) {
            return Optional.empty();
        }
        PagesRequest request = new PagesRequest(
                columns,
                conf(scan.relation()).caseSensitiveAnalysis(),
                JavaSparkContext.fromSparkContext(batches.context())
                        .broadcast(new SerializableConfiguration(hadoop(scan.relation()))),
                scan.longMetric("numOutputRows"));
        return Optional.of(new FileParts(batches, request).toJavaRDD());
    }
}
