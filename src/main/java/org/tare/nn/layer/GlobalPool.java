package org.tare.nn.layer;

import java.util.List;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Layer;
import org.tare.nn.core.PaddedSteps;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;
import org.tare.nn.text.Arguments;

/** One number of each channel of an image, or of each feature over the observed steps of a sequence; 0 where there are none. */
abstract class GlobalPool implements Layer {
    private final Places places;

    GlobalPool(Arguments arguments, BuildContext context) {
        places = new Places(arguments, context.input());
    }

    /** Adds to a row of y, which is 0, what a row of x has at these places. */
    abstract void forward(Matrix x, Matrix y, int row, Places at);

    /** Adds to a row of dx, which is 0, the gradient that a row of dy hands to these places. */
    abstract void backward(Matrix x, Matrix y, Matrix dy, Matrix dx, int row, Places at);

    @Override
    public final Shape output() {
        return Shape.of(places.channels());
    }

    @Override
    public final Pass forward(Batch x, StepContext context) {
        Batch y = context.batch(x, places.channels());
        for (int shard = 0; shard < x.size(); shard++) {
            y.shard(shard).fill(0);
            for (int row = 0; row < x.shard(shard).rows(); row++) {
                forward(x.shard(shard), y.shard(shard), row, places);
            }
        }
        return new Pass(y, dy -> {
            Batch dx = context.batch(x, x.cols());
            for (int shard = 0; shard < x.size(); shard++) {
                dx.shard(shard).fill(0);
                for (int row = 0; row < x.shard(shard).rows(); row++) {
                    backward(x.shard(shard), y.shard(shard), dy.shard(shard), dx.shard(shard), row, places);
                }
            }
            return dx;
        });
    }

    @Override
    public List<PaddedSteps> paddedSteps() {
        return places.paddedSteps();
    }
}
