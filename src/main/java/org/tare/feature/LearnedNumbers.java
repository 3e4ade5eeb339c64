package org.tare.feature;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.feature.plan.FeatureTable;
import org.tare.feature.plan.FittedScaler;

/** What a model learned: a table, and vectors of a number for each feature under the names that MLlib and scikit-learn give them. */
public interface LearnedNumbers {
    /** What was fitted, for what writes it down elsewhere. */
    FittedScaler fitted();

    /** How many features are scaled, each element of a vector or array being one. */
    default int numFeatures() {
        return fitted().features().size();
    }

    /**
     * What was learned, a row for each feature: feature, count, missing, mean, standardDeviation, min, max, what else its
     * scaler learned, curve.
     */
    default Dataset<Row> summary(SparkSession spark) {
        return new FeatureTable(fitted().features()).toDataset(spark);
    }

    /**
     * The number of that name for each feature: what the moments tell ({@code mean}, {@code standardDeviation}, which is the
     * population's, {@code min}, {@code max}), or what the scaler learned, as {@link ScalerModel#summary} names it.
     *
     * @throws IllegalArgumentException if a feature has no such number
     */
    default Vector learned(String name) {
        return Vectors.dense(fitted().features().stream()
                .mapToDouble(feature -> feature.learned(name))
                .toArray());
    }

    /** Whether the scaler of every feature learned a number of that name. */
    default boolean isLearned(String name) {
        return fitted().features().stream()
                .allMatch(feature -> feature.learned().containsKey(name));
    }

    /** The mean of each feature; see {@link #learned}. */
    default Vector mean() {
        return learned("mean");
    }

    /**
     * The standard deviation of each feature: that of the population, or of the sample where {@link StandardScaler#variance()}
     * said so. Models that the first version saved do not tell what it said, and give the population's.
     */
    default Vector std() {
        return learned(
                isLearned(StandardScaler.SAMPLE_STANDARD_DEVIATION)
                        ? StandardScaler.SAMPLE_STANDARD_DEVIATION
                        : "standardDeviation");
    }

    /** The smallest value of each feature. */
    default Vector originalMin() {
        return learned("min");
    }

    /** The largest value of each feature. */
    default Vector originalMax() {
        return learned("max");
    }

    /** The largest magnitude of each feature, where {@link MaxAbsScaler} fitted it; see {@link #learned}. */
    default Vector maxAbs() {
        return learned(MaxAbsScaler.MAX_ABS);
    }

    /** The median of each feature, where {@link RobustScaler} fitted it; see {@link #learned}. */
    default Vector median() {
        return learned(RobustScaler.MEDIAN);
    }

    /** The distance between the lower and the upper quantile of each feature, where {@link RobustScaler} fitted it; see {@link #learned}. */
    default Vector range() {
        return learned(RobustScaler.RANGE);
    }
}
