package org.tare.report;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** How much of each {@link Measure} is too much. Immutable. */
public final class Thresholds implements Serializable {
    private static final long serialVersionUID = 1;

    /** Shares are differences of rounded quotients, each off by less than 2^-52, so that 2 of 200 may come out above 0.01. */
    private static final double ROUNDING = 0x1p-50;

    private static final Thresholds USUAL = new Thresholds(Map.of());

    private final Map<Measure, Double> set;

    private Thresholds(Map<Measure, Double> set) {
        this.set = set;
    }

    /** Those of each measure itself. */
    public static Thresholds usual() {
        return USUAL;
    }

    /**
     * The same with another threshold of one measure.
     *
     * @param threshold what may just be reached; infinity for no threshold
     * @throws IllegalArgumentException if it is negative or NaN
     */
    public Thresholds with(Measure measure, double threshold) {
        Objects.requireNonNull(measure, "The measure is null; give one of Measure.");
        if (!(threshold >= 0)) {
            throw new IllegalArgumentException("The threshold " + measure.parameter() + " is " + threshold
                    + "; give a number from 0 up, or infinity for none.");
        }
        Map<Measure, Double> more = new EnumMap<>(Measure.class);
        more.putAll(set);
        more.put(measure, threshold);
        return new Thresholds(more);
    }

    /** The threshold of a measure. */
    public double of(Measure measure) {
        Objects.requireNonNull(measure, "The measure is null; give one of Measure.");
        return set.getOrDefault(measure, measure.threshold());
    }

    /** The measures by which a feature passes its threshold, in either direction. What is not known passes none. */
    public List<Measure> passed(FeatureComparison feature) {
        return Stream.of(Measure.values())
                .filter(measure -> Math.abs(measure.of(feature)) - of(measure) > ROUNDING)
                .toList();
    }

    /** What there is to say of a feature, in words: the measures passed, or that it is new, gone or without values now. */
    public List<String> findings(FeatureComparison feature) {
        Objects.requireNonNull(feature, "The comparison is null; give that of a feature.");
        if (feature.isNew() || feature.isGone()) {
            return List.of(feature.isNew() ? "new" : "gone");
        }
        Stream<String> emptied = feature.isEmptied() ? Stream.of("no values") : Stream.of();
        return Stream.concat(emptied, passed(feature).stream().map(Measure::parameter))
                .toList();
    }
}
