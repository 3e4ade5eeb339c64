package org.tare.stat;

/** Hands values on, those beyond two numbers as the nearer of them; what is not finite stays so, and is not counted. */
final class ClippedAccumulator<V> implements Accumulator<V> {
    private static final int BLOCK = 1024;

    private final double min;
    private final double max;
    private final Accumulator<V> clipped;
    private final double[] block = new double[BLOCK];

    ClippedAccumulator(double min, double max, Accumulator<V> clipped) {
        this.min = min;
        this.max = max;
        this.clipped = clipped;
    }

    @Override
    public void add(double[] values, int from, int to) {
        for (int start = from; start < to; start += BLOCK) {
            int n = Math.min(to - start, BLOCK);
            for (int i = 0; i < n; i++) {
                block[i] = clip(values[start + i]);
            }
            clipped.add(block, 0, n);
        }
    }

    private double clip(double x) {
        return Double.isFinite(x) ? Math.max(min, Math.min(x, max)) : x;
    }

    @Override
    public void add(double value, double weight) {
        clipped.add(clip(value), weight);
    }

    @Override
    public void addZeros(long n) {
        if (clip(0) == 0) {
            clipped.addZeros(n);
        } else if (n > 0) {
            clipped.add(clip(0), (double) n);
        }
    }

    @Override
    public void add(double value, Weights weights) {
        clipped.add(clip(value), weights);
    }

    @Override
    public V result() {
        return clipped.result();
    }
}
