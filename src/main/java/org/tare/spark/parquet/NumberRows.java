package org.tare.spark.parquet;

import java.io.IOException;
import org.apache.parquet.io.ParquetDecodingException;

/** Numbers, row by row. */
final class NumberRows {
    private final NumberPages pages;
    private boolean[] isPresent = {};
    private double[] numbers = {};
    private int rows;
    private int row;
    private int taken;

    NumberRows(NumberPages pages) {
        this.pages = pages;
    }

    /** Whether the next row has a number. */
    boolean next() throws IOException {
        while (row == rows) {
            read(pages.next().orElseThrow(() -> new ParquetDecodingException("A column ends before its rows do.")));
        }
        return isPresent[row++];
    }

    /** That number, to be taken once. */
    int get() {
        return (int) numbers[taken++];
    }

    private void read(EncodedPage page) throws IOException {
        Presence presence = pages.column().presence(page);
        rows = page.size();
        row = 0;
        taken = 0;
        isPresent = new boolean[rows];
        presence.get(isPresent);
        numbers = new double[presence.size()];
        pages.numbers(page, presence).next(numbers.length, numbers);
    }

    boolean isAtEnd() throws IOException {
        return row == rows && pages.next().isEmpty();
    }
}
