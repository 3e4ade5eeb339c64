package org.tare.exchange;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.security.GeneralSecurityException;

/**
 * One message between executors: a header that says what it is part of, and numbers. A long array is sent in several frames, so
 * that one is sealed while another is under way and a third is opened.
 */
public final class Frame {
    /** What an exchange is for. */
    enum Operation {
        GATHER('g'),
        SUM('s'),
        /** The numbers are the first characters of the reason. */
        ABORT('a');

        private final char code;

        Operation(char code) {
            this.code = code;
        }

        private static Operation of(char code) throws GeneralSecurityException {
            for (Operation operation : values()) {
                if (operation.code == code) {
                    return operation;
                }
            }
            throw new GeneralSecurityException("There is no operation '" + code + "'.");
        }
    }

    /** How many numbers a message holds at most: few enough for a cache, where ciphers are fast. */
    static final int MAX_NUMBERS = 1 << 13;

    /** What this frame is part of, as bytes. */
    static final int HEADER_BYTES = 4 + 4 + 8 + 2 + 4 + 4 + 4;

    /** The attempt of the barrier stage that the sender takes part in. */
    final int attempt;

    /** The sender's place among the executors. */
    final int from;

    /** The number of the exchange, from 0. */
    final long sequence;

    final Operation operation;

    /** The length of the array that these numbers belong to. */
    final int length;

    /** The index of the first of them in that array. */
    final int start;

    /** A view: of the array that is sent, or of what has arrived, and then valid as long as the message is. */
    private final DoubleBuffer numbers;

    private Frame(
            int attempt, int from, long sequence, Operation operation, int length, int start, DoubleBuffer numbers) {
        this.attempt = attempt;
        this.from = from;
        this.sequence = sequence;
        this.operation = operation;
        this.length = length;
        this.start = start;
        this.numbers = numbers;
    }

    /** A piece of an array, from {@code start} on. */
    static Frame of(int attempt, int from, long sequence, Operation operation, double[] array, int start) {
        int count = Math.min(MAX_NUMBERS, array.length - start);
        return new Frame(
                attempt, from, sequence, operation, array.length, start, DoubleBuffer.wrap(array, start, count));
    }

    static Frame abort(int attempt, int from, String reason) {
        return of(
                attempt,
                from,
                -1,
                Operation.ABORT,
                reason.chars().asDoubleStream().toArray(),
                0);
    }

    /**
     * The frame of a header, which is read, and its numbers.
     *
     * @throws GeneralSecurityException when the header names another number of them, or no operation
     */
    static Frame of(ByteBuffer header, DoubleBuffer numbers) throws GeneralSecurityException {
        Frame frame = new Frame(
                header.getInt(),
                header.getInt(),
                header.getLong(),
                Operation.of(header.getChar()),
                header.getInt(),
                header.getInt(),
                numbers);
        if (header.getInt() != numbers.remaining()) {
            throw new GeneralSecurityException("The message holds another number of numbers than its header says.");
        }
        return frame;
    }

    /** How many numbers it holds. */
    int count() {
        return numbers.remaining();
    }

    double[] numbers() {
        double[] copy = new double[count()];
        copyTo(copy, 0);
        return copy;
    }

    /** Writes the numbers into an array. */
    void copyTo(double[] array, int at) {
        numbers.duplicate().get(array, at, count());
    }

    /** Writes the numbers to bytes. */
    void copyTo(DoubleBuffer bytes) {
        bytes.put(numbers.duplicate());
    }

    /** Writes the header. */
    void putHeader(ByteBuffer message) {
        message.putInt(attempt)
                .putInt(from)
                .putLong(sequence)
                .putChar(operation.code)
                .putInt(length)
                .putInt(start)
                .putInt(count());
    }

    /** The reason of an {@link Operation#ABORT}. */
    String reason() {
        StringBuilder text = new StringBuilder();
        for (double number : numbers()) {
            text.append((char) number);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return operation + " " + sequence + " of attempt " + attempt;
    }
}
