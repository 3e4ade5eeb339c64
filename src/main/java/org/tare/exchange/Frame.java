package org.tare.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One message between executors: a header that says what it is part of, and numbers. A long array is sent in several frames, so
 * that one is sealed while another is under way and a third is opened.
 *
 * <p>Frames are sealed with AES-GCM, the header as associated data: encrypted, and protected against change. An array that goes
 * to several executors is sealed once.
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

    private static final int HEADER_BYTES = 4 + 4 + 8 + 2 + 4 + 4 + 4;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** The length of the longest message. */
    static final int MAX_BYTES = HEADER_BYTES + NONCE_BYTES + MAX_NUMBERS * Double.BYTES + TAG_BITS / Byte.SIZE;

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(Frame::newCipher);

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

    final double[] numbers;

    private Frame(int attempt, int from, long sequence, Operation operation, int length, int start, double[] numbers) {
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
        double[] piece = Arrays.copyOfRange(array, start, Math.min(start + MAX_NUMBERS, array.length));
        return new Frame(attempt, from, sequence, operation, array.length, start, piece);
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

    /** The reason of an {@link Operation#ABORT}. */
    String reason() {
        StringBuilder text = new StringBuilder();
        for (double number : numbers) {
            text.append((char) number);
        }
        return text.toString();
    }

    ByteBuffer seal(Session session) {
        ByteBuffer plain = ByteBuffer.allocate(numbers.length * Double.BYTES);
        plain.order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(numbers);
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            ByteBuffer header = header();
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, session, nonce, header);
            ByteBuffer message =
                    ByteBuffer.allocate(header.capacity() + NONCE_BYTES + cipher.getOutputSize(plain.capacity()));
            message.put(header.rewind()).put(nonce);
            cipher.doFinal(plain, message);
            return message.flip();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime cannot encrypt with AES-GCM.", e);
        }
    }

    /**
     * The frame in a message.
     *
     * @throws GeneralSecurityException when it is not a message of this session, or was changed on its way
     */
    static Frame open(ByteBuffer message, Session session) throws GeneralSecurityException {
        try {
            ByteBuffer header = message.slice(message.position(), HEADER_BYTES);
            message.position(message.position() + HEADER_BYTES);
            byte[] nonce = new byte[NONCE_BYTES];
            message.get(nonce);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, session, nonce, header);
            ByteBuffer plain = ByteBuffer.allocate(cipher.getOutputSize(message.remaining()));
            cipher.doFinal(message, plain);
            header.rewind();
            Frame frame = new Frame(
                    header.getInt(),
                    header.getInt(),
                    header.getLong(),
                    Operation.of(header.getChar()),
                    header.getInt(),
                    header.getInt(),
                    new double[header.getInt()]);
            plain.flip().order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(frame.numbers);
            return frame;
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new GeneralSecurityException("The message is shorter than its header says.", e);
        }
    }

    private ByteBuffer header() {
        return ByteBuffer.allocate(HEADER_BYTES)
                .putInt(attempt)
                .putInt(from)
                .putLong(sequence)
                .putChar(operation.code)
                .putInt(length)
                .putInt(start)
                .putInt(numbers.length)
                .flip();
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime cannot encrypt with AES-GCM.", e);
        }
    }

    private static Cipher cipher(int mode, Session session, byte[] nonce, ByteBuffer header)
            throws GeneralSecurityException {
        Cipher cipher = CIPHERS.get();
        cipher.init(
                mode,
                new SecretKeySpec(Base64.getDecoder().decode(session.messageKey()), "AES"),
                new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(session.id().getBytes(UTF_8));
        cipher.updateAAD(header);
        return cipher;
    }

    @Override
    public String toString() {
        return operation + " " + sequence + " of attempt " + attempt;
    }
}
