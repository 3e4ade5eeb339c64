package org.tare.feature;

import java.io.Serializable;
import org.tare.curve.Curve;
import org.tare.stat.Moments;

/** What was learned of one feature: the curve, and the statistic from which it was drawn. */
record FittedFeature(String name, Curve curve, Moments moments) implements Serializable {
    FittedFeature inverse() {
        return new FittedFeature(name, curve.inverse(), moments);
    }
}
