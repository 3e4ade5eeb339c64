package org.tare.spark.row;

import java.io.Serializable;
import java.util.function.BiFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** Functions of vectors and arrays that differ from row to row. */
final class KernelRows {
    private KernelRows() {}

    record OfVectors(KernelCache kernels) implements BiFunction<InternalRow, UTF8String, InternalRow>, Serializable {
        @Override
        public InternalRow apply(InternalRow vector, UTF8String text) {
            return new VectorRows.MapVector(kernels.get(text)).apply(vector);
        }
    }

    record OfArrays(KernelCache kernels, boolean isFloat)
            implements BiFunction<ArrayData, UTF8String, ArrayData>, Serializable {
        @Override
        public ArrayData apply(ArrayData array, UTF8String text) {
            return new VectorRows.MapArray(kernels.get(text), isFloat).apply(array);
        }
    }
}
