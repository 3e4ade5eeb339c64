package org.tare.nn.layer;

import java.util.SplittableRandom;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Layer;
import org.tare.nn.core.LayerType;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;
import org.tare.nn.text.Arguments;

/**
 * Drops each number with probability {@code rate} and divides the others by 1-rate (Srivastava et al. 2014); in inference
 * the identity. What is dropped depends on seed, step and shard, not on the rank that hosts the shard.
 */
final class Dropout implements Layer {
    static final LayerType TYPE = new LayerType("dropout", Dropout::new);

    private final String name;
    private final Shape shape;
    private final double rate;

    private Dropout(Arguments arguments, BuildContext context) {
        name = context.name("dropout");
        shape = context.input();
        rate = arguments.leading("rate", 0, Math.nextDown(1.0));
    }

    @Override
    public Shape output() {
        return shape;
    }

    @Override
    public Pass forward(Batch x, StepContext context) {
        if (context.mode() != StepContext.Mode.TRAINING) {
            return new Pass(x, dy -> dy);
        }
        Batch kept = context.batch(x, x.cols());
        Batch y = context.batch(x, x.cols());
        for (int shard = 0; shard < x.size(); shard++) {
            draw(context.random(name, shard), kept.shard(shard));
            multiply(x.shard(shard), kept.shard(shard), y.shard(shard));
        }
        return new Pass(y, dy -> {
            for (int shard = 0; shard < x.size(); shard++) {
                multiply(dy.shard(shard), kept.shard(shard), dy.shard(shard));
            }
            return dy;
        });
    }

    private void draw(SplittableRandom random, Matrix kept) {
        for (int i = 0; i < kept.size(); i++) {
            kept.data()[kept.offset() + i] = random.nextDouble() < rate ? 0 : 1 / (1 - rate);
        }
    }

    private static void multiply(Matrix a, Matrix b, Matrix product) {
        for (int i = 0; i < a.size(); i++) {
            product.data()[product.offset() + i] = a.data()[a.offset() + i] * b.data()[b.offset() + i];
        }
    }
}
