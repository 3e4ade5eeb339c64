package org.tare.nn.layer;

import java.util.ArrayList;
import java.util.List;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Layer;
import org.tare.nn.core.LayerType;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;
import org.tare.nn.text.Arguments;

/** The same numbers under another shape: {@code reshape(28, 28, 1)} for images, {@code flatten} for one dimension. */
final class Reshape implements Layer {
    static final LayerType TYPE = new LayerType("reshape", Reshape::read);
    static final LayerType FLATTEN = new LayerType("flatten", Reshape::flatten);

    private final Shape shape;

    private Reshape(Shape shape) {
        this.shape = shape;
    }

    private static Layer read(Arguments arguments, BuildContext context) {
        List<Integer> dimensions = new ArrayList<>();
        for (int i = 0; i < arguments.term().arguments().size(); i++) {
            dimensions.add(arguments.whole("dimension", 1));
        }
        if (dimensions.isEmpty()) {
            throw arguments.error("needs dimensions, as in reshape(28, 28, 1)");
        }
        Shape shape = Shape.of(dimensions.stream().mapToInt(d -> d).toArray());
        if (shape.size() != context.input().size()) {
            throw arguments.error("makes rows of shape " + shape + " of rows of shape " + context.input()
                    + "; give a shape of " + context.input().size() + " numbers");
        }
        return new Reshape(shape);
    }

    private static Layer flatten(Arguments arguments, BuildContext context) {
        return new Reshape(Shape.of(context.input().size()));
    }

    @Override
    public Shape output() {
        return shape;
    }

    @Override
    public boolean keepsNumbers() {
        return true;
    }

    @Override
    public Pass forward(Batch x, StepContext context) {
        return new Pass(x, dy -> dy);
    }
}
