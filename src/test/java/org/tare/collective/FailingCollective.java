package org.tare.collective;

import java.util.List;

/** A collective that fails at one of its calls, as if a peer had died there. */
public final class FailingCollective implements Collective {
    private final Collective inner;
    private int callsLeft;

    /**
     * @param calls how many calls succeed before one fails
     */
    public FailingCollective(Collective inner, int calls) {
        this.inner = inner;
        this.callsLeft = calls;
    }

    @Override
    public int rank() {
        return inner.rank();
    }

    @Override
    public int size() {
        return inner.size();
    }

    @Override
    public double[][] gather(double[] mine) {
        count();
        return inner.gather(mine);
    }

    @Override
    public void sum(List<double[]> parts, int shards) {
        count();
        inner.sum(parts, shards);
    }

    @Override
    public void abort(Throwable reason) {
        inner.abort(reason);
    }

    private void count() {
        if (callsLeft-- == 0) {
            CollectiveException failure = new CollectiveException("A peer died, as this test asked for.");
            inner.abort(failure);
            throw failure;
        }
    }
}
