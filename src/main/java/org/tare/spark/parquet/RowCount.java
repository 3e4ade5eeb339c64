package org.tare.spark.parquet;

import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.io.ParquetDecodingException;

/** Holds the values of a column against the rows of its row group. */
final class RowCount {
    private final ColumnPath column;
    private final long rows;
    private long read;

    RowCount(ColumnPath column, long rows) {
        this.column = column;
        this.rows = rows;
    }

    /** So many more were read, null or not. */
    void add(int values) {
        read += values;
        require(read <= rows);
    }

    void requireAll() {
        require(read == rows);
    }

    private void require(boolean areRight) {
        if (!areRight) {
            throw new ParquetDecodingException("Column '" + column + "' has " + read + " values in " + rows + " rows.");
        }
    }
}
