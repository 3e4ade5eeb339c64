package org.tare.nn.core;

import java.util.ArrayList;
import java.util.List;
import org.tare.linalg.FloatMatrix;
import org.tare.linalg.Matrix;

/**
 * Buffers for what one step computes. Every step asks for the same sizes in the same order, so the i-th request gets the
 * i-th array again and, after the first step, nothing is allocated. Contents are whatever the last step left.
 */
public final class BufferPool {
    private final List<double[]> arrays = new ArrayList<>();
    private final List<float[]> floats = new ArrayList<>();
    private int next;
    private int nextFloats;

    /** Begins a step: all that was handed out may be overwritten. */
    public void reset() {
        next = 0;
        nextFloats = 0;
    }

    /** The next buffer. */
    public Matrix matrix(int rows, int cols) {
        int size = Math.multiplyExact(rows, cols);
        if (next == arrays.size()) {
            arrays.add(new double[size]);
        } else if (arrays.get(next).length < size) {
            arrays.set(next, new double[size]);
        }
        return Matrix.view(arrays.get(next++), 0, rows, cols);
    }

    /** The next buffer in single precision. */
    FloatMatrix floatMatrix(int rows, int cols) {
        int size = Math.multiplyExact(rows, cols);
        if (nextFloats == floats.size()) {
            floats.add(new float[size]);
        } else if (floats.get(nextFloats).length < size) {
            floats.set(nextFloats, new float[size]);
        }
        return FloatMatrix.view(floats.get(nextFloats++), rows, cols);
    }
}
