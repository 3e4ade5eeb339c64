package org.tare.spark.row;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Several whole numbers as runs of zeros, one behind the other, each with a one at the place of its number. A missing number is a
 * run of zeros alone.
 */
public final class OneHot implements Serializable {
    private final int[] widths;
    private final int size;

    /** Of so many numbers, each below its width. */
    public OneHot(List<Integer> widths) {
        this.widths = widths.stream().mapToInt(Integer::intValue).toArray();
        this.size = Arrays.stream(this.widths).sum();
    }

    /** How many elements the runs have together. */
    public int size() {
        return size;
    }

    /** The places of the ones. */
    int[] places(double[] numbers) {
        int[] places = new int[widths.length];
        int found = 0;
        int from = 0;
        for (int i = 0; i < widths.length; i++) {
            if (!Double.isNaN(numbers[i])) {
                places[found++] = from + (int) numbers[i];
            }
            from += widths[i];
        }
        return Arrays.copyOf(places, found);
    }

    /** The runs of these numbers. */
    public double[] encode(double[] numbers) {
        double[] runs = new double[size];
        for (int place : places(numbers)) {
            runs[place] = 1;
        }
        return runs;
    }

    /** The place of the first element of each run that is not 0; NaN where there is none. */
    public double[] decode(double[] runs) {
        double[] numbers = new double[widths.length];
        int from = 0;
        for (int i = 0; i < widths.length; i++) {
            int place = 0;
            while (place < widths[i] && runs[from + place] == 0) {
                place++;
            }
            numbers[i] = place < widths[i] ? place : Double.NaN;
            from += widths[i];
        }
        return numbers;
    }
}
