package org.tare.nn.layer;

import java.util.List;
import java.util.function.IntConsumer;
import org.tare.linalg.Matrix;
import org.tare.nn.core.PaddedSteps;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepPadding;
import org.tare.nn.text.Arguments;

/** The places of a row that a global pooling looks at: all positions of an image, or the observed steps of a sequence. */
final class Places {
    private final Shape shape;
    private final String layer;
    private final StepPadding padding;

    Places(Arguments arguments, Shape shape) {
        this.shape = shape;
        this.layer = arguments.term().name();
        if (!shape.isImage() && !shape.isSequence()) {
            throw arguments.error("works on images and sequences but its input is of shape " + shape
                    + "; put reshape(height, width, channels) or reshape(steps, features) before it");
        }
        this.padding = shape.isSequence() ? StepPadding.optional(arguments, shape) : StepPadding.NONE;
    }

    List<PaddedSteps> paddedSteps() {
        return padding.masked() ? List.of(new PaddedSteps(layer, channels(), padding)) : List.of();
    }

    int channels() {
        return shape.channels();
    }

    /** Where in the array each of them begins. */
    void forEach(Matrix x, int row, IntConsumer visit) {
        Matrix steps = x.rows(row, row + 1).reshape(shape.positions(), shape.channels());
        for (int step = 0; step < steps.rows(); step++) {
            if (padding.isObserved(steps, step)) {
                visit.accept(steps.start(step));
            }
        }
    }

    int count(Matrix x, int row) {
        if (!padding.masked()) {
            return shape.positions();
        }
        return padding.observed(x.rows(row, row + 1).reshape(shape.positions(), shape.channels())).length;
    }
}
