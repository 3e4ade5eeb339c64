package org.tare.sql;

import java.util.List;
import org.tare.spark.aggregate.SqlPartial;
import org.tare.stat.BandedSums;
import org.tare.stat.Moments;
import org.tare.stat.MomentsStatistic;

/** What generated code calls to add up {@link BandedSums}; public only for that. */
public final class PartialMoments {
    /** Of sums. */
    static final SqlPartial SUM = new SqlPartial(PartialMoments.class, List.of(1, 2));

    /** Of sums and of sums of squares. */
    static final SqlPartial SQUARES = new SqlPartial(PartialMoments.class, List.of(1, 2, 4));

    private static final StatisticAggregation<Moments> STATES =
            StatisticAggregation.state("exact_moments_state", new MomentsStatistic(), false);

    private PartialMoments() {}

    /** See {@link BandedSums#band}. */
    public static int band(double x) {
        return BandedSums.band(x);
    }

    /** See {@link BandedSums#word}. */
    public static long word(double x, int k) {
        return BandedSums.word(x, k);
    }

    /** See {@link BandedSums}. */
    public static long plus(long a0, long b0) {
        return BandedSums.plus(a0, b0);
    }

    /** See {@link BandedSums}. */
    public static long plus(long a0, long a1, long b0, long b1) {
        return BandedSums.plus(a0, a1, b0, b1);
    }

    /** See {@link BandedSums}. */
    public static long plus(long a0, long a1, long a2, long b0, long b1, long b2) {
        return BandedSums.plus(a0, a1, a2, b0, b1, b2);
    }

    /** See {@link BandedSums}. */
    public static long plus(long a0, long a1, long a2, long a3, long b0, long b1, long b2, long b3) {
        return BandedSums.plus(a0, a1, a2, a3, b0, b1, b2, b3);
    }

    /** The state of values whose squares were not summed. */
    public static byte[] state(int band, long count, long s0, long s1) {
        return STATES.bytes(BandedSums.moments(band, count, s0, s1));
    }

    /** The state of values but for their minimum and maximum. */
    public static byte[] state(int band, long count, long s0, long s1, long q0, long q1, long q2, long q3) {
        return STATES.bytes(BandedSums.moments(band, count, s0, s1, q0, q1, q2, q3));
    }
}
