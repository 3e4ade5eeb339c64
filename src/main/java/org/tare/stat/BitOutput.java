package org.tare.stat;

import java.io.ByteArrayOutputStream;

/** Writes numbers bit by bit, the high bit first. */
final class BitOutput {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
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
        for (buffered += n; buffered >= Byte.SIZE; buffered -= Byte.SIZE) {
            bytes.write((int) (buffer >>> (buffered - Byte.SIZE)));
        }
    }

    /** Writes a positive number, unsigned, in twice its length less one bits (Elias' gamma code, 1975). */
    void gamma(long value) {
        int length = Long.SIZE - Long.numberOfLeadingZeros(value);
        bits(0, length - 1);
        bits(value, length);
    }

    byte[] toBytes() {
        bits(0, (Byte.SIZE - buffered) % Byte.SIZE);
        return bytes.toByteArray();
    }
}
