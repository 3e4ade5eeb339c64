package org.tare.spark.parquet;

import java.io.IOException;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.ColumnPath;

/** A column that can be read page by page. */
interface PlainColumn {
    /** Where its parts stand in a file. */
    Stream<ColumnPath> paths();

    /** Whether what a row group has of it is encoded and compressed as this package can read. */
    default boolean isReadable(RowGroup group) {
        return paths().allMatch(group::isReadable);
    }

    /** Reads a row group, and tells what the column holds there as that at {@code place}. */
    void read(RowGroup group, int place, PageConsumer to) throws IOException;
}
