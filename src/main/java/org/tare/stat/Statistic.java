package org.tare.stat;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * A kind of statistic of one feature: how its values are accumulated, merged and stored.
 *
 * <p>{@link #merge} is associative and commutative with {@link #empty()} as its identity, to the last bit. A kind holds
 * no data; it is equal to another by its text, {@code toString()}, which is its name on disk: a word, then its arguments
 * if they are not the usual ones, as in {@code histogram(buckets=512)}.
 *
 * <p>A kind of one's own is a class with a public constructor without parameters, named in
 * {@code META-INF/services/org.tare.stat.Statistic}.
 */
public interface Statistic<V> extends Serializable {
    /** A new accumulator, without values. */
    Accumulator<V> accumulator();

    /**
     * The statistic of both together.
     *
     * @throws IllegalArgumentException if one of them is not of this kind
     */
    V merge(V a, V b);

    /** Writes a compact form. */
    void write(V value, DataOutput out) throws IOException;

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if it is cut short
     * @throws IllegalArgumentException if it is damaged or of another kind
     */
    V read(DataInput in) throws IOException;

    /** A form of one line that a person can read and {@link #parse} reads back to an equal value. */
    String toText(V value);

    /**
     * Reads {@link #toText}.
     *
     * @throws IllegalArgumentException if the text is damaged or of another kind
     */
    V parse(String text);

    /** The statistic of no values at all, the identity of {@link #merge}. */
    default V empty() {
        return accumulator().result();
    }

    /**
     * Whether the arguments of this kind come from the values of one dataset, so that statistics of other data have others;
     * a merge leaves such kinds out. Not by default.
     */
    default boolean isOfOneDataset() {
        return false;
    }

    /**
     * This kind, or one that tells less, so that accumulating it takes no more than about so much memory for a feature. Of
     * use to a kind that a scaler asks for again and again until it knows enough; by default this kind.
     */
    default Statistic<V> within(long bytes) {
        return this;
    }

    /**
     * This kind with other arguments, those within the brackets of its text.
     *
     * @throws IllegalArgumentException if an argument is unknown or its value is none
     */
    default Statistic<V> with(Map<String, String> arguments) {
        if (!arguments.isEmpty()) {
            throw new IllegalArgumentException(
                    "The statistic '" + this + "' takes no arguments, but was given " + arguments + "; remove them.");
        }
        return this;
    }

    /**
     * The kind of this text, Tare's or one's own.
     *
     * @throws IllegalArgumentException if no kind has that name, or it refuses the arguments
     */
    static Statistic<?> of(String text) {
        StatisticName name = StatisticName.parse(text);
        // An executor's context loader sees the user's jars, and the loader of Tare perhaps does not.
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        Map<String, Statistic<?>> known = context == null ? new TreeMap<>() : registeredAt(context);
        if (!known.containsKey(name.word())) {
            known.putAll(registeredAt(Statistic.class.getClassLoader()));
        }
        Statistic<?> kind = known.get(name.word());
        if (kind == null) {
            throw new IllegalArgumentException("There is no statistic '" + name.word() + "'; choose among "
                    + known.keySet() + " or register yours in META-INF/services/" + Statistic.class.getName() + ".");
        }
        return kind.with(name.arguments());
    }

    private static Map<String, Statistic<?>> registeredAt(ClassLoader loader) {
        Map<String, Statistic<?>> kinds = new TreeMap<>();
        for (Statistic<?> kind : ServiceLoader.load(Statistic.class, loader)) {
            kinds.put(StatisticName.parse(kind.toString()).word(), kind);
        }
        return kinds;
    }
}
