package org.tare.nn.layer;

import java.util.ArrayList;
import java.util.List;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Layer;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/** The same numbers under another shape: {@code reshape(28, 28, 1)} for images, {@code flatten} for one dimension. */
final class Reshape implements Layer {
    private final Shape shape;

    private Reshape(Shape shape) {
        this.shape = shape;
    }

    static Layer read(Term word, Arguments options, BuildContext site) {
        List<Integer> dimensions = new ArrayList<>();
        for (int i = 0; i < word.arguments().size(); i++) {
            dimensions.add(options.whole("dimension", 1));
        }
        if (dimensions.isEmpty()) {
            throw word.error("needs dimensions, as in reshape(28, 28, 1)");
        }
        Shape shape = Shape.of(dimensions.stream().mapToInt(d -> d).toArray());
        if (shape.size() != site.input().size()) {
            throw word.error("makes rows of shape " + shape + " of rows of shape " + site.input() + "; give a shape of "
                    + site.input().size() + " numbers");
        }
        return new Reshape(shape);
    }

    static Layer readFlatten(Term word, Arguments options, BuildContext site) {
        return new Reshape(Shape.of(site.input().size()));
    }

    @Override
    public Shape output() {
        return shape;
    }

    @Override
    public Pass forward(Batch x, StepContext context) {
        return new Pass(x, dy -> dy);
    }
}
