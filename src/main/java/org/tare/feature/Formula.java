package org.tare.feature;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.tare.curve.Curve;
import org.tare.feature.plan.ColumnMapping;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.Statistic;

/** What a fit asks of a scaler: which statistics it needs of a feature, and the curve it makes of them. */
interface Formula {
    /** The columns to scale and their results, given how the name of an input is found. */
    List<ColumnMapping> mappings(String vectorCol, UnaryOperator<String> find);

    /** See {@link Scaler#needs()}. */
    List<Statistic<?>> needs();

    /** See {@link Scaler#more}. */
    List<Statistic<?>> more(FeatureStatistics seen);

    /** See {@link Scaler#curve}. */
    Curve curve(FeatureStatistics feature);

    /** See {@link Scaler#learned}. */
    Map<String, Double> learned(FeatureStatistics feature);

    /** See {@link Scaler#howToKeepZero()}. */
    String howToKeepZero();
}
