package org.tare.spark.plan;

import java.util.List;
import org.apache.spark.Dependency;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/** For each partition that a table has planned, its files. */
final class InputParts extends RDD<FilePart> {
    private final transient List<InputFiles> partitions;
    private final PartitionReaderFactory readers;
    private final int[] columns;
    private final PagesRequest request;

    /**
     * @param readers how the table itself reads its partitions, in batches
     * @param columns which columns of the batches are those of the request
     */
    InputParts(
            SparkContext context,
            List<InputFiles> partitions,
            PartitionReaderFactory readers,
            int[] columns,
            PagesRequest request) {
        super(
                context,
                CollectionConverters.asScala(List.<Dependency<?>>of()).toSeq(),
                ClassTag$.MODULE$.apply(FilePart.class));
        this.partitions = partitions;
        this.readers = readers;
        this.columns = columns;
        this.request = request;
    }

    @Override
    public Partition[] getPartitions() {
        return partitions.toArray(Partition[]::new);
    }

    @Override
    public Seq<String> getPreferredLocations(Partition split) {
        return CollectionConverters.asScala(List.of(((InputFiles) split).input().preferredLocations()))
                .toSeq();
    }

    @Override
    public Iterator<FilePart> compute(Partition split, TaskContext task) {
        InputFiles input = (InputFiles) split;
        FileSet set = new FileSet(input.files(), () -> batches(input, task));
        return CollectionConverters.asScala(
                List.of(new FilePart(List.of(set), request, task)).iterator());
    }

    private java.util.Iterator<ColumnarBatch> batches(InputFiles input, TaskContext task) {
        ReaderBatches read = new ReaderBatches(readers.createColumnarReader(input.input()), task);
        return CollectionConverters.asJava(CollectionConverters.asScala(read).map(batch -> {
            request.count(batch.numRows(), task);
            return new PickedColumns(batch, columns);
        }));
    }
}
