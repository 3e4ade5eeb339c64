package org.tare.feature.plan;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.tare.curve.Curve;
import org.tare.spark.row.OneHot;

/** The curves of all columns for one row of their numbers, without Spark. */
@DefaultSerializer(JavaSerializer.class)
public final class RowCurves implements Serializable {
    private final CurveKernel curves;
    private final List<Part> parts;
    private final boolean isByGroup;
    private final boolean areNumbers;
    /** For each value that the columns read, which of the values of the inputs it is, where each input is given once. */
    private final int[] ofInputs;

    private final int inputs;

    /** A column's features, and how its bins are zeros and ones, or null where it is numbers. */
    private record Part(int features, OneHot from, OneHot to) implements Serializable {
        static Part of(FittedColumn column) {
            Encoding encoding = column.mapping().encoding();
            return new Part(
                    column.features().size(),
                    encoding == Encoding.FROM_ONE_HOT ? column.oneHot() : null,
                    encoding == Encoding.TO_ONE_HOT ? column.oneHot() : null);
        }

        int read() {
            return from == null ? features : from.size();
        }

        int written() {
            return to == null ? features : to.size();
        }
    }

    public RowCurves(FittedScaler state) {
        curves = new CurveKernel(
                "row", state.features().stream().map(FittedFeature::curve).toArray(Curve[]::new));
        parts = state.columns().stream().map(Part::of).toList();
        isByGroup = state.groups() != null;
        areNumbers = parts.stream().allMatch(part -> part.from() == null && part.to() == null);
        Map<String, Integer> starts = new HashMap<>();
        List<Integer> read = new ArrayList<>();
        int known = 0;
        for (int c = 0; c < parts.size(); c++) {
            int size = parts.get(c).read();
            int start = starts.getOrDefault(state.columns().get(c).mapping().input(), known);
            starts.put(state.columns().get(c).mapping().input(), start);
            IntStream.range(start, start + size).forEach(read::add);
            known = Math.max(known, start + size);
        }
        ofInputs = read.stream().mapToInt(Integer::intValue).toArray();
        inputs = known;
    }

    /**
     * The results of one row.
     *
     * @param row the values of each input once, in the order of their first results; or those of each result's input
     * @throws IllegalArgumentException if there are not as many values as the columns have, or each group has other curves
     */
    public double[] apply(double... row) {
        Objects.requireNonNull(row, "The row is null; give the numbers of the inputs, in order.");
        if (isByGroup) {
            throw new IllegalArgumentException(
                    "The model has other curves for each group; ask that of one group, by group(...).");
        }
        boolean isOnce = row.length == inputs && inputs < ofInputs.length;
        double[] read = isOnce ? IntStream.of(ofInputs).mapToDouble(i -> row[i]).toArray() : row.clone();
        double[] numbers = areNumbers ? read : numbers(read);
        curves.dense(numbers);
        return areNumbers ? numbers : results(numbers);
    }

    private double[] numbers(double[] row) {
        int size = parts.stream().mapToInt(Part::read).sum();
        if (row.length != size) {
            throw new IllegalArgumentException(
                    "The row has " + row.length + " values where the model takes " + size + "; give it as many.");
        }
        double[] numbers = new double[parts.stream().mapToInt(Part::features).sum()];
        int from = 0;
        int to = 0;
        for (Part part : parts) {
            double[] read = Arrays.copyOfRange(row, from, from + part.read());
            System.arraycopy(part.from() == null ? read : part.from().decode(read), 0, numbers, to, part.features());
            from += part.read();
            to += part.features();
        }
        return numbers;
    }

    private double[] results(double[] numbers) {
        double[] results = new double[parts.stream().mapToInt(Part::written).sum()];
        int from = 0;
        int to = 0;
        for (Part part : parts) {
            double[] made = Arrays.copyOfRange(numbers, from, from + part.features());
            System.arraycopy(part.to() == null ? made : part.to().encode(made), 0, results, to, part.written());
            from += part.features();
            to += part.written();
        }
        return results;
    }
}
