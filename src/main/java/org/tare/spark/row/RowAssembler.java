package org.tare.spark.row;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** One vector of a row of parts, each a double, a vector or an array of a known size. */
public final class RowAssembler implements Function<InternalRow, InternalRow>, Serializable {
    private enum Part {
        SCALAR,
        VECTOR,
        FLOATS,
        DOUBLES;

        static Part of(DataType type) {
            if (type instanceof ArrayType array) {
                return VectorRows.isFloat(array) ? FLOATS : DOUBLES;
            }
            return type.equals(DataTypes.DoubleType) ? SCALAR : VECTOR;
        }
    }

    private final Part[] parts;
    private final int[] sizes;
    private final int size;

    RowAssembler(List<DataType> types, int[] sizes) {
        this.parts = types.stream().map(Part::of).toArray(Part[]::new);
        this.sizes = sizes;
        this.size = Arrays.stream(sizes).sum();
    }

    /** A row with a sparse part becomes sparse, any other dense. */
    @Override
    public InternalRow apply(InternalRow row) {
        return IntStream.range(0, parts.length).anyMatch(i -> isSparse(row, i)) ? sparse(row) : dense(row);
    }

    private boolean isSparse(InternalRow row, int i) {
        return parts[i] == Part.VECTOR && !row.isNullAt(i) && !VectorRows.isDense(VectorRows.vector(row, i));
    }

    private InternalRow dense(InternalRow row) {
        double[] all = new double[size];
        int from = 0;
        for (int i = 0; i < parts.length; i++) {
            write(row, i, all, from);
            from += sizes[i];
        }
        return VectorRows.denseVector(all);
    }

    private InternalRow sparse(InternalRow row) {
        IntStream.Builder indices = IntStream.builder();
        DoubleStream.Builder values = DoubleStream.builder();
        int from = 0;
        for (int i = 0; i < parts.length; i++) {
            int[] at;
            double[] part;
            if (isSparse(row, i)) {
                InternalRow vector = VectorRows.vector(row, i);
                at = VectorRows.indices(vector);
                part = VectorRows.values(vector);
            } else {
                at = IntStream.range(0, sizes[i]).toArray();
                part = new double[sizes[i]];
                write(row, i, part, 0);
            }
            for (int j = 0; j < at.length; j++) {
                if (part[j] != 0) {
                    indices.add(from + at[j]);
                    values.add(part[j]);
                }
            }
            from += sizes[i];
        }
        return VectorRows.sparseVector(
                size, indices.build().toArray(), values.build().toArray());
    }

    private void write(InternalRow row, int i, double[] to, int from) {
        if (row.isNullAt(i)) {
            Arrays.fill(to, from, from + sizes[i], Double.NaN);
            return;
        }
        switch (parts[i]) {
            case SCALAR -> to[from] = row.getDouble(i);
            case VECTOR -> copy(VectorRows.values(VectorRows.vector(row, i)), to, from);
            case FLOATS -> copy(VectorRows.doubles(row.getArray(i), true), to, from);
            case DOUBLES -> copy(VectorRows.doubles(row.getArray(i), false), to, from);
        }
    }

    private static void copy(double[] part, double[] to, int from) {
        System.arraycopy(part, 0, to, from, part.length);
    }
}
