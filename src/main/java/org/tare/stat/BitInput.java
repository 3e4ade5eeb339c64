package org.tare.stat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Reads what {@link BitOutput} wrote; beyond the end there are zeros. */
final class BitInput {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Bits that are certainly at hand, wherever in a byte they begin. */
    private static final int AHEAD = Long.SIZE - Byte.SIZE + 1;

    /** With as many bytes behind the last as are looked at together. */
    private final byte[] bytes;

    private final long size;
    private long at;

    BitInput(byte[] bytes) {
        this.bytes = Arrays.copyOf(bytes, bytes.length + Long.BYTES);
        this.size = (long) Byte.SIZE * bytes.length;
    }

    long bits(int n) {
        if (n > AHEAD) {
            long high = bits(n - Integer.SIZE);
            return (high << Integer.SIZE) | bits(Integer.SIZE);
        }
        // In two shifts, as a shift by 64 is none.
        long bits = ahead() >>> 1 >>> (Long.SIZE - 1 - n);
        at += n;
        return bits;
    }

    long gamma() {
        long ahead = ahead();
        int zeros = Math.min(AHEAD, Long.numberOfLeadingZeros(ahead));
        int length = 2 * zeros + 1;
        if (length <= AHEAD) {
            at += length;
            return ahead >>> (Long.SIZE - length);
        }
        at += zeros;
        while (zeros < Long.SIZE && bits(1) == 0) {
            zeros++;
        }
        if (zeros == Long.SIZE) {
            throw new IllegalArgumentException("The bytes are damaged: a number has more than 64 bits.");
        }
        return (1L << zeros) | bits(zeros);
    }

    /** The bits from here on as the highest of a long; the lowest seven may be missing. */
    private long ahead() {
        return at >= size ? 0 : (long) LONGS.get(bytes, (int) (at / Byte.SIZE)) << (at % Byte.SIZE);
    }

    /** How many bits are left; negative where more were read than there are. */
    long rest() {
        return size - at;
    }
}
