package org.tare.spark.row;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Functions of vectors and arrays as Spark's rows hold them; the one place that knows that form.
 *
 * <p>A vector is a row of type (0 sparse, 1 dense), size, indices and values.
 */
public final class VectorRows {
    private static final byte SPARSE = 0;
    private static final byte DENSE = 1;
    private static final int FIELDS = 4;
    private static final int SIZE = 1;
    private static final int INDICES = 2;
    private static final int VALUES = 3;

    private VectorRows() {}

    record MapVector(RowKernel kernel) implements Function<InternalRow, InternalRow>, Serializable {
        @Override
        public InternalRow apply(InternalRow vector) {
            double[] values = values(vector);
            try {
                if (isDense(vector)) {
                    kernel.dense(values);
                    return denseVector(values);
                }
                int[] indices = indices(vector);
                kernel.sparse(size(vector), indices, values);
                return sparseVector(size(vector), indices, values);
            } catch (IllegalArgumentException e) {
                throw RowErrors.of(e.getMessage());
            }
        }
    }

    record MapArray(RowKernel kernel, boolean isFloat) implements Function<ArrayData, ArrayData>, Serializable {
        @Override
        public ArrayData apply(ArrayData array) {
            double[] values = doubles(array, isFloat);
            try {
                kernel.dense(values);
            } catch (IllegalArgumentException e) {
                throw RowErrors.of(e.getMessage());
            }
            return array(values, isFloat, array);
        }
    }

    record VectorHas(NumberTest any) implements Predicate<InternalRow>, Serializable {
        @Override
        public boolean test(InternalRow vector) {
            return Arrays.stream(values(vector)).anyMatch(any);
        }
    }

    record ArrayHas(NumberTest any, boolean isFloat) implements Predicate<ArrayData>, Serializable {
        @Override
        public boolean test(ArrayData array) {
            return Arrays.stream(doubles(array, isFloat)).anyMatch(any);
        }
    }

    record Element(VectorSlice slice) implements ToDoubleFunction<InternalRow>, Serializable {
        @Override
        public double applyAsDouble(InternalRow vector) {
            slice.requireSize(size(vector));
            int index = slice.from();
            if (isDense(vector)) {
                return vector.getArray(VALUES).getDouble(index);
            }
            int found = Arrays.binarySearch(indices(vector), index);
            return found < 0 ? 0 : vector.getArray(VALUES).getDouble(found);
        }
    }

    record SliceVector(VectorSlice slice) implements Function<InternalRow, InternalRow>, Serializable {
        @Override
        public InternalRow apply(InternalRow vector) {
            slice.requireSize(size(vector));
            if (isDense(vector)) {
                return denseVector(Arrays.copyOfRange(values(vector), slice.from(), slice.to()));
            }
            int[] indices = indices(vector);
            int first = insertion(indices, slice.from());
            int end = insertion(indices, slice.to());
            int[] within = Arrays.stream(indices, first, end)
                    .map(i -> i - slice.from())
                    .toArray();
            return sparseVector(slice.length(), within, Arrays.copyOfRange(values(vector), first, end));
        }

        private static int insertion(int[] indices, int key) {
            int found = Arrays.binarySearch(indices, key);
            return found < 0 ? -found - 1 : found;
        }
    }

    record SliceArray(VectorSlice slice, boolean isFloat) implements Function<InternalRow, ArrayData>, Serializable {
        @Override
        public ArrayData apply(InternalRow vector) {
            slice.requireSize(size(vector));
            return array(Arrays.copyOfRange(dense(vector), slice.from(), slice.to()), isFloat, null);
        }
    }

    record OfSize(String column, int size) implements Function<InternalRow, InternalRow>, Serializable {
        @Override
        public InternalRow apply(InternalRow vector) {
            if (vector == null) {
                throw RowErrors.of("Column '" + column + "' is null in a row; fill it in, or leave such rows out.");
            }
            int found = VectorRows.size(vector);
            if (found != size) {
                throw RowErrors.of("Column '" + column + "' has " + found + " elements in a row where the model takes "
                        + size + "; give it as many.");
            }
            return vector;
        }
    }

    record ToArray() implements Function<InternalRow, ArrayData>, Serializable {
        @Override
        public ArrayData apply(InternalRow vector) {
            return UnsafeArrayData.fromPrimitiveArray(dense(vector));
        }
    }

    record ToVector() implements Function<ArrayData, InternalRow>, Serializable {
        @Override
        public InternalRow apply(ArrayData array) {
            return denseVector(doubles(array, false));
        }
    }

    /** All elements. */
    static double[] dense(InternalRow vector) {
        double[] values = values(vector);
        if (isDense(vector)) {
            return values;
        }
        int[] indices = indices(vector);
        double[] all = new double[size(vector)];
        for (int i = 0; i < indices.length; i++) {
            all[indices[i]] = values[i];
        }
        return all;
    }

    /** The vector at {@code i} of a row, which is not null. */
    public static InternalRow vector(SpecializedGetters row, int i) {
        return row.getStruct(i, FIELDS);
    }

    /** How many elements a vector has. */
    public static int size(InternalRow vector) {
        return isDense(vector) ? vector.getArray(VALUES).numElements() : vector.getInt(SIZE);
    }

    public static boolean isDense(InternalRow vector) {
        return vector.getByte(0) == DENSE;
    }

    public static int[] indices(InternalRow vector) {
        return vector.getArray(INDICES).toIntArray();
    }

    public static double[] values(InternalRow vector) {
        return vector.getArray(VALUES).toDoubleArray();
    }

    static InternalRow denseVector(double[] values) {
        return new GenericInternalRow(new Object[] {DENSE, null, null, UnsafeArrayData.fromPrimitiveArray(values)});
    }

    static InternalRow sparseVector(int size, int[] indices, double[] values) {
        return new GenericInternalRow(new Object[] {
            SPARSE, size, UnsafeArrayData.fromPrimitiveArray(indices), UnsafeArrayData.fromPrimitiveArray(values)
        });
    }

    /** Whether arrays of this type hold floats. */
    static boolean isFloat(ArrayType array) {
        return array.elementType().equals(DataTypes.FloatType);
    }

    /** The elements of an array, NaN for null. */
    static double[] doubles(ArrayData array, boolean isFloat) {
        double[] values = new double[array.numElements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.isNullAt(i) ? Double.NaN : isFloat ? array.getFloat(i) : array.getDouble(i);
        }
        return values;
    }

    /** An array of those values, with null where the other array, if any, has null. */
    private static ArrayData array(double[] values, boolean isFloat, ArrayData nulls) {
        if (nulls != null && hasNull(nulls)) {
            Object[] boxed = new Object[values.length];
            for (int i = 0; i < boxed.length; i++) {
                boolean isNull = nulls.isNullAt(i) && Double.isNaN(values[i]);
                boxed[i] = isNull ? null : isFloat ? (Object) (float) values[i] : (Object) values[i];
            }
            return new GenericArrayData(boxed);
        }
        if (!isFloat) {
            return UnsafeArrayData.fromPrimitiveArray(values);
        }
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return UnsafeArrayData.fromPrimitiveArray(floats);
    }

    private static boolean hasNull(ArrayData array) {
        for (int i = 0; i < array.numElements(); i++) {
            if (array.isNullAt(i)) {
                return true;
            }
        }
        return false;
    }
}
