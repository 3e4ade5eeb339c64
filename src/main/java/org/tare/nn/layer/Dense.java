package org.tare.nn.layer;

import java.util.ArrayList;
import java.util.List;
import org.tare.linalg.Operand;
import org.tare.linalg.Products;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Channels;
import org.tare.nn.core.Gradients;
import org.tare.nn.core.Initializer;
import org.tare.nn.core.Layer;
import org.tare.nn.core.LayerType;
import org.tare.nn.core.Parameter;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;
import org.tare.nn.text.Arguments;

/**
 * {@code y = x Wᵀ + b}, with W one row for each output. Without b where a batch normalization follows, whose centering
 * would cancel it.
 */
final class Dense implements Layer {
    static final LayerType TYPE = new LayerType("dense", Dense::new);

    private final Shape output;
    private final Parameter weight;
    private final Parameter bias;
    private final boolean biased;

    private Dense(Arguments arguments, BuildContext context) {
        int outputs = arguments.whole("outputs", 1);
        int inputs = context.input().size();
        output = Shape.of(outputs);
        biased = arguments.flag("bias", !context.following().removesMean());
        Initializer init = Initializer.read(arguments, context.following());
        weight = new Parameter(
                context.name("weight"),
                Parameter.Kind.WEIGHT,
                outputs,
                inputs,
                () -> init.weights(outputs, inputs, inputs, outputs, context.random()));
        bias = Parameter.row(context.name("bias"), Parameter.Kind.OFFSET, outputs, 0);
    }

    @Override
    public Shape output() {
        return output;
    }

    @Override
    public Pass forward(Batch x, StepContext context) {
        Operand w = context.operand(weight.value());
        List<Operand> in = context.operands(x);
        Batch y = context.batch(x, w.rows(), context.precision());
        for (int shard = 0; shard < x.size(); shard++) {
            if (biased) {
                Channels.fill(y.numbers(shard), bias.value());
                Products.addRightTransposed(in.get(shard), w, y.numbers(shard));
            } else {
                Products.multiplyRightTransposed(in.get(shard), w, y.numbers(shard));
            }
        }
        return new Pass(y, dy -> {
            Gradients gradients = context.gradients();
            List<Operand> out = context.operands(dy);
            gradients.set(
                    weight, (shard, into) -> Products.multiplyLeftTransposed(out.get(shard), in.get(shard), into));
            if (biased) {
                gradients.set(bias, (shard, into) -> Channels.sum(dy.numbers(shard), into));
            }
            if (x.isData()) {
                return x;
            }
            Batch dx = context.batch(x, w.cols(), context.precision());
            for (int shard = 0; shard < x.size(); shard++) {
                Products.multiply(out.get(shard), w, dx.numbers(shard));
            }
            return dx;
        });
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(List.of(weight));
        if (biased) {
            parameters.add(bias);
        }
        return parameters;
    }
}
