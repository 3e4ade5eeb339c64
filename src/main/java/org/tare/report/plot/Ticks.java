package org.tare.report.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Round numbers along an axis. */
public final class Ticks {
    private static final int MOST = 5;
    private static final int LARGEST_EXPONENT = 6;
    private static final int SMALLEST_EXPONENT = -3;

    /** A number and how it is written. */
    public record Tick(double value, String label) {}

    private Ticks() {}

    /** As many as have room for their labels, at most five. */
    public static List<Tick> of(double from, double to, double room, double widthOfLetter) {
        for (int most = MOST; most > 1; most--) {
            List<Tick> ticks = every(step((to - from) / most), from, to);
            int longest =
                    ticks.stream().mapToInt(tick -> tick.label.length()).max().orElse(0);
            if ((longest + 2) * widthOfLetter * ticks.size() <= room) {
                return ticks;
            }
        }
        return List.of();
    }

    /** The round step that is at least so long: 1, 2 or 5 times a power of ten. */
    private static BigDecimal step(double least) {
        BigDecimal exact = new BigDecimal(least);
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(exact.precision() - exact.scale() - 1);
        for (int times : new int[] {1, 2, 5}) {
            BigDecimal step = power.multiply(BigDecimal.valueOf(times));
            if (step.compareTo(exact) >= 0) {
                return step;
            }
        }
        return power.scaleByPowerOfTen(1);
    }

    private static List<Tick> every(BigDecimal step, double from, double to) {
        List<Tick> ticks = new ArrayList<>();
        BigDecimal last = new BigDecimal(to);
        BigDecimal at =
                new BigDecimal(from).divide(step, 0, RoundingMode.CEILING).multiply(step);
        while (at.compareTo(last) <= 0 && ticks.size() <= MOST) {
            ticks.add(new Tick(at.doubleValue(), label(at.stripTrailingZeros())));
            at = at.add(step);
        }
        return ticks;
    }

    private static String label(BigDecimal tick) {
        int exponent = tick.precision() - tick.scale() - 1;
        if (tick.signum() == 0) {
            return "0";
        }
        if (exponent >= LARGEST_EXPONENT || exponent < SMALLEST_EXPONENT) {
            return tick.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
        }
        return exponent >= 3 && tick.scale() <= 0 ? NumberText.count(tick.longValueExact()) : tick.toPlainString();
    }
}
