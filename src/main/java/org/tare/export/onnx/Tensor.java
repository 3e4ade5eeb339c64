package org.tare.export.onnx;

import org.tare.nn.core.Shape;

/** A value of a graph that has rows of that shape: (rows, dimensions of the shape). */
record Tensor(String value, Shape shape) {
    Tensor with(String other) {
        return new Tensor(other, shape);
    }

    /** The same numbers under another shape. */
    Tensor reshaped(OnnxGraph graph, Shape other) {
        if (other.equals(shape)) {
            return this;
        }
        int[] dimensions = other.dimensions();
        long[] wanted = new long[dimensions.length + 1];
        for (int i = 0; i < dimensions.length; i++) {
            wanted[i + 1] = dimensions[i];
        }
        // A first dimension of 0 stays what it is.
        return new Tensor(graph.add("Reshape", value, graph.whole(wanted)), other);
    }

    /** The same as one dimension. */
    Tensor flat(OnnxGraph graph) {
        return reshaped(graph, Shape.of(shape.size()));
    }
}
