package org.tare.stat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes numbers bit by bit, the high bit first. */
final class BitOutput {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int length;
    private long buffer;
    /** Bits that wait, fewer than an int has. */
    private int buffered;

    /** @param expected bytes that there may be; more find room too */
    BitOutput(int expected) {
        bytes = new byte[Math.max(Integer.BYTES, expected)];
    }

    /** Writes the low {@code n} bits, at most 64. */
    void bits(long value, int n) {
        if (n > Integer.SIZE) {
            bits(value >>> Integer.SIZE, n - Integer.SIZE);
            bits(value, Integer.SIZE);
            return;
        }
        buffer = (buffer << n) | (value & ~(-1L << n));
        buffered += n;
        if (buffered >= Integer.SIZE) {
            if (length + Integer.BYTES > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            }
            buffered -= Integer.SIZE;
            INTS.set(bytes, length, (int) (buffer >>> buffered));
            length += Integer.BYTES;
        }
    }

    /** Writes a positive number, unsigned, in twice its length less one bits (Elias' gamma code, 1975). */
    void gamma(long value) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(value);
        if (bits <= Integer.SIZE) {
            bits(value, 2 * bits - 1);
        } else {
            bits(0, bits - 1);
            bits(value, bits);
        }
    }

    byte[] toBytes() {
        int last = (buffered + Byte.SIZE - 1) / Byte.SIZE;
        byte[] all = Arrays.copyOf(bytes, length + last);
        for (int i = 0; i < last; i++) {
            all[length + i] = (byte) ((buffer << (Byte.SIZE * (i + 1))) >>> buffered);
        }
        return all;
    }
}
