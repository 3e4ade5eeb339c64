package org.tare.stat;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * What is known of one feature: how many values there were, and their exact weight, sum and sum of squares.
 *
 * <p>Null and NaN are counted as {@link #missing()}, infinities as {@link #infinite()}, and neither enters anything
 * else. Sums are held without rounding, so {@link #merge} is associative and commutative to the last bit, and a result
 * is rounded once, from the exact rational number, to the nearest double. Without values every result is NaN; a
 * constant feature has variance 0 and is told by {@link #isConstant()}.
 *
 * <p>With weights, {@code mean = Σwx/Σw}, {@code variance = Σw(x-mean)²/Σw}, and the sample variance divides by
 * {@code Σw-1} (frequency weights): integer weights give the bits that repeated rows give.
 *
 * <p>They may be {@linkplain #withoutSums() without sums}: then counts, weight, minimum and maximum are known, and what needs
 * sums, as the mean, is an {@link IllegalStateException}.
 */
@DefaultSerializer(JavaSerializer.class)
public final class Moments implements Serializable {
    /** The form of version 2 is that of statistics without sums. */
    private static final int FORMAT = 1;

    private static final int WITHOUT_SUMS = 2;
    private static final Moments EMPTY =
            new Moments(0, 0, 0, MomentSums.ZERO, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    private final long count;
    private final long missing;
    private final long infinite;
    private final MomentSums sums;
    private final double min;
    private final double max;

    Moments(long count, long missing, long infinite, MomentSums sums, double min, double max) {
        this.count = count;
        this.missing = missing;
        this.infinite = infinite;
        // Those of no values are known.
        this.sums = count == 0 && sums.areOfWeight() ? MomentSums.ZERO : sums;
        // 0 and -0 are one value with two bit patterns; which came first must not show.
        this.min = min + 0.0;
        this.max = max + 0.0;
    }

    /** The statistic of no values at all, the identity of {@link #merge}. */
    public static Moments empty() {
        return EMPTY;
    }

    /** So many values of weight 1, of which these are the smallest and the largest, without sums. */
    public static Moments ofRange(long count, double min, double max) {
        return count == 0 ? EMPTY : new Moments(count, 0, 0, MomentSums.ofWeight(Dyadic.of(count)), min, max);
    }

    /** The statistic of both together; without sums where a side that has values is without. */
    public Moments merge(Moments other) {
        Objects.requireNonNull(other, "The other statistic is null; give one to merge with.");
        return new Moments(
                Math.addExact(count, other.count),
                Math.addExact(missing, other.missing),
                Math.addExact(infinite, other.infinite),
                sums.plus(other.sums),
                Math.min(min, other.min),
                Math.max(max, other.max));
    }

    /** The same sums, of as many values as there were of another. */
    public Moments countedAs(Moments other) {
        Objects.requireNonNull(other, "The other statistic is null; give the one whose counts are taken.");
        return new Moments(other.count, other.missing, other.infinite, sums, min, max);
    }

    /** Whether sums are known, as they always are without values. */
    public boolean hasSums() {
        return !sums.areOfWeight();
    }

    /** The same counts, weight, minimum and maximum, and no sums; an equal statistic without values. */
    public Moments withoutSums() {
        return new Moments(count, missing, infinite, MomentSums.ofWeight(sums.weight()), min, max);
    }

    /** A number that needs sums, as {@code orNan(Moments::mean)}; NaN where there are none. */
    public double orNan(ToDoubleFunction<Moments> number) {
        Objects.requireNonNull(number, "The number is null; give one, as Moments::mean.");
        return hasSums() ? number.applyAsDouble(this) : Double.NaN;
    }

    private MomentSums sums(String number) {
        if (!hasSums()) {
            throw new IllegalStateException("The " + number + " is not known, as the statistics were taken without"
                    + " sums; take them again with sums.");
        }
        return sums;
    }

    /** How many finite values of positive weight there were. */
    public long count() {
        return count;
    }

    /** How many values were null or NaN. */
    public long missing() {
        return missing;
    }

    /** How many values were infinite. */
    public long infinite() {
        return infinite;
    }

    /** The sum of the weights of the counted values, rounded; their number where there are no weights. */
    public double sumOfWeights() {
        return sums.weight().toDouble();
    }

    /** Σwx, rounded; infinite where it lies beyond double's range. */
    public double sum() {
        return sums("sum").sum().toDouble();
    }

    /** Σwx/Σw. */
    public double mean() {
        return sums("mean").mean();
    }

    /** The population variance, Σw(x-mean)²/Σw. */
    public double populationVariance() {
        return sums("variance").populationVariance();
    }

    /** The sample variance, Σw(x-mean)²/(Σw-1); NaN unless the weights sum to more than 1. */
    public double sampleVariance() {
        return sums("variance").sampleVariance();
    }

    /** The root of {@link #populationVariance()}, finite even where the variance is beyond double's range. */
    public double standardDeviation() {
        return sums("standard deviation").standardDeviation();
    }

    /** The root of {@link #sampleVariance()}, finite even where that is beyond double's range. */
    public double sampleStandardDeviation() {
        return sums("standard deviation").sampleStandardDeviation();
    }

    /** The smallest value, never -0; NaN without values. */
    public double min() {
        return count == 0 ? Double.NaN : min;
    }

    /** The largest value, never -0; NaN without values. */
    public double max() {
        return count == 0 ? Double.NaN : max;
    }

    /** Whether there are values and all are the same. */
    public boolean isConstant() {
        return count > 0 && min == max;
    }

    /** Writes {@link #toBytes()} without its version. */
    public void write(DataOutput out) throws IOException {
        out.writeLong(count);
        out.writeLong(missing);
        out.writeLong(infinite);
        out.writeDouble(min);
        out.writeDouble(max);
        sums.write(out);
    }

    /** Reads what {@link #write} wrote. */
    public static Moments read(DataInput in) throws IOException {
        long count = in.readLong();
        long missing = in.readLong();
        long infinite = in.readLong();
        double min = in.readDouble();
        double max = in.readDouble();
        return new Moments(count, missing, infinite, MomentSums.read(in), min, max);
    }

    /** A compact form of about 80 bytes, which starts with its format version. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(format());
            write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads {@link #toBytes()}.
     *
     * @throws IllegalArgumentException if the bytes are of another format version or cut short
     */
    public static Moments fromBytes(byte[] bytes) {
        Objects.requireNonNull(bytes, "The array is null; give what toBytes() wrote.");
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            requireKnown(in.readUnsignedByte());
            return read(in);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The statistic is cut short at " + bytes.length + " bytes; write it again.", e);
        }
    }

    private int format() {
        return hasSums() ? FORMAT : WITHOUT_SUMS;
    }

    private static int requireKnown(int format) {
        if (format != FORMAT && format != WITHOUT_SUMS) {
            throw new IllegalArgumentException(
                    "The statistic has format version " + format + " and this Tare reads versions " + FORMAT + " and "
                            + WITHOUT_SUMS + "; read it with the Tare that wrote it.");
        }
        return format;
    }

    /** A form that a person can read and {@link #parse} reads back to an equal value. */
    public String toText() {
        return String.join(
                " ",
                Integer.toString(format()),
                Long.toString(count),
                Long.toString(missing),
                Long.toString(infinite),
                Double.toString(min),
                Double.toString(max),
                sums.toText());
    }

    /**
     * Reads {@link #toText()}: format version, count, missing, infinite, minimum, maximum, then the exact weight, sum
     * and sum of squares as a hexadecimal integer times a power of two. Version 2 ends with the weight.
     *
     * @throws IllegalArgumentException if the text is of another format version or not of this form
     */
    public static Moments parse(String text) {
        Objects.requireNonNull(text, "The text is null; give what toText() wrote.");
        String[] words = text.trim().split("\\s+", -1);
        try {
            boolean hasSums = requireKnown(Integer.parseInt(words[0])) == FORMAT;
            Dyadic weight = Dyadic.parse(words[6]);
            return new Moments(
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    Long.parseLong(words[3]),
                    hasSums
                            ? new MomentSums(weight, Dyadic.parse(words[7]), Dyadic.parse(words[8]))
                            : MomentSums.ofWeight(weight),
                    Double.parseDouble(words[4]),
                    Double.parseDouble(words[5]));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no statistic; expected the words that toText() writes.", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Moments that
                && count == that.count
                && missing == that.missing
                && infinite == that.infinite
                && min == that.min
                && max == that.max
                && sums.equals(that.sums);
    }

    @Override
    public int hashCode() {
        return Objects.hash(count, missing, infinite, sums, min, max);
    }

    @Override
    public String toString() {
        String ofSums = hasSums() ? ", mean=" + mean() + ", standardDeviation=" + standardDeviation() : "";
        return "Moments(count=" + count + ", missing=" + missing + ", infinite=" + infinite + ofSums + ", min=" + min()
                + ", max=" + max() + ")";
    }
}
