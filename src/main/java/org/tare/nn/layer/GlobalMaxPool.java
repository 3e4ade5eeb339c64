package org.tare.nn.layer;

import org.tare.linalg.Matrix;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.LayerType;
import org.tare.nn.text.Arguments;

/** {@code y = max x}, of each channel over the places; dy goes to the first place that is largest. NaN is largest. */
final class GlobalMaxPool extends GlobalPool {
    static final LayerType TYPE = new LayerType("globalMaxPool", GlobalMaxPool::new);

    private GlobalMaxPool(Arguments arguments, BuildContext context) {
        super(arguments, context);
    }

    @Override
    void forward(Matrix x, Matrix y, int row, Places places) {
        boolean[] seen = new boolean[1];
        places.forEach(x, row, at -> {
            for (int c = 0; c < y.cols(); c++) {
                double value = x.data()[at + c];
                y.set(row, c, seen[0] ? Math.max(y.get(row, c), value) : value);
            }
            seen[0] = true;
        });
    }

    @Override
    void backward(Matrix x, Matrix y, Matrix dy, Matrix dx, int row, Places places) {
        boolean[] given = new boolean[y.cols()];
        int shift = dx.offset() - x.offset();
        places.forEach(x, row, at -> {
            for (int c = 0; c < y.cols(); c++) {
                double value = x.data()[at + c];
                boolean isLargest = value == y.get(row, c) || Double.isNaN(value);
                if (isLargest && !given[c]) {
                    dx.data()[at + shift + c] = dy.get(row, c);
                    given[c] = true;
                }
            }
        });
    }
}
