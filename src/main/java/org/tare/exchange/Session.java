package org.tare.exchange;

import java.io.Serializable;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/**
 * The name and the secrets that the tasks of one call of {@code fit} share, made by the driver.
 *
 * <p>It travels in the task's closure. A local property would reach the event log.
 *
 * @param id names the driver's endpoint and every message
 * @param connectionSecret 256 bits, in Base64, that open a connection between executors
 * @param messageKey 256 bits, in Base64, under which messages are sealed
 */
public record Session(String id, String connectionSecret, String messageKey) implements Serializable {
    private static final int SECRET_BYTES = 32;

    /** A session with secrets of its own. */
    public static Session begin() {
        return new Session("tare-" + UUID.randomUUID(), secret(), secret());
    }

    private static String secret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }

    /** The name only: what is printed must not open a connection. */
    @Override
    public String toString() {
        return id;
    }
}
