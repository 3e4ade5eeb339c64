package org.tare.spark.row;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/** Rows of numbers as sparse vectors of zeros and ones, and the way back. */
final class OneHotRows {
    private OneHotRows() {}

    record OfArray(OneHot code, boolean isFloat) implements Function<ArrayData, InternalRow>, Serializable {
        @Override
        public InternalRow apply(ArrayData numbers) {
            return encoded(code, VectorRows.doubles(numbers, isFloat));
        }
    }

    record OfVector(OneHot code) implements Function<InternalRow, InternalRow>, Serializable {
        @Override
        public InternalRow apply(InternalRow numbers) {
            return encoded(code, VectorRows.dense(numbers));
        }
    }

    record Back(VectorSlice slice, OneHot code) implements Function<InternalRow, InternalRow>, Serializable {
        @Override
        public InternalRow apply(InternalRow vector) {
            slice.requireSize(VectorRows.size(vector));
            return VectorRows.denseVector(code.decode(VectorRows.dense(vector)));
        }
    }

    private static InternalRow encoded(OneHot code, double[] numbers) {
        int[] places = code.places(numbers);
        double[] ones = new double[places.length];
        Arrays.fill(ones, 1);
        return VectorRows.sparseVector(code.size(), places, ones);
    }
}
