package org.tare.spark.row;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Texts behind a name of fixed length that is made of them: where each row brings a text of many pages, its name is looked up, and
 * the text only read where it is new.
 */
public final class KernelTexts {
    private static final int LENGTH = 64;

    private KernelTexts() {}

    /** The text behind its SHA-256. */
    public static String named(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash) + text;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no SHA-256.", e);
        }
    }

    /** What {@link #named} was given. */
    public static String unnamed(String named) {
        return named.substring(LENGTH);
    }

    /** The name, which is valid as long as the text. */
    static UTF8String name(UTF8String named) {
        return UTF8String.fromAddress(named.getBaseObject(), named.getBaseOffset(), LENGTH);
    }
}
