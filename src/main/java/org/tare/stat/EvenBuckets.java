package org.tare.stat;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts the values of many ranges apart from each other in buckets of one level: the place of a value's
 * bucket is computed, where a histogram that fits its values would have to look for it.
 */
final class EvenBuckets implements Accumulator<List<Histogram>> {
    /** What is known of a bucket: its count, its least and its greatest value, side by side, as they are looked at together. */
    private static final int PARTS = 3;

    private static final int BLOCK = 1024;

    private final double[] least;
    private final double[] greatest;
    private final int buckets;
    private final int level;
    private final RangeTable ranges;

    /** Of each range, how far it is from a key to the place of its bucket. */
    private final long[] base;

    private final long[] parts;

    private final int[] places = new int[BLOCK];
    private final long[] foundBits = new long[BLOCK];

    /** What does not come by blocks of weight 1; null while there is nothing. */
    private RangesAccumulator<Histogram> others;

    /**
     * @param least of each range, increasing
     * @param greatest of each range, below the least value of the next
     * @param buckets how many a range has at most
     */
    EvenBuckets(double[] least, double[] greatest, int buckets) {
        this.least = least;
        this.greatest = greatest;
        this.buckets = buckets;
        ranges = new RangeTable(least, greatest);
        level = IntStream.range(0, least.length)
                .map(r -> OrderedBits.levelFor(least[r], greatest[r], buckets))
                .max()
                .orElse(0);
        base = new long[least.length];
        int count = 0;
        for (int r = 0; r < least.length; r++) {
            base[r] = count - key(least[r]);
            count += (int) (key(greatest[r]) - key(least[r]) + 1);
        }
        parts = new long[PARTS * count];
        for (int place = 0; place < parts.length; place += PARTS) {
            parts[place + 1] = Long.MAX_VALUE;
            parts[place + 2] = Long.MIN_VALUE;
        }
    }

    private long key(double x) {
        return OrderedBits.of(x + 0.0) >> level;
    }

    @Override
    public void add(double[] values, int from, int to) {
        for (int start = from; start < to; start += BLOCK) {
            addBlock(values, start, Math.min(to, start + BLOCK));
        }
    }

    /** In two loops: a bucket that is not in the caches is waited for beside others, not beside the search for the next. */
    private void addBlock(double[] values, int from, int to) {
        int found = 0;
        for (int i = from; i < to; i++) {
            int range = ranges.find(values[i]);
            if (range >= 0) {
                long bits = OrderedBits.of(values[i] + 0.0);
                foundBits[found] = bits;
                places[found++] = PARTS * (int) (base[range] + (bits >> level));
            }
        }
        for (int i = 0; i < found; i++) {
            long bits = foundBits[i];
            int place = places[i];
            parts[place]++;
            if (bits < parts[place + 1]) {
                parts[place + 1] = bits;
            }
            if (bits > parts[place + 2]) {
                parts[place + 2] = bits;
            }
        }
    }

    private RangesAccumulator<Histogram> others() {
        if (others == null) {
            HistogramStatistic each = new HistogramStatistic(buckets);
            others = new RangesAccumulator<>(
                    least,
                    greatest,
                    IntStream.range(0, least.length)
                            .mapToObj(r -> each.accumulator())
                            .toList());
        }
        return others;
    }

    @Override
    public void add(double value, double weight) {
        others().add(value, weight);
    }

    @Override
    public void addZeros(long n) {
        others().addZeros(n);
    }

    @Override
    public void add(double value, Weights weights) {
        others().add(value, weights);
    }

    @Override
    public List<Histogram> result() {
        List<Histogram> beside = others == null ? null : others.result();
        return IntStream.range(0, least.length)
                .mapToObj(r -> {
                    Histogram counted = histogram(counted(r));
                    return beside == null
                            ? counted
                            : counted.merge(histogram(beside.get(r).quantiles()));
                })
                .toList();
    }

    /** At this level even where fewer bits would do, so that all parts of the data agree on it. */
    private Histogram histogram(Quantiles quantiles) {
        return new Histogram(buckets, level, quantiles);
    }

    private Quantiles counted(int r) {
        int start = (int) (base[r] + key(least[r]));
        int end = (int) (base[r] + key(greatest[r]));
        int[] filled = IntStream.rangeClosed(start, end)
                .map(place -> PARTS * place)
                .filter(place -> parts[place] > 0)
                .toArray();
        FixedPoints counts = new FixedPoints(filled.length);
        for (int i = 0; i < filled.length; i++) {
            counts.add(i, parts[filled[i]], 0);
        }
        return new Quantiles(values(filled, 1), values(filled, 2), counts.cumulated());
    }

    private double[] values(int[] places, int part) {
        return IntStream.of(places)
                .mapToDouble(place -> OrderedBits.toDouble(parts[place + part]))
                .toArray();
    }
}
