package org.tare.stat;

import java.math.BigInteger;
import java.util.Objects;

/**
 * Histograms as one line that a person can read: format version, most buckets, level, unit (the weights are whole numbers
 * times two to that power), sum of the weights, then of each bucket its values and its weight, as in
 * {@code -1.5..2.0*17}.
 */
final class HistogramText {
    private static final String FORMAT = "1";
    private static final char TIMES = '*';
    private static final int FIRST_BUCKET = 5;

    private HistogramText() {}

    static String write(Histogram histogram) {
        Quantiles quantiles = histogram.quantiles();
        FixedPoints ends = quantiles.ends();
        StringBuilder text = new StringBuilder(FORMAT)
                .append(' ')
                .append(histogram.buckets())
                .append(' ')
                .append(histogram.level())
                .append(' ')
                .append(ends.unit())
                .append(' ')
                .append(quantiles.size() == 0 ? BigInteger.ZERO : ends.units(quantiles.size() - 1));
        FixedPoints weights = ends.differences();
        for (int i = 0; i < quantiles.size(); i++) {
            text.append(' ')
                    .append(new ValueRange(quantiles.least(i), quantiles.greatest(i)))
                    .append(TIMES)
                    .append(weights.units(i));
        }
        return text.toString();
    }

    static Histogram parse(String text) {
        Objects.requireNonNull(text, "The text is null; give what toText() wrote.");
        String[] words = text.trim().split("\\s+", -1);
        try {
            if (!words[0].equals(FORMAT)) {
                throw malformed(text, null);
            }
            int unit = Integer.parseInt(words[3]);
            BigInteger sum = new BigInteger(words[4]);
            int size = words.length - FIRST_BUCKET;
            double[] least = new double[size];
            double[] greatest = new double[size];
            FixedPoints weights = FixedPoints.ofUnit(unit, size);
            for (int i = 0; i < size; i++) {
                String word = words[FIRST_BUCKET + i];
                int times = word.indexOf(TIMES);
                ValueRange range = ValueRange.parse(word.substring(0, times));
                least[i] = range.least();
                greatest[i] = range.greatest();
                BigInteger weight = new BigInteger(word.substring(times + 1));
                sum = sum.subtract(weight);
                weights.add(i, new Dyadic(weight.max(BigInteger.ZERO), unit));
            }
            if (sum.signum() != 0) {
                throw malformed(text, null);
            }
            return HistogramForm.require(
                    Integer.parseInt(words[1]), Integer.parseInt(words[2]), least, greatest, weights);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw malformed(text, e);
        }
    }

    private static IllegalArgumentException malformed(String text, Exception cause) {
        return new IllegalArgumentException(
                "'" + (text.length() > 80 ? text.substring(0, 80) + "..." : text)
                        + "' is no histogram; expected the words that toText() writes, weights that sum up among them.",
                cause);
    }
}
