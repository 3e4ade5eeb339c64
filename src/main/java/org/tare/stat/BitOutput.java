package org.tare.stat;

import java.util.Arrays;

/** Writes numbers bit by bit, the high bit first. */
final class BitOutput {
    private byte[] bytes = new byte[64];
    private int length;
    private long buffer;
    private int buffered;

    /** Writes the low {@code n} bits, at most 64. */
    void bits(long value, int n) {
        if (n > Integer.SIZE) {
            bits(value >>> Integer.SIZE, n - Integer.SIZE);
            bits(value, Integer.SIZE);
            return;
        }
        buffer = (buffer << n) | (value & ~(-1L << n));
        if (length + Long.BYTES > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        for (buffered += n; buffered >= Byte.SIZE; buffered -= Byte.SIZE) {
            bytes[length++] = (byte) (buffer >>> (buffered - Byte.SIZE));
        }
    }

    /** Writes a positive number, unsigned, in twice its length less one bits (Elias' gamma code, 1975). */
    void gamma(long value) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(value);
        bits(0, bits - 1);
        bits(value, bits);
    }

    byte[] toBytes() {
        bits(0, (Byte.SIZE - buffered) % Byte.SIZE);
        return Arrays.copyOf(bytes, length);
    }
}
