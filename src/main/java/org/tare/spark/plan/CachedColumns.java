package org.tare.spark.plan;

import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.execution.columnar.DefaultCachedBatchSerializer;
import org.apache.spark.sql.execution.columnar.InMemoryRelation;
import org.apache.spark.sql.execution.columnar.InMemoryTableScanExec;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Cached data in columns. Spark itself takes it up by rows as soon as any cached column is no primitive number, even one that
 * nobody asked for, and keeps each batch that it unpacked until the task ends.
 */
final class CachedColumns {
    private CachedColumns() {}

    /** Whether the columns that are asked for are kept so that they can be unpacked into batches. */
    static boolean canUnpack(InMemoryTableScanExec scan) {
        // Another format may give batches that are the cache itself, which nobody may close.
        return scan.conf().cacheVectorizedReaderEnabled()
                && scan.relation().cacheBuilder().serializer() instanceof DefaultCachedBatchSerializer serializer
                && serializer.supportsColumnarOutput(DataTypeUtils.fromAttributes(scan.attributes()));
    }

    /** The batches, each of which is valid only until the next. */
    static JavaRDD<ColumnarBatch> batches(InMemoryTableScanExec scan) {
        InMemoryRelation relation = scan.relation();
        return relation.cacheBuilder()
                .serializer()
                .convertCachedBatchToColumnarBatch(
                        relation.cacheBuilder().cachedColumnBuffers(),
                        relation.output(),
                        scan.attributes(),
                        scan.conf())
                .toJavaRDD()
                .mapPartitions(ClosedOneByOne::new);
    }

    /** Closes each batch before the next. */
    private static final class ClosedOneByOne implements Iterator<ColumnarBatch> {
        private final Iterator<ColumnarBatch> batches;
        private ColumnarBatch last;

        ClosedOneByOne(Iterator<ColumnarBatch> batches) {
            this.batches = batches;
        }

        @Override
        public boolean hasNext() {
            return batches.hasNext();
        }

        @Override
        public ColumnarBatch next() {
            if (last != null) {
                last.close();
            }
            last = batches.next();
            return last;
        }
    }
}
