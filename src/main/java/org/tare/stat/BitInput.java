package org.tare.stat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads what {@link BitOutput} wrote; beyond the end there are zeros. */
final class BitInput {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private int next;
    private long buffer;
    private int buffered;

    BitInput(byte[] bytes) {
        this.bytes = bytes;
    }

    long bits(int n) {
        if (n > Integer.SIZE) {
            long high = bits(n - Integer.SIZE);
            return (high << Integer.SIZE) | bits(Integer.SIZE);
        }
        if (buffered < n && next + Integer.BYTES <= bytes.length) {
            buffer = (buffer << Integer.SIZE) | ((int) INTS.get(bytes, next) & 0xffff_ffffL);
            buffered += Integer.SIZE;
            next += Integer.BYTES;
        }
        for (; buffered < n; buffered += Byte.SIZE) {
            buffer = (buffer << Byte.SIZE) | (next < bytes.length ? bytes[next] & 0xff : 0);
            next++;
        }
        buffered -= n;
        return (buffer >>> buffered) & ~(-1L << n);
    }

    long gamma() {
        int zeros = 0;
        long ahead = ahead();
        while (ahead == 0 && zeros < Long.SIZE) {
            zeros += buffered;
            buffered = 0;
            ahead = ahead();
        }
        int last = Long.numberOfLeadingZeros(ahead);
        zeros += last;
        if (zeros >= Long.SIZE) {
            throw new IllegalArgumentException("The bytes are damaged: a number has more than 64 bits.");
        }
        buffered -= last + 1;
        return (1L << zeros) | bits(zeros);
    }

    /** The bits that are at hand, at least one, as the highest of a long. */
    private long ahead() {
        if (buffered == 0) {
            buffer = next < bytes.length ? bytes[next] & 0xff : 0;
            buffered = Byte.SIZE;
            next++;
        }
        return buffer << (Long.SIZE - buffered);
    }

    /** How many bits are left; negative where more were read than there are. */
    long rest() {
        return (long) Byte.SIZE * (bytes.length - next) + buffered;
    }
}
