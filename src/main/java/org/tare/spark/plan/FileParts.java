package org.tare.spark.plan;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.execution.datasources.FilePartition;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/** For each partition of a scan of files, its files. */
final class FileParts extends RDD<FilePart> {
    private final RDD<ColumnarBatch> batches;
    private final PagesRequest request;

    /** @param batches what Spark reads of the same files */
    FileParts(RDD<ColumnarBatch> batches, PagesRequest request) {
        super(batches, ClassTag$.MODULE$.apply(FilePart.class));
        this.batches = batches;
        this.request = request;
    }

    /** Whether the partitions of an RDD are files, which they keep through all that changes each for itself. */
    static boolean areFiles(RDD<ColumnarBatch> batches) {
        return Arrays.stream(batches.partitions()).allMatch(FilePartition.class::isInstance);
    }

    @Override
    public Partition[] getPartitions() {
        return batches.partitions();
    }

    @Override
    public Iterator<FilePart> compute(Partition split, TaskContext task) {
        FilePartition files = (FilePartition) split;
        List<FileSet> sets = Arrays.stream(files.files())
                .map(file -> new FileSet(List.of(slice(file)), () -> {
                    FilePartition alone = new FilePartition(files.index(), new PartitionedFile[] {file});
                    return CollectionConverters.asJava(batches.iterator(alone, task));
                }))
                .toList();
        return CollectionConverters.asScala(
                List.of(new FilePart(sets, request, task)).iterator());
    }

    private static FileSlice slice(PartitionedFile file) {
        return new FileSlice(file.toPath(), file.start(), file.length());
    }
}
