package org.tare.stat;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Histograms in few bytes: of each bucket how far its key is from the one before, how long its weight is, the weight, and
 * where in the bucket its least and greatest value are. What could be foreseen costs a bit.
 */
final class HistogramBytes {
    private static final int FORMAT = 1;
    private static final int CHUNK = 1 << 16;
    private static final int LEVEL_BITS = 6;
    private static final int UNIT_BITS = 11;
    private static final int LENGTH_BITS = 12;

    /** What the numbers of a bucket take. */
    private static final int USUAL_BYTES = 16;

    private HistogramBytes() {}

    static void write(Histogram histogram, DataOutput out) throws IOException {
        byte[] bytes = packed(histogram);
        out.writeByte(FORMAT);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.writeInt(checksum(bytes));
    }

    static Histogram read(DataInput in) throws IOException {
        int format = in.readUnsignedByte();
        if (format != FORMAT) {
            throw new IllegalArgumentException("The histogram has format version " + format
                    + " and this Tare reads version " + FORMAT + "; read it with the Tare that wrote it.");
        }
        byte[] bytes = bytes(in, in.readInt());
        if (in.readInt() != checksum(bytes)) {
            throw new IllegalArgumentException(
                    "The histogram of " + bytes.length + " bytes is damaged: its checksum differs; write it again.");
        }
        return unpacked(new BitInput(bytes));
    }

    /** As many bytes as there are, so that a wild length meets the end and not the end of memory. */
    private static byte[] bytes(DataInput in, int length) throws IOException {
        if (length < 0) {
            throw new EOFException("A length of " + length + " bytes is none.");
        }
        byte[] bytes = new byte[Math.min(length, CHUNK)];
        for (int read = 0; read < length; ) {
            in.readFully(bytes, read, bytes.length - read);
            read = bytes.length;
            bytes = read == length ? bytes : Arrays.copyOf(bytes, (int) Math.min(length, 2L * read));
        }
        return bytes;
    }

    private static int checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static byte[] packed(Histogram histogram) {
        Quantiles quantiles = histogram.quantiles();
        int level = histogram.level();
        FixedPoints weights = quantiles.ends().differences();
        int usual = usualLength(weights);
        BitOutput out = new BitOutput(USUAL_BYTES * (1 + quantiles.size()));
        out.bits(histogram.buckets(), Integer.SIZE);
        out.bits(level, LEVEL_BITS);
        out.bits(-weights.unit(), UNIT_BITS);
        out.bits(usual, LENGTH_BITS);
        out.bits(quantiles.size(), Integer.SIZE);
        long before = 0;
        for (int i = 0; i < quantiles.size(); i++) {
            long least = OrderedBits.of(quantiles.least(i));
            long greatest = OrderedBits.of(quantiles.greatest(i));
            if (i == 0) {
                out.bits(least >>> level, Long.SIZE - level);
            } else {
                out.gamma((least >> level) - (before >> level));
            }
            int length = weights.bitLength(i);
            int unusual = length - usual;
            out.gamma(((unusual << 1) ^ (unusual >> (Integer.SIZE - 1))) + 1);
            for (int w = (length - 1) / Long.SIZE; w >= 0; w--) {
                out.bits(weights.word(i, w), Math.min(Long.SIZE, length - 1 - w * Long.SIZE));
            }
            long mask = ~(-1L << level);
            offset(least & mask, level, out);
            if (!weights.isOne(i)) {
                offset(~greatest & mask, level, out);
            }
            before = least;
        }
        return out.toBytes();
    }

    /** A number below {@code 2^level}, in few bits where it is near to that, as half of all numbers are. */
    private static void offset(long value, int level, BitOutput out) {
        if (level > 0) {
            int length = Long.SIZE - Long.numberOfLeadingZeros(value);
            out.gamma(level - length + 1);
            out.bits(value, Math.max(0, length - 1));
        }
    }

    private static long offset(int level, BitInput in) {
        if (level == 0) {
            return 0;
        }
        long length = level + 1 - in.gamma();
        if (length < 0 || length > level) {
            throw damaged("a value lies outside of its bucket");
        }
        return length == 0 ? 0 : (1L << (length - 1)) | in.bits((int) length - 1);
    }

    private static int usualLength(FixedPoints weights) {
        long sum = 0;
        for (int i = 0; i < weights.size(); i++) {
            sum += weights.bitLength(i);
        }
        return (int) (sum / Math.max(1, weights.size()));
    }

    private static Histogram unpacked(BitInput in) {
        int buckets = (int) in.bits(Integer.SIZE);
        int level = (int) in.bits(LEVEL_BITS);
        int unit = -(int) in.bits(UNIT_BITS);
        int usual = (int) in.bits(LENGTH_BITS);
        int size = (int) in.bits(Integer.SIZE);
        if (size < 0 || size > in.rest()) {
            throw damaged("it is too short for " + size + " buckets");
        }
        double[] least = new double[size];
        double[] greatest = new double[size];
        FixedPoints weights = FixedPoints.ofUnit(unit, size);
        long bucket = 0;
        for (int i = 0; i < size; i++) {
            bucket = i == 0 ? in.bits(Long.SIZE - level) : bucket + in.gamma();
            long skewed = in.gamma() - 1;
            long length = usual + ((skewed >>> 1) ^ -(skewed & 1));
            if (length < 1 || length > 1 << LENGTH_BITS) {
                throw damaged("a weight has " + length + " bits");
            }
            weight(i, (int) length, in, weights);
            long low = (bucket << level) | offset(level, in);
            long high = weights.isOne(i) ? low : (bucket << level) | (~offset(level, in) & ~(-1L << level));
            least[i] = OrderedBits.toDouble(low);
            greatest[i] = OrderedBits.toDouble(high);
        }
        if (in.rest() < 0 || in.rest() >= Byte.SIZE) {
            throw damaged("its length is none of " + size + " buckets");
        }
        return HistogramForm.require(buckets, level, least, greatest, weights);
    }

    private static void weight(int i, int length, BitInput in, FixedPoints weights) {
        int unit = weights.unit();
        if (length < Long.SIZE) {
            weights.add(i, (1L << (length - 1)) | in.bits(length - 1), unit);
            return;
        }
        weights.add(i, 1, unit + length - 1);
        for (int rest = length - 1; rest > 0; ) {
            int now = (rest - 1) % Integer.SIZE + 1;
            rest -= now;
            weights.add(i, in.bits(now), unit + rest);
        }
    }

    private static IllegalArgumentException damaged(String what) {
        return new IllegalArgumentException("The histogram is damaged: " + what + "; write it again.");
    }
}
