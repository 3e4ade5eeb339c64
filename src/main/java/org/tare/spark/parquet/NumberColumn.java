package org.tare.spark.parquet;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.ColumnPath;

/** Numbers that stand together in a file: a column of its own, or a part of another one. */
record NumberColumn(ColumnDescriptor descriptor, NumberType type) {
    ColumnPath path() {
        return ColumnPath.get(descriptor.getPath());
    }

    /** Which rows of a page have a number. */
    Presence presence(EncodedPage page) {
        return Presence.of(page, descriptor);
    }
}
