package org.tare.stat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The definitions of mean and variance in exact rational arithmetic, and the nearest double to a rational. */
final class Exactly {
    private static final MathContext WIDE = new MathContext(1200, RoundingMode.HALF_EVEN);

    private Exactly() {}

    static double mean(double[] x, double[] w) {
        return nearest(sum(x, w), sum(ones(x), w));
    }

    /** Σw(x-m)²/divisor with m = Σwx/W, all times W² so that nothing is divided early. */
    static BigDecimal[] variance(double[] x, double[] w, boolean sample) {
        BigDecimal weight = sum(ones(x), w);
        BigDecimal sum = sum(x, w);
        BigDecimal scatter = BigDecimal.ZERO;
        for (int i = 0; i < x.length; i++) {
            BigDecimal d = new BigDecimal(x[i]).multiply(weight).subtract(sum);
            scatter = scatter.add(new BigDecimal(w[i]).multiply(d).multiply(d));
        }
        BigDecimal divisor = sample ? weight.subtract(BigDecimal.ONE) : weight;
        return new BigDecimal[] {scatter, divisor.multiply(weight).multiply(weight)};
    }

    /** The double nearest to a quotient: the neighbor of a first guess whose exact distance is least. */
    static double nearest(BigDecimal numerator, BigDecimal denominator) {
        double guess = numerator.divide(denominator, WIDE).doubleValue();
        if (Double.isInfinite(guess)) {
            return guess;
        }
        double best = guess;
        for (double candidate : new double[] {Math.nextDown(guess), Math.nextUp(guess)}) {
            if (Double.isFinite(candidate)
                    && distance(candidate, numerator, denominator).compareTo(distance(best, numerator, denominator))
                            < 0) {
                best = candidate;
            }
        }
        return best;
    }

    private static BigDecimal distance(double candidate, BigDecimal numerator, BigDecimal denominator) {
        return new BigDecimal(candidate)
                .multiply(denominator)
                .subtract(numerator)
                .abs();
    }

    /** Whether {@code root} is the double nearest to the square root of a quotient. */
    static boolean isNearestRoot(double root, BigDecimal numerator, BigDecimal denominator) {
        if (Double.isInfinite(root)) {
            BigDecimal most = new BigDecimal(Double.MAX_VALUE);
            return most.multiply(most).multiply(denominator).compareTo(numerator) < 0;
        }
        BigDecimal two = BigDecimal.valueOf(2);
        BigDecimal r = new BigDecimal(root);
        BigDecimal above = r.add(new BigDecimal(Math.ulp(root)).divide(two));
        BigDecimal below = root == 0
                ? BigDecimal.ZERO
                : r.add(new BigDecimal(Math.nextDown(root))).divide(two);
        return below.multiply(below).multiply(denominator).compareTo(numerator) <= 0
                && above.multiply(above).multiply(denominator).compareTo(numerator) >= 0;
    }

    static double[] ones(double[] x) {
        double[] ones = new double[x.length];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }

    private static BigDecimal sum(double[] x, double[] w) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < x.length; i++) {
            sum = sum.add(new BigDecimal(x[i]).multiply(new BigDecimal(w[i])));
        }
        return sum;
    }
}
