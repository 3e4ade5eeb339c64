package org.tare.scan;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.tare.stat.Accumulator;
import org.tare.stat.ClippedStatistic;
import org.tare.stat.Histogram;
import org.tare.stat.HistogramStatistic;
import org.tare.stat.HistogramsWithin;
import org.tare.stat.MissingStatistic;
import org.tare.stat.Moments;
import org.tare.stat.MomentsAccumulator;
import org.tare.stat.MomentsStatistic;
import org.tare.stat.Quantiles;
import org.tare.stat.Statistic;
import org.tare.stat.ValueRange;
import org.tare.stat.WeightSum;
import org.tare.stat.Weights;

/**
 * What was learned of one feature: its {@link Moments}, which every scan takes, and one value of each further
 * {@link Statistic} that the scan was asked for. Immutable.
 */
// Left to itself, Kryo writes neither records nor lists that do not change.
@DefaultSerializer(JavaSerializer.class)
public final class FeatureStatistics implements Serializable {
    private static final MissingStatistic MISSING = new MissingStatistic();
    private static final HistogramStatistic HISTOGRAM = new HistogramStatistic();

    private final String name;
    private final Moments moments;
    private final Map<Statistic<?>, Object> others;
    private transient volatile Quantiles quantiles;

    FeatureStatistics(String name, Moments moments, Map<Statistic<?>, Object> others) {
        this.name = name;
        this.moments = moments;
        this.others = others.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /** Statistics of a feature of that name of which only the moments are known. */
    public static FeatureStatistics of(String name, Moments moments) {
        Objects.requireNonNull(name, "The name of the feature is null; give one.");
        Objects.requireNonNull(moments, "The moments is null; give those of a scan, or Moments.empty().");
        return new FeatureStatistics(name, moments, Map.of());
    }

    /** The feature's name: the column's, or of an element of a vector or array as {@link ColumnStatistics} says. */
    public String name() {
        return name;
    }

    /** Counts, exact sums, minimum and maximum. */
    public Moments moments() {
        return moments;
    }

    /** The kinds of statistics that are known beside the moments, in the order in which they were asked for. */
    public Set<Statistic<?>> kinds() {
        return others.keySet();
    }

    /**
     * The statistic of that kind.
     *
     * @throws MissingStatisticException if the scan was not asked for it, with the scan that takes it
     */
    @SuppressWarnings("unchecked")
    public <V> V get(Statistic<V> kind) {
        require(kind);
        return (V) others.get(kind);
    }

    /**
     * Makes sure that the statistic of that kind is known.
     *
     * @throws IllegalArgumentException as {@link #get}
     */
    public void require(Statistic<?> kind) {
        Objects.requireNonNull(kind, "The kind of statistic is null; give one, as new HistogramStatistic().");
        if (!others.containsKey(kind)) {
            throw new MissingStatisticException(name, kind);
        }
    }

    /**
     * The quantiles as far as they are known: those of the histogram of the usual number of buckets, made finer by what further
     * scans found within its buckets, whatever their order and whoever asked for them.
     *
     * @throws MissingStatisticException if the scan was not asked for that histogram
     */
    public Quantiles quantiles() {
        if (quantiles == null) {
            Map<ValueRange, Histogram> found = new LinkedHashMap<>();
            for (Statistic<?> kind : others.keySet()) {
                if (kind instanceof HistogramsWithin within) {
                    List<ValueRange> ranges = within.ranges();
                    List<Histogram> histograms = get(within);
                    for (int r = 0; r < ranges.size(); r++) {
                        found.put(ranges.get(r), histograms.get(r));
                    }
                }
            }
            quantiles = HistogramsWithin.refine(get(HISTOGRAM).quantiles(), found);
        }
        return quantiles;
    }

    /** These statistics and one more; in the place of what was known of that kind. */
    public <V> FeatureStatistics with(Statistic<V> kind, V value) {
        Map<Statistic<?>, Object> all = new LinkedHashMap<>(others);
        all.put(kind, value);
        return new FeatureStatistics(name, moments, all);
    }

    /**
     * The statistics that the feature has when its missing values are this one: all kinds, to the bits of a scan of such rows,
     * without one. Where the kind {@link MissingStatistic} is not known, all that is missing is filled in, with weight 1.
     */
    public FeatureStatistics filled(double value) {
        WeightSum missing = others.containsKey(MISSING) ? get(MISSING) : WeightSum.ofRows(moments.missing());
        if (missing.rows() == 0) {
            return this;
        }
        Map<Statistic<?>, Object> filled = new LinkedHashMap<>();
        others.forEach((kind, known) -> {
            if (!kind.equals(MISSING)) {
                filled.put(kind, filled(kind, known, value, missing));
            }
        });
        return new FeatureStatistics(name, filled(moments, value, missing), filled);
    }

    private static Moments filled(Moments known, double value, WeightSum missing) {
        MomentsAccumulator filling = new MomentsAccumulator();
        filling.add(value, Weights.of(missing));
        filling.addMissing(-missing.rows());
        return known.merge(filling.result());
    }

    private static <V> V filled(Statistic<V> kind, Object known, double value, WeightSum missing) {
        Accumulator<V> filling = kind.accumulator();
        filling.add(value, Weights.of(missing));
        return merged(kind, known, filling.result());
    }

    /** The statistics of the values held between these numbers, as far as a scan took them; none without their moments. */
    public Optional<FeatureStatistics> clipped(double min, double max) {
        Moments held = null;
        Map<Statistic<?>, Object> clipped = new LinkedHashMap<>();
        for (Map.Entry<Statistic<?>, Object> entry : others.entrySet()) {
            if (entry.getKey() instanceof ClippedStatistic<?> kind && kind.isBetween(min, max)) {
                if (kind.kind() instanceof MomentsStatistic) {
                    held = (Moments) entry.getValue();
                } else {
                    clipped.put(kind.kind(), entry.getValue());
                }
            }
        }
        return Optional.ofNullable(held).map(sums -> new FeatureStatistics(name, sums.countedAs(moments), clipped));
    }

    /** These statistics and those of a further scan of the same values; of a kind that both have, the further one. */
    FeatureStatistics and(FeatureStatistics further) {
        Map<Statistic<?>, Object> all = new LinkedHashMap<>(others);
        all.putAll(further.others);
        return new FeatureStatistics(name, moments, all);
    }

    FeatureStatistics named(String other) {
        return name.equals(other) ? this : new FeatureStatistics(other, moments, others);
    }

    FeatureStatistics withMissing(Moments missing) {
        return new FeatureStatistics(name, moments.merge(missing), others);
    }

    /** These statistics without the kinds that only make sense for the dataset that was scanned. */
    FeatureStatistics ofAnyDataset() {
        Map<Statistic<?>, Object> kept = new LinkedHashMap<>(others);
        kept.keySet().removeIf(Statistic::isOfOneDataset);
        return new FeatureStatistics(name, moments, kept);
    }

    /** These statistics with just these kinds. */
    FeatureStatistics of(List<Statistic<?>> kinds) {
        Map<Statistic<?>, Object> kept = new LinkedHashMap<>();
        kinds.forEach(kind -> kept.put(kind, get(kind)));
        return new FeatureStatistics(name, moments, kept);
    }

    /** The statistics of both together, of the kinds that both have. */
    FeatureStatistics merge(FeatureStatistics other) {
        Map<Statistic<?>, Object> both = new LinkedHashMap<>();
        for (Statistic<?> kind : others.keySet()) {
            if (other.others.containsKey(kind)) {
                both.put(kind, merged(kind, others.get(kind), other.others.get(kind)));
            }
        }
        return new FeatureStatistics(name, moments.merge(other.moments), both);
    }

    @SuppressWarnings("unchecked")
    private static <V> V merged(Statistic<V> kind, Object a, Object b) {
        return kind.merge((V) a, (V) b);
    }

    /** Writes the numbers, without names and kinds. */
    void write(DataOutput out) throws IOException {
        moments.write(out);
        for (Map.Entry<Statistic<?>, Object> entry : others.entrySet()) {
            write(entry.getKey(), entry.getValue(), out);
        }
    }

    @SuppressWarnings("unchecked")
    private static <V> void write(Statistic<V> kind, Object value, DataOutput out) throws IOException {
        kind.write((V) value, out);
    }

    /** Reads what {@link #write} wrote of these kinds. */
    static FeatureStatistics read(String name, Collection<Statistic<?>> kinds, DataInput in) throws IOException {
        Moments moments = Moments.read(in);
        Map<Statistic<?>, Object> others = new LinkedHashMap<>();
        for (Statistic<?> kind : kinds) {
            others.put(kind, kind.read(in));
        }
        return new FeatureStatistics(name, moments, others);
    }

    /** The texts of the further statistics by those of their kinds. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        others.forEach((kind, value) -> texts.put(kind.toString(), text(kind, value)));
        return texts;
    }

    @SuppressWarnings("unchecked")
    private static <V> String text(Statistic<V> kind, Object value) {
        return kind.toText((V) value);
    }

    /** Reads {@link #texts}, given the kinds of those names. */
    static FeatureStatistics parse(
            String name, String moments, Map<String, String> texts, Function<String, Statistic<?>> kinds) {
        Map<Statistic<?>, Object> others = new LinkedHashMap<>();
        texts.forEach((text, value) -> {
            Statistic<?> kind = kinds.apply(text);
            others.put(kind, kind.parse(value));
        });
        return new FeatureStatistics(name, Moments.parse(moments), others);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureStatistics that
                && name.equals(that.name)
                && moments.equals(that.moments)
                && others.equals(that.others);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, moments, others);
    }

    /** One line. */
    @Override
    public String toString() {
        return name + ": " + moments + (others.isEmpty() ? "" : " and " + others.keySet());
    }
}
