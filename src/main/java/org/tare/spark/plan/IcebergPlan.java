package org.tare.spark.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.execution.datasources.parquet.ParquetUtils;
import org.apache.spark.sql.execution.datasources.v2.BatchScanExec;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.tare.spark.parquet.ColumnKey;
import org.tare.spark.parquet.PageOrder;
import org.tare.spark.parquet.ReadColumns;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A scan of an Iceberg table, some of whose tasks read plain Parquet files and leave out no row of them.
 *
 * @param plan makes batches of the same columns in the same order
 * @param columns the columns with their ids in the files
 * @param partitions what its tasks read
 */
record IcebergPlan(ColumnarPlan plan, BatchScanExec scan, StructType columns, List<InputFiles> partitions) {
    /** Versions of Iceberg that answer otherwise are read in batches, as Spark reads them. */
    static Optional<IcebergPlan> of(ColumnarPlan plan) {
        if (!(plan.plan() instanceof BatchScanExec scan)
                || !scan.runtimeFilters().isEmpty()) {
            return Optional.empty();
        }
        List<InputPartition> inputs = CollectionConverters.asJava(scan.inputPartitions());
        if (inputs.isEmpty() || !inputs.stream().allMatch(IcebergPartition::isOne)) {
            return Optional.empty();
        }
        Configuration hadoop = hadoop(scan);
        if (!PageRules.allow(scan.conf(), hadoop)) {
            return Optional.empty();
        }
        try {
            return of(plan, scan, inputs, hadoop);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<IcebergPlan> of(
            ColumnarPlan plan, BatchScanExec scan, List<InputPartition> inputs, Configuration hadoop)
            throws ReflectiveOperationException {
        List<Attribute> made = List.copyOf(CollectionConverters.asJava(scan.output()));
        List<StructField> fields = new ArrayList<>();
        Map<String, Integer> known = IcebergPartition.of(inputs.get(0)).fieldIds();
        Set<Integer> ids = new HashSet<>();
        for (int column : plan.columns()) {
            Attribute attribute = made.get(column);
            Integer id = known.get(attribute.name());
            if (id == null || !ids.add(id)) {
                return Optional.empty();
            }
            fields.add(field(attribute, id));
        }
        List<InputFiles> partitions = new ArrayList<>();
        for (InputPartition input : inputs) {
            List<FileSlice> files = IcebergPartition.of(input).files(ids);
            boolean areNear = files.stream().allMatch(file -> PageRules.isNear(file.path(), hadoop));
            partitions.add(new InputFiles(partitions.size(), input, areNear ? files : List.of()));
        }
        return partitions.stream().allMatch(partition -> partition.files().isEmpty())
                ? Optional.empty()
                : Optional.of(
                        new IcebergPlan(plan, scan, new StructType(fields.toArray(StructField[]::new)), partitions));
    }

    /**
     * The files of each partition.
     *
     * @see Plans#files
     */
    JavaRDD<FilePart> parts(PageOrder order) {
        SparkContext context = scan.session().sparkContext();
        PagesRequest request = new PagesRequest(
                new ReadColumns(columns, ColumnKey.FIELD_ID, order),
                JavaSparkContext.fromSparkContext(context).broadcast(new SerializableConfiguration(hadoop(scan))),
                scan.longMetric("numOutputRows"));
        int[] made = plan.columns().stream().mapToInt(Integer::intValue).toArray();
        return new InputParts(context, partitions, scan.readerFactory(), made, request).toJavaRDD();
    }

    private static StructField field(Attribute attribute, int id) {
        return new StructField(
                attribute.name(),
                attribute.dataType(),
                attribute.nullable(),
                new MetadataBuilder()
                        .putLong(ParquetUtils.FIELD_ID_METADATA_KEY(), id)
                        .build());
    }

    private static Configuration hadoop(BatchScanExec scan) {
        return scan.session().sessionState().newHadoopConf();
    }
}
