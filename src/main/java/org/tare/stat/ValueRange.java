package org.tare.stat;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;

/**
 * The values from {@code least} to {@code greatest}, both included; printed as in {@code -1.5..2.0}, or as the one value
 * that it holds.
 */
@DefaultSerializer(JavaSerializer.class)
public record ValueRange(double least, double greatest) implements Serializable {
    private static final String TO = "..";

    /** @throws IllegalArgumentException unless both are finite and in this order */
    public ValueRange {
        if (!(least <= greatest && Double.isFinite(least) && Double.isFinite(greatest))) {
            throw new IllegalArgumentException("A range of values goes from " + least + " to " + greatest
                    + "; both ends must be finite and the lower one first.");
        }
        // 0 and -0 are one value with two bit patterns.
        least += 0.0;
        greatest += 0.0;
    }

    /** Whether {@code x} is not outside. */
    public boolean contains(double x) {
        return least <= x && x <= greatest;
    }

    @Override
    public String toString() {
        return least == greatest ? Double.toString(least) : least + TO + greatest;
    }

    /**
     * Reads {@code toString()}.
     *
     * @throws IllegalArgumentException if the text is not of this form
     */
    public static ValueRange parse(String text) {
        int to = text.indexOf(TO);
        try {
            return to < 0
                    ? new ValueRange(Double.parseDouble(text), Double.parseDouble(text))
                    : new ValueRange(
                            Double.parseDouble(text.substring(0, to)),
                            Double.parseDouble(text.substring(to + TO.length())));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no range of values; write one as in -1.5..2.0.", e);
        }
    }
}
