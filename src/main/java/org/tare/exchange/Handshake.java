package org.tare.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How both ends of a connection show each other that they know the session's secret, without sending it: each answers the
 * other's random challenge by a keyed hash (HMAC-SHA256) of both challenges and of its role.
 */
final class Handshake {
    static final int CHALLENGE_BYTES = 32;
    static final int PROOF_BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Who answers: a proof of one role is none of the other. */
    enum Role {
        CALLER,
        LISTENER
    }

    private final Session session;

    Handshake(Session session) {
        this.session = session;
    }

    static byte[] challenge() {
        byte[] challenge = new byte[CHALLENGE_BYTES];
        RANDOM.nextBytes(challenge);
        return challenge;
    }

    byte[] proof(Role role, byte[] ofListener, byte[] ofCaller) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(session.connectionSecret()), "HmacSHA256"));
            mac.update((role + " " + session.id()).getBytes(UTF_8));
            mac.update(ofListener);
            mac.update(ofCaller);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime cannot hash with HmacSHA256.", e);
        }
    }

    boolean isProof(byte[] given, Role role, byte[] ofListener, byte[] ofCaller) {
        return MessageDigest.isEqual(given, proof(role, ofListener, ofCaller));
    }
}
