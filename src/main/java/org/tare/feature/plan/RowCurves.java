package org.tare.feature.plan;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.tare.curve.Curve;
import org.tare.spark.OneHotRows;

/** The curves of all columns for one row of their numbers, without Spark. */
public final class RowCurves implements Serializable {
    private final CurveKernel curves;
    private final List<FittedColumn> columns;
    private final boolean areNumbers;

    public RowCurves(FittedScaler state) {
        columns = state.columns();
        curves = new CurveKernel(
                "row", state.features().stream().map(FittedFeature::curve).toArray(Curve[]::new));
        areNumbers = columns.stream().allMatch(column -> column.mapping().encoding() == Encoding.NUMBERS);
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
        int size = columns.stream().mapToInt(FittedColumn::inputWidth).sum();
        if (row.length != size) {
            throw new IllegalArgumentException(
                    "The row has " + row.length + " values where the model takes " + size + "; give it as many.");
        }
        DoubleStream numbers = DoubleStream.empty();
        int from = 0;
        for (FittedColumn column : columns) {
            double[] part = Arrays.copyOfRange(row, from, from + column.inputWidth());
            boolean isOneHot = column.mapping().encoding() == Encoding.FROM_ONE_HOT;
            numbers = DoubleStream.concat(
                    numbers, Arrays.stream(isOneHot ? OneHotRows.decode(part, column.bins()) : part));
            from += column.inputWidth();
        }
        return numbers.toArray();
    }

    private double[] results(double[] numbers) {
        DoubleStream results = DoubleStream.empty();
        int from = 0;
        for (FittedColumn column : columns) {
            double[] part =
                    Arrays.copyOfRange(numbers, from, from + column.features().size());
            results = DoubleStream.concat(
                    results, Arrays.stream(column.isOneHot() ? OneHotRows.encode(part, column.bins()) : part));
            from += part.length;
        }
        return results.toArray();
    }
}
