package org.tare.report.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them. */
public final class NumberText {
    private static final double LARGE = 1e9;
    private static final double SMALL = 1e-4;
    private static final int DIGITS = 4;
    private static final int MOST_DIGITS = 6;

    private NumberText() {}

    public static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** Four digits, more only of a whole number; an exponent where plain digits would be long; nothing for NaN. */
    public static String of(double value) {
        return of(value, DIGITS);
    }

    public static String of(double value, int digits) {
        if (Double.isNaN(value)) {
            return "";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "-∞";
        }
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < LARGE) {
            return count((long) value);
        }
        if (size >= LARGE || size < SMALL) {
            // Large numbers that lie near each other are told apart.
            return scientific(value, size < SMALL ? digits : Math.min(MOST_DIGITS, digits + 2));
        }
        return size >= 1000 ? count(Math.round(value)) : rounded(value, digits).toPlainString();
    }

    private static BigDecimal rounded(double value, int digits) {
        return new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
    }

    private static String scientific(double value, int digits) {
        BigDecimal rounded = rounded(value, digits);
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
    }

    /** A share in percent; of a small one that it is not 0, of a large one that it is not all. */
    public static String percent(double share) {
        if (Double.isNaN(share)) {
            return "";
        }
        double percent = 100 * share;
        if (percent == 0 || percent == 100) {
            return (int) percent + " %";
        }
        if (percent < 0.01) {
            return "< 0.01 %";
        }
        return percent > 99.99 ? "> 99.99 %" : rounded(percent, 3).toPlainString() + " %";
    }
}
