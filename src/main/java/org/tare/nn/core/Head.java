package org.tare.nn.core;

/** An output of a training step besides the network's own, with a loss of its own by the same targets. */
public final class Head {
    private final Batch output;
    private final double weight;
    private Batch gradient;

    /** @param weight what its loss counts in the sum that training minimizes */
    public Head(Batch output, double weight) {
        this.output = output;
        this.weight = weight;
    }

    /** What its layers put out. */
    public Batch output() {
        return output;
    }

    /** What its loss counts. */
    public double weight() {
        return weight;
    }

    /** The gradient of what is minimized by the output. */
    public Batch gradient() {
        return gradient;
    }

    /** Sets that, before the backward pass. */
    public void setGradient(Batch byOutput) {
        gradient = byOutput;
    }
}
