package org.tare.stat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Buckets of quantiles replaced by what a further scan found within them, all of them in one pass. */
final class Refinement {
    private final Quantiles outer;
    /** Of each bucket, what was found within it; null where nobody looked. */
    private final Quantiles[] inside;

    private int size;
    /** No numbers, but of the unit and the width that all of them need. */
    private FixedPoints form;

    private Refinement(Quantiles outer) {
        this.outer = outer;
        inside = new Quantiles[outer.size()];
        size = outer.size();
        form = outer.ends().like(0);
    }

    /** Whether there are buckets for all ranges, in what was found within others if not before, may be required. */
    static Quantiles refine(Quantiles quantiles, List<ValueRange> ranges, List<Histogram> found, boolean ofAll) {
        Refinement refinement = new Refinement(quantiles);
        List<ValueRange> deeper = new ArrayList<>();
        List<Histogram> finest = new ArrayList<>();
        for (int r = 0; r < ranges.size(); r++) {
            ValueRange range = ranges.get(r);
            int bucket = Arrays.binarySearch(quantiles.least(), range.least());
            if (bucket >= 0 && quantiles.greatest(bucket) == range.greatest()) {
                refinement.put(bucket, range, found.get(r).quantiles());
            } else {
                deeper.add(range);
                finest.add(found.get(r));
            }
        }
        if (deeper.isEmpty()) {
            return refinement.refined();
        }
        if (deeper.size() == ranges.size()) {
            if (!ofAll) {
                return quantiles;
            }
            throw new IllegalArgumentException("There is no bucket of the values in " + ranges.get(0)
                    + "; refine these quantiles with the ranges that they said were unresolved.");
        }
        return refine(refinement.refined(), deeper, finest, ofAll);
    }

    private void put(int bucket, ValueRange range, Quantiles found) {
        FixedPoints all = outer.ends();
        Dyadic weight = bucket == 0 ? all.number(0) : all.number(bucket).minus(all.number(bucket - 1));
        if (found.size() == 0
                || !found.ends().number(found.size() - 1).equals(weight)
                || found.min() != range.least()
                || found.max() != range.greatest()) {
            throw new IllegalArgumentException("The values in " + range + " weighed " + weight.toDouble()
                    + " in one scan and " + (found.size() == 0 ? 0 : found.sumOfWeights())
                    + " in from " + found.min() + " to " + found.max()
                    + " in the next, so the data changed between them; cache it, or read a snapshot of it.");
        }
        size += inside[bucket] == null ? found.size() - 1 : 0;
        inside[bucket] = found;
        form = form.aligned(found.ends().like(0));
    }

    private Quantiles refined() {
        double[] least = new double[size];
        double[] greatest = new double[size];
        FixedPoints before = outer.ends().aligned(form);
        FixedPoints sums = form.like(size);
        int n = 0;
        for (int bucket = 0; bucket < outer.size(); bucket++) {
            Quantiles found = inside[bucket];
            if (found == null) {
                least[n] = outer.least(bucket);
                greatest[n] = outer.greatest(bucket);
                sums.set(n++, before, bucket);
                continue;
            }
            FixedPoints within = found.ends().aligned(form);
            for (int i = 0; i < found.size(); i++) {
                least[n] = found.least(i);
                greatest[n] = found.greatest(i);
                sums.set(n, within, i);
                if (bucket > 0) {
                    sums.add(n, before, bucket - 1);
                }
                n++;
            }
        }
        return new Quantiles(least, greatest, sums.canonical());
    }
}
