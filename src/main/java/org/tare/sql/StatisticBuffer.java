package org.tare.sql;

import java.util.Arrays;
import org.tare.stat.Accumulator;
import org.tare.stat.Statistic;

/** What an aggregate has taken so far: values that wait until they are a block, and a statistic of those before. */
final class StatisticBuffer<V> {
    /** As many values as are worth the kernel of an accumulator. */
    private static final int LONGEST = 512;

    private static final int FIRST = 8;

    private final Statistic<V> kind;
    private double[] block = new double[FIRST];
    private int fill;
    private Accumulator<V> accumulator;
    private V merged;

    StatisticBuffer(Statistic<V> kind) {
        this.kind = kind;
    }

    void add(double value) {
        if (fill == block.length) {
            makeRoom();
        }
        block[fill++] = value;
    }

    private void makeRoom() {
        if (block.length < LONGEST) {
            block = Arrays.copyOf(block, 4 * block.length);
        } else {
            flush();
        }
    }

    private void flush() {
        if (accumulator == null) {
            accumulator = kind.accumulator();
        }
        accumulator.add(block, 0, fill);
        fill = 0;
    }

    void merge(V state) {
        merged = merged == null ? state : kind.merge(merged, state);
    }

    /** Of all so far; more can be added. */
    V value() {
        if (fill > 0) {
            flush();
        }
        if (accumulator == null) {
            return merged == null ? kind.empty() : merged;
        }
        return merged == null ? accumulator.result() : kind.merge(merged, accumulator.result());
    }
}
