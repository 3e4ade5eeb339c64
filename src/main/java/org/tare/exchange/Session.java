package org.tare.exchange;

import java.io.Serializable;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/**
 * One call of {@code fit}: its name and its secrets, made by the driver.
 *
 * <p>It travels in the task's closure. A local property would reach the event log.
 *
 * @param id names the driver's endpoint and every message
 * @param entry 256 bits, in Base64, that open a connection between executors
 * @param seal 256 bits, in Base64, under which messages are sealed
 */
public record Session(String id, String entry, String seal) implements Serializable {
    private static final int SECRET_BYTES = 32;

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
