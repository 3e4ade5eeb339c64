package org.tare.stat;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigInteger;

/**
 * The exact sums of one feature.
 *
 * @param weight Σw
 * @param sum Σwx, null where it was not taken
 * @param squares Σwx², null where it was not taken
 */
record MomentSums(Dyadic weight, Dyadic sum, Dyadic squares) implements Serializable {
    static final MomentSums ZERO = new MomentSums(Dyadic.ZERO, Dyadic.ZERO, Dyadic.ZERO);

    static MomentSums ofWeight(Dyadic weight) {
        return new MomentSums(weight, null, null);
    }

    boolean areOfWeight() {
        return sum == null;
    }

    MomentSums plus(MomentSums other) {
        Dyadic both = weight.plus(other.weight);
        return areOfWeight() || other.areOfWeight()
                ? ofWeight(both)
                : new MomentSums(both, sum.plus(other.sum), squares.plus(other.squares));
    }

    double mean() {
        return sum.over(weight);
    }

    double populationVariance() {
        return scatter().over(weight.times(weight));
    }

    double sampleVariance() {
        return scatter().over(weight.times(weight.minus(Dyadic.of(1))));
    }

    double standardDeviation() {
        return scatter().rootOver(weight.times(weight));
    }

    double sampleStandardDeviation() {
        return scatter().rootOver(weight.times(weight.minus(Dyadic.of(1))));
    }

    /** Σw · Σw(x-mean)², written without the mean: Σw·Σwx² - (Σwx)². Cancels nothing, since nothing was rounded. */
    private Dyadic scatter() {
        return weight.times(squares).minus(sum.times(sum));
    }

    void write(DataOutput out) throws IOException {
        write(weight, out);
        write(sum, out);
        write(squares, out);
    }

    /** No number takes 0 bytes, which stand for one that was not taken. */
    private static void write(Dyadic number, DataOutput out) throws IOException {
        byte[] unscaled = number == null ? new byte[0] : number.unscaled().toByteArray();
        out.writeShort(number == null ? 0 : number.exponent());
        out.writeShort(unscaled.length);
        out.write(unscaled);
    }

    static MomentSums read(DataInput in) throws IOException {
        MomentSums sums = new MomentSums(readDyadic(in), readDyadic(in), readDyadic(in));
        if (sums.weight == null || (sums.sum == null) != (sums.squares == null)) {
            throw new IOException("A sum is missing.");
        }
        return sums;
    }

    private static Dyadic readDyadic(DataInput in) throws IOException {
        int exponent = in.readShort();
        byte[] unscaled = new byte[in.readUnsignedShort()];
        in.readFully(unscaled);
        return unscaled.length == 0 ? null : new Dyadic(new BigInteger(unscaled), exponent);
    }

    /** A word for each sum that was taken. */
    String toText() {
        return areOfWeight() ? weight.toString() : weight + " " + sum + " " + squares;
    }
}
