package org.tare.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Frames as messages, sealed with AES-GCM, the header as associated data: encrypted, and protected against change.
 *
 * <p>No two messages under one key may have one nonce. Its first eight bytes are random, so that those of no two seals are
 * equal, and the rest counts.
 */
final class FrameSeal {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int PLAIN_BYTES = Frame.MAX_NUMBERS * Double.BYTES;

    /** The length of the longest message. */
    static final int MAX_BYTES = Frame.HEADER_BYTES + NONCE_BYTES + PLAIN_BYTES + TAG_BITS / Byte.SIZE;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** What a thread seals and opens with: memory that was touched before is several times as fast as new one. */
    private static final class Desk {
        final Cipher cipher = newCipher();
        final byte[] plain = new byte[PLAIN_BYTES];
        final byte[] sealed = new byte[MAX_BYTES];
    }

    private static final ThreadLocal<Desk> DESKS = ThreadLocal.withInitial(Desk::new);

    private final SecretKeySpec key;
    private final byte[] session;
    private long random;
    private int count;

    FrameSeal(Session session) {
        this.key = new SecretKeySpec(Base64.getDecoder().decode(session.messageKey()), "AES");
        this.session = session.id().getBytes(UTF_8);
    }

    /** The message of a frame; this thread's next one takes its place. */
    ByteBuffer seal(Frame frame) {
        Desk desk = DESKS.get();
        int length = frame.count() * Double.BYTES;
        frame.copyTo(ByteBuffer.wrap(desk.plain).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer());
        ByteBuffer message = ByteBuffer.wrap(desk.sealed);
        frame.putHeader(message);
        message.put(nonce());
        try {
            start(desk.cipher, Cipher.ENCRYPT_MODE, desk.sealed, 0);
            int size = desk.cipher.doFinal(desk.plain, 0, length, desk.sealed, message.position());
            return message.limit(message.position() + size).rewind();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime cannot encrypt with AES-GCM.", e);
        }
    }

    /**
     * The frame in a message, whose numbers are valid until this thread opens another.
     *
     * @throws GeneralSecurityException when it is not a message of this session, or was changed on its way
     */
    Frame open(ByteBuffer message) throws GeneralSecurityException {
        int body = Frame.HEADER_BYTES + NONCE_BYTES;
        if (message.remaining() < body || message.remaining() > MAX_BYTES) {
            throw new GeneralSecurityException("A message of " + message.remaining() + " bytes is not one of ours.");
        }
        Desk desk = DESKS.get();
        byte[] bytes = message.array();
        int from = message.arrayOffset() + message.position();
        start(desk.cipher, Cipher.DECRYPT_MODE, bytes, from);
        int size = desk.cipher.doFinal(bytes, from + body, message.remaining() - body, desk.plain, 0);
        return Frame.of(
                message.duplicate(),
                ByteBuffer.wrap(desk.plain, 0, size)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asDoubleBuffer());
    }

    private synchronized byte[] nonce() {
        if (count == 0) {
            random = RANDOM.nextLong();
        }
        return ByteBuffer.allocate(NONCE_BYTES).putLong(random).putInt(count++).array();
    }

    /** @param message holds header and nonce at {@code from} */
    private void start(Cipher cipher, int mode, byte[] message, int from) throws GeneralSecurityException {
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, message, from + Frame.HEADER_BYTES, NONCE_BYTES));
        cipher.updateAAD(session);
        cipher.updateAAD(message, from, Frame.HEADER_BYTES);
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime cannot encrypt with AES-GCM.", e);
        }
    }
}
