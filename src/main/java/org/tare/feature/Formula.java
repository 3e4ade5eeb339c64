package org.tare.feature;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tare.curve.Curve;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.Statistic;

/** What a fit asks of a scaler: which statistics it needs of a feature, and the curve it makes of them. */
interface Formula extends Serializable {
    /** See {@link Scaler#needs()}. */
    List<Statistic<?>> needs();

    /** What {@link #curve} cannot do without. */
    default List<Statistic<?>> requires() {
        return needs();
    }

    /** See {@link Scaler#needsSums()}. */
    default boolean needsSums() {
        return true;
    }

    /** See {@link Scaler#more}. */
    List<Statistic<?>> more(FeatureStatistics seen);

    /** See {@link Scaler#curve}. */
    Curve curve(FeatureStatistics feature);

    /** Whether a feature without any finite value is an error. */
    boolean needsValues();

    /** What the result is called among others in one vector. */
    default String name(FeatureStatistics feature) {
        return feature.name();
    }

    /** See {@link Scaler#learned}. */
    Map<String, Double> learned(FeatureStatistics feature);

    /** See {@link Scaler#warning}. */
    Optional<String> warning(FeatureStatistics feature);

    /** See {@link Scaler#howToKeepZero()}. */
    String howToKeepZero();
}
