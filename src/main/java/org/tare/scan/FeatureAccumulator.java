package org.tare.scan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tare.stat.Accumulator;
import org.tare.stat.GroupedSums;
import org.tare.stat.Moments;
import org.tare.stat.MomentsAccumulator;
import org.tare.stat.Statistic;
import org.tare.stat.Weights;

/** Gathers the values of one feature into blocks that are worth the block kernel's while. */
final class FeatureAccumulator {
    /** As many values of a column as are summed at once, and stay in the caches from their reading to their summing. */
    static final int LONGEST_BLOCK = 4096;

    /** As many values as are gathered of one feature beside others. */
    private static final int LONGEST_OF_ROWS = 1024;

    private static final int SHORTEST_BLOCK = 64;
    private static final int FIRST_BLOCK = 8;

    /** Values that the blocks of all features may hold together: 16 MiB, of which one line each is at hand in the caches. */
    private static final int VALUES_AT_HAND = 1 << 21;

    private final MomentsAccumulator moments = new MomentsAccumulator();
    private final boolean takesSums;
    private final List<Statistic<?>> kinds;
    /** The moments, unless they are known, then those of the kinds in their order. */
    private final Accumulator<?>[] all;

    private final int longest;
    private double[] block = {};
    private int fill;
    /** Of values that are not read one by one, or null. */
    private Moments ranges;

    /** For one of so many features that a task accumulates at once; of these kinds, and of the moments unless they are known. */
    FeatureAccumulator(int features, boolean takesMoments, boolean takesSums, List<Statistic<?>> kinds) {
        this.takesSums = takesSums;
        this.longest = blockLength(features);
        this.kinds = kinds;
        this.all = new Accumulator<?>[kinds.size() + (takesMoments ? 1 : 0)];
        if (takesMoments) {
            all[0] = moments;
        }
        for (int k = 0; k < kinds.size(); k++) {
            all[ofKind(k)] = kinds.get(k).accumulator();
        }
    }

    private int ofKind(int k) {
        return all.length - kinds.size() + k;
    }

    static int blockLength(int features) {
        return Math.max(SHORTEST_BLOCK, Math.min(LONGEST_OF_ROWS, VALUES_AT_HAND / features));
    }

    void add(double value, double weight) {
        if (weight == 1) {
            add(value);
        } else {
            for (Accumulator<?> accumulator : all) {
                accumulator.add(value, weight);
            }
        }
    }

    void add(double value) {
        if (fill == block.length) {
            makeRoom();
        }
        block[fill++] = value;
    }

    /** Grows first, so that the many features that are seldom seen stay small. */
    private void makeRoom() {
        if (block.length < longest) {
            block = Arrays.copyOf(block, Math.min(longest, Math.max(FIRST_BLOCK, 2 * block.length)));
        } else {
            flush();
        }
    }

    /** Adds {@code values[from..to)}, which are a block already. */
    void addBlock(double[] values, int from, int to) {
        for (Accumulator<?> accumulator : all) {
            accumulator.add(values, from, to);
        }
    }

    /** Adds {@code values[from..to)} with their weights; NaN is missing, and rows of weight 0 are not there. */
    void addBlock(double[] values, double[] weights, int from, int to) {
        if (areOne(weights, from, to)) {
            addBlock(values, from, to);
            return;
        }
        for (Accumulator<?> accumulator : all) {
            accumulator.add(values, weights, from, to);
        }
    }

    private static boolean areOne(double[] weights, int from, int to) {
        for (int i = from; i < to; i++) {
            if (weights[i] != 1) {
                return false;
            }
        }
        return true;
    }

    void addMissing(long n, double weight) {
        moments.addMissing(n);
        for (int k = 0; k < kinds.size(); k++) {
            all[ofKind(k)].addMissing(n, weight);
        }
    }

    /** Adds so many values, of which these are the smallest and the largest. */
    void addRange(long n, double min, double max) {
        Moments range = Moments.ofRange(n, min, max);
        ranges = ranges == null ? range : ranges.merge(range);
    }

    void addZeros(long n) {
        for (Accumulator<?> accumulator : all) {
            accumulator.addZeros(n);
        }
    }

    void addZeros(Weights weights) {
        for (Accumulator<?> accumulator : all) {
            accumulator.addZeros(weights);
        }
    }

    /** Moves here the moments of what was added of a group. */
    void add(GroupedSums sums, int group) {
        moments.add(sums, group);
    }

    FeatureStatistics result(String name) {
        flush();
        Map<Statistic<?>, Object> values = kinds.isEmpty() ? Map.of() : new LinkedHashMap<>();
        for (int k = 0; k < kinds.size(); k++) {
            values.put(kinds.get(k), all[ofKind(k)].result());
        }
        Moments taken = ranges == null ? moments.result() : moments.result().merge(ranges);
        return new FeatureStatistics(name, takesSums ? taken : taken.withoutSums(), values);
    }

    private void flush() {
        addBlock(block, 0, fill);
        fill = 0;
    }
}
