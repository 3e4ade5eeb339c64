package org.tare.report;

import java.util.ArrayList;
import java.util.List;
import org.tare.report.plot.NumberText;
import org.tare.stat.Histogram;
import org.tare.stat.Moments;

/** What a person should look at in a feature, a few words each. */
final class Findings {
    /** Values farther than so many times the distance of the quartiles outside of them are "far out" (Tukey, 1977). */
    private static final double FAR_OUT = 3;

    /** No share of values, however they are distributed, that is not below 1 % lies farther from the mean (Chebyshev). */
    private static final double FAR_OFF = 10;

    private Findings() {}

    static List<String> of(FeatureView feature) {
        Moments moments = feature.moments();
        List<String> findings = new ArrayList<>();
        double missing = FeatureComparison.missing(moments);
        if (missing > 0) {
            findings.add(NumberText.percent(missing) + " missing");
        }
        if (moments.infinite() > 0) {
            findings.add(NumberText.count(moments.infinite()) + " infinite");
        }
        if (moments.count() == 0) {
            findings.add(feature.isSeen() ? "no values" : "values not known");
        } else if (moments.isConstant()) {
            findings.add("constant");
        } else if (feature.histogram().isPresent()) {
            addFarOut(findings, feature.histogram().get());
        } else {
            addFarOff(findings, moments);
        }
        return findings;
    }

    private static void addFarOut(List<String> findings, Histogram histogram) {
        double lower = histogram.quantile(0.25);
        double upper = histogram.quantile(0.75);
        double far = FAR_OUT * (upper - lower);
        if (far == 0) {
            return;
        }
        double below = histogram.min() < lower - far ? histogram.cdf(Math.nextDown(lower - far)) : 0;
        double above = histogram.max() > upper + far ? 1 - histogram.cdf(upper + far) : 0;
        if (below + above > 0) {
            String to = below == 0
                    ? ", up to " + NumberText.of(histogram.max())
                    : above == 0
                            ? ", down to " + NumberText.of(histogram.min())
                            : ", " + NumberText.of(histogram.min()) + " to " + NumberText.of(histogram.max());
            findings.add(NumberText.percent(below + above) + " outliers" + to);
        }
    }

    private static void addFarOff(List<String> findings, Moments moments) {
        if (!moments.hasSums()) {
            return;
        }
        double below = (moments.mean() - moments.min()) / moments.standardDeviation();
        double above = (moments.max() - moments.mean()) / moments.standardDeviation();
        if (Math.max(below, above) > FAR_OFF) {
            findings.add((above >= below ? "max " : "min ") + NumberText.of(Math.max(below, above), 2)
                    + " standard deviations off");
        }
    }
}
