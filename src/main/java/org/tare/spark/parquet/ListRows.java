package org.tare.spark.parquet;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.io.ParquetDecodingException;

/** Lists of numbers, row by row. */
final class ListRows {
    /** The length of a list that is null. */
    static final int NONE = -1;

    private final NumberPages pages;
    private final int present;
    private int[] lengths = {};
    private int rows;
    private int row;
    private NumberPage numbers;

    ListRows(NumberPages pages) {
        this.pages = pages;
        this.present = pages.column().descriptor().getMaxDefinitionLevel();
    }

    /** The length of the next row's list, or {@link #NONE}. */
    int next() throws IOException {
        while (row == rows) {
            read(pages.next().orElseThrow(() -> new ParquetDecodingException("A column ends before its rows do.")));
        }
        return lengths[row++];
    }

    /** Puts the numbers of that list, so many, into the first places. */
    void get(int length, double[] into) {
        numbers.next(length, into);
    }

    private void read(EncodedPage page) throws IOException {
        rows = 0;
        row = 0;
        int there = 0;
        LevelRuns begins = new LevelRuns(page.repetition(), 1);
        LevelRuns defined = new LevelRuns(page.definition(), present);
        for (int left = page.size(); left > 0; ) {
            int run = Math.min(left, Math.min(begins.run(), defined.run()));
            boolean isBegin = begins.take(run) == 0;
            int level = defined.take(run);
            there += level == present ? run : 0;
            if (isBegin) {
                addRows(run, length(level));
            } else if (level == present && rows > 0) {
                lengths[rows - 1] += run;
            } else {
                throw new ParquetDecodingException("A list goes on where there is none, or on another page.");
            }
            left -= run;
        }
        numbers = pages.numbers(page, Presence.ofAll(there));
    }

    private int length(int level) {
        if (level > present) {
            throw new ParquetDecodingException("A list is defined by level " + level + " of " + present + ".");
        }
        // The level below is that of a list without elements.
        return level == present ? 1 : level == present - 1 ? 0 : NONE;
    }

    private void addRows(int count, int length) {
        if (rows + count > lengths.length) {
            lengths = Arrays.copyOf(lengths, Math.max(2 * lengths.length, rows + count));
        }
        Arrays.fill(lengths, rows, rows + count, length);
        rows += count;
    }

    boolean isAtEnd() throws IOException {
        return row == rows && pages.next().isEmpty();
    }
}
