package org.tare.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * Vectors in which each of several whole numbers is a run of zeros with a one at its place, and the way back. A missing number
 * is a run of zeros alone.
 */
public final class OneHotRows {
    private OneHotRows() {}

    record OfArray(List<Integer> widths, boolean isFloat) implements Function<ArrayData, InternalRow>, Serializable {
        @Override
        public InternalRow apply(ArrayData numbers) {
            return encodedRow(VectorRows.doubles(numbers, isFloat), widths);
        }
    }

    record OfVector(List<Integer> widths) implements Function<InternalRow, InternalRow>, Serializable {
        @Override
        public InternalRow apply(InternalRow numbers) {
            return encodedRow(VectorRows.dense(numbers), widths);
        }
    }

    record Back(VectorSlice slice, List<Integer> widths) implements Function<InternalRow, InternalRow>, Serializable {
        @Override
        public InternalRow apply(InternalRow vector) {
            slice.requireSize(VectorRows.size(vector));
            return VectorRows.denseVector(decode(VectorRows.dense(vector), widths));
        }
    }

    private static InternalRow encodedRow(double[] numbers, List<Integer> widths) {
        int[] places = places(numbers, widths);
        double[] ones = new double[places.length];
        Arrays.fill(ones, 1);
        return VectorRows.sparseVector(size(widths), places, ones);
    }

    private static int[] places(double[] numbers, List<Integer> widths) {
        IntStream.Builder places = IntStream.builder();
        int from = 0;
        for (int i = 0; i < widths.size(); i++) {
            if (!Double.isNaN(numbers[i])) {
                places.add(from + (int) numbers[i]);
            }
            from += widths.get(i);
        }
        return places.build().toArray();
    }

    /** How many elements runs of these widths have together. */
    public static int size(List<Integer> widths) {
        return widths.stream().mapToInt(Integer::intValue).sum();
    }

    /** The runs of these numbers, one after the other. */
    public static double[] encode(double[] numbers, List<Integer> widths) {
        double[] runs = new double[size(widths)];
        for (int place : places(numbers, widths)) {
            runs[place] = 1;
        }
        return runs;
    }

    /** The place of the first element of each run that is not 0; NaN where there is none. */
    public static double[] decode(double[] runs, List<Integer> widths) {
        double[] numbers = new double[widths.size()];
        int from = 0;
        for (int i = 0; i < widths.size(); i++) {
            int start = from;
            numbers[i] = IntStream.range(0, widths.get(i))
                    .filter(place -> runs[start + place] != 0)
                    .mapToDouble(place -> place)
                    .findFirst()
                    .orElse(Double.NaN);
            from += widths.get(i);
        }
        return numbers;
    }
}
