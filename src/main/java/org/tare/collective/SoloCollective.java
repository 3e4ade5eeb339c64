package org.tare.collective;

import java.util.List;

/** The agreement of one rank with itself. */
public final class SoloCollective implements Collective {
    @Override
    public int rank() {
        return 0;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public double[][] gather(double[] mine) {
        return new double[][] {mine.clone()};
    }

    @Override
    public void sum(List<double[]> parts, int shards) {}

    @Override
    public void abort(Throwable reason) {}
}
