package org.tare.feature.plan;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.tare.curve.Curve;
import org.tare.spark.OneHot;

/** The curves of all columns for one row of their numbers, without Spark. */
public final class RowCurves implements Serializable {
    private final CurveKernel curves;
    private final List<Part> parts;
    private final boolean areNumbers;

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
        areNumbers = parts.stream().allMatch(part -> part.from() == null && part.to() == null);
    }

    /**
     * The results of one row.
     *
     * @throws IllegalArgumentException if there are not as many values as the columns have
     */
    public double[] apply(double... row) {
        double[] numbers = areNumbers ? row.clone() : numbers(row);
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
