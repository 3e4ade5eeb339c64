package org.tare.stat;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The most frequent value, of several the least.
 *
 * @param value the most frequent one that is known; NaN without values
 * @param isCertain whether no bucket of several values could hold a more frequent one
 */
@DefaultSerializer(JavaSerializer.class)
public record Mode(double value, boolean isCertain) implements Serializable {
    /** So many buckets are looked into at most: of more, a further scan would not tell enough. */
    private static final int MOST_BUCKETS = 1 << 16;

    /** The most frequent value as far as these buckets tell. */
    public static Mode of(Quantiles quantiles) {
        Heaviest known = known(quantiles);
        List<ValueRange> others = heavier(quantiles, known);
        boolean isNothingKnown = Double.isNaN(known.value) && !others.isEmpty();
        return new Mode(isNothingKnown ? others.get(0).least() : known.value, others.isEmpty());
    }

    /** The buckets to look into before the mode is certain; none where there are too many of them, or it is. */
    public static List<ValueRange> unresolved(Quantiles quantiles) {
        List<ValueRange> heavier = heavier(quantiles, known(quantiles));
        return heavier.size() > MOST_BUCKETS ? List.of() : heavier;
    }

    private record Heaviest(double value, double weight) {}

    private static Heaviest known(Quantiles quantiles) {
        Heaviest heaviest = new Heaviest(Double.NaN, 0);
        for (int i = 0; i < quantiles.buckets(); i++) {
            ValueRange bucket = quantiles.bucket(i);
            if (bucket.least() == bucket.greatest() && quantiles.bucketWeight(i) > heaviest.weight) {
                heaviest = new Heaviest(bucket.least(), quantiles.bucketWeight(i));
            }
        }
        return heaviest;
    }

    /** Buckets of several values, one of which may weigh more, or as much and be less. */
    private static List<ValueRange> heavier(Quantiles quantiles, Heaviest known) {
        List<ValueRange> heavier = new ArrayList<>();
        for (int i = 0; i < quantiles.buckets(); i++) {
            ValueRange bucket = quantiles.bucket(i);
            // The other end of a bucket is another value.
            double most = quantiles.bucketWeight(i) - quantiles.leastWeight();
            boolean couldWin = most > known.weight || (most == known.weight && bucket.least() < known.value);
            if (bucket.least() < bucket.greatest() && couldWin) {
                heavier.add(bucket);
            }
        }
        return heavier;
    }
}
