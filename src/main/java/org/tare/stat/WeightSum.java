package org.tare.stat;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;

/**
 * How many rows of positive weight there were, and the exact sum of their weights; immutable, where {@link Weights} count.
 *
 * @param rows how many rows
 * @param fractional how many of them have a weight that is no whole number
 * @param exact the sum of the weights, as {@link Dyadic} writes it
 */
@DefaultSerializer(JavaSerializer.class)
public record WeightSum(long rows, long fractional, String exact) implements Serializable {
    /** Of rows that each have weight 1. */
    public static WeightSum ofRows(long rows) {
        return new WeightSum(rows, 0, Dyadic.of(rows).toString());
    }

    static WeightSum of(long rows, long fractional, Dyadic sum) {
        return new WeightSum(rows, fractional, sum.toString());
    }

    /** The sum of both together. */
    public WeightSum plus(WeightSum other) {
        return of(
                Math.addExact(rows, other.rows), Math.addExact(fractional, other.fractional), sum().plus(other.sum()));
    }

    Dyadic sum() {
        return Dyadic.parse(exact);
    }

    /** The three words that {@link #parse} reads. */
    @Override
    public String toString() {
        return rows + " " + fractional + " " + exact;
    }

    /**
     * Reads {@link #toString()}.
     *
     * @throws IllegalArgumentException if the text is not of this form
     */
    public static WeightSum parse(String text) {
        String[] words = text.trim().split("\\s+", -1);
        try {
            return of(Long.parseLong(words[0]), Long.parseLong(words[1]), Dyadic.parse(words[2]));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is no sum of weights; expected how many rows, how many of them have a weight that is"
                            + " not whole, and the exact sum.",
                    e);
        }
    }
}
