package org.tare.spark.parquet;

import java.io.IOException;
import org.apache.parquet.io.ParquetDecodingException;

/** The ML vectors of a row group, one after the other. */
public final class VectorPages {
    private static final int DENSE = 1;

    private final long rows;
    private final NumberRows types;
    private final NumberRows sizes;
    private final ListRows indexLists;
    private final ListRows valueLists;
    private long row;
    private boolean isDense;
    private int size;
    private int length;
    private double[] values = {};
    private int[] indices = {};

    VectorPages(long rows, NumberRows types, NumberRows sizes, ListRows indexLists, ListRows valueLists) {
        this.rows = rows;
        this.types = types;
        this.sizes = sizes;
        this.indexLists = indexLists;
        this.valueLists = valueLists;
    }

    /** How many rows have not been taken. */
    public long left() {
        return rows - row;
    }

    /** Takes the next row; false where it has no vector. */
    public boolean next() throws IOException {
        row++;
        boolean isPresent = types.next();
        boolean hasSize = sizes.next();
        size = hasSize ? sizes.get() : 0;
        int indexed = indexLists.next();
        length = valueLists.next();
        if (!isPresent) {
            return false;
        }
        isDense = types.get() == DENSE;
        boolean isWhole = isDense ? indexed == ListRows.NONE : hasSize && indexed == length;
        if (!isWhole || length == ListRows.NONE) {
            throw new ParquetDecodingException("A vector has parts that do not fit each other.");
        }
        read();
        return true;
    }

    private void read() {
        if (length > values.length) {
            values = new double[length];
            indices = new int[length];
        }
        if (isDense) {
            size = length;
        } else {
            indexLists.get(length, values);
            for (int k = 0; k < length; k++) {
                indices[k] = (int) values[k];
            }
        }
        valueLists.get(length, values);
    }

    public boolean isDense() {
        return isDense;
    }

    /** How many elements the vector has. */
    public int size() {
        return size;
    }

    /** How many of them it holds. */
    public int length() {
        return length;
    }

    /** The elements that it holds, so many as its length, until the next is taken. */
    public double[] values() {
        return values;
    }

    /** Where in a sparse vector they stand, until the next is taken. */
    public int[] indices() {
        return indices;
    }

    void requireEnd() throws IOException {
        if (!(types.isAtEnd() && sizes.isAtEnd() && indexLists.isAtEnd() && valueLists.isAtEnd())) {
            throw new ParquetDecodingException("A column of vectors goes on after its " + rows + " rows.");
        }
    }
}
