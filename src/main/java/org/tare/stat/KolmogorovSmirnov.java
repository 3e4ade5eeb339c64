package org.tare.stat;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.Objects;

/**
 * The Kolmogorov-Smirnov distance of two distributions, {@code sup |F(x) - G(x)|} over all x, F and G being the parts of the
 * weight that are at most x (Smirnov, 1939): 0 for equal distributions, 1 where no value of one is among those of the other.
 *
 * <p>F and G are known at the first and the last value of each bucket, and between buckets; within one they are known to lie
 * between its ends. The largest difference that is certain is the lower bound, and the largest that is possible the upper one,
 * both up to the rounding of a double. They agree where each bucket is one value. All three are NaN where one of the two has no
 * values.
 *
 * @param lower what the distance is at least
 * @param distance the distance if the values of each bucket are evenly spaced
 * @param upper what the distance is at most
 */
@DefaultSerializer(JavaSerializer.class)
public record KolmogorovSmirnov(double lower, double distance, double upper) implements Serializable {
    private static final KolmogorovSmirnov UNKNOWN = new KolmogorovSmirnov(Double.NaN, Double.NaN, Double.NaN);

    /** The distance of two distributions, in either order. */
    public static KolmogorovSmirnov between(Quantiles a, Quantiles b) {
        Objects.requireNonNull(a, "One of the quantiles is null; give those of both features.");
        Objects.requireNonNull(b, "One of the quantiles is null; give those of both features.");
        if (a.size() == 0 || b.size() == 0) {
            return UNKNOWN;
        }
        Walk f = new Walk(a);
        Walk g = new Walk(b);
        double lower = 0;
        double distance = 0;
        double upper = 0;
        while (f.isWithin() || g.isWithin()) {
            double x = Math.min(f.next(), g.next());
            // What there is just below x, and then at it.
            f.look(x);
            g.look(x);
            distance = Math.max(distance, Math.abs(f.near - g.near));
            f.reach(x);
            g.reach(x);
            lower = Math.max(lower, Math.max(f.least - g.most, g.least - f.most));
            distance = Math.max(distance, Math.abs(f.near - g.near));
            upper = Math.max(upper, Math.max(f.most - g.least, g.most - f.least));
        }
        return new KolmogorovSmirnov(lower, Math.max(lower, Math.min(distance, upper)), upper);
    }

    /** One distribution on the way from its least value to its greatest. */
    private static final class Walk {
        private final Quantiles buckets;
        private final double all;
        private int bucket;
        private boolean isInside;
        private double least;
        private double near;
        private double most;

        Walk(Quantiles buckets) {
            this.buckets = buckets;
            this.all = buckets.sumOfWeights();
        }

        boolean isWithin() {
            return bucket < buckets.size();
        }

        /** The first or last value of a bucket that comes next; infinity behind the last. */
        double next() {
            return !isWithin() ? Double.POSITIVE_INFINITY : isInside ? buckets.greatest(bucket) : buckets.least(bucket);
        }

        /** Goes on to {@code x}, which lies before the next end or at it. */
        void reach(double x) {
            if (isWithin() && !isInside && x == buckets.least(bucket)) {
                isInside = true;
            }
            if (isInside && x == buckets.greatest(bucket)) {
                isInside = false;
                bucket++;
            }
            look(x);
        }

        /** What there is at {@code x}, seen from where the walk has come to. */
        void look(double x) {
            double before = buckets.weightBefore(bucket);
            if (!isInside) {
                least = before / all;
                near = least;
                most = least;
                return;
            }
            double end = buckets.leastWeight();
            double after = buckets.weightBefore(bucket + 1);
            double part = Interpolation.part(buckets.least(bucket), buckets.greatest(bucket), x);
            least = (before + end) / all;
            most = (after - end) / all;
            near = Math.max(least, Math.min((before + 1 + part * (after - before - 1)) / all, most));
        }
    }
}
