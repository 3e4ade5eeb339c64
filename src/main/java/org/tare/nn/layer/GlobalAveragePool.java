package org.tare.nn.layer;

import org.tare.linalg.Matrix;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.LayerType;
import org.tare.nn.text.Arguments;

/** {@code y = Σx/n}, the mean of each channel over the n places (Lin et al. 2013, section 3.2), so that dy/dx = 1/n. */
final class GlobalAveragePool extends GlobalPool {
    static final LayerType TYPE = new LayerType("globalAvgPool", GlobalAveragePool::new);

    private GlobalAveragePool(Arguments arguments, BuildContext context) {
        super(arguments, context);
    }

    @Override
    void forward(Matrix x, Matrix y, int row, Places places) {
        double share = 1.0 / places.count(x, row);
        int to = y.start(row);
        places.forEach(x, row, at -> {
            for (int c = 0; c < y.cols(); c++) {
                y.data()[to + c] += share * x.data()[at + c];
            }
        });
    }

    @Override
    void backward(Matrix x, Matrix y, Matrix dy, Matrix dx, int row, Places places) {
        double share = 1.0 / places.count(x, row);
        int from = dy.start(row);
        int shift = dx.offset() - x.offset();
        places.forEach(x, row, at -> {
            for (int c = 0; c < dy.cols(); c++) {
                dx.data()[at + shift + c] = share * dy.data()[from + c];
            }
        });
    }
}
