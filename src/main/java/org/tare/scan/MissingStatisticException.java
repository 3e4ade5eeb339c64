package org.tare.scan;

import org.tare.stat.Statistic;

/** A statistic is asked for that the scan of a feature did not take. */
public final class MissingStatisticException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String feature;
    private final String kind;

    MissingStatisticException(String feature, Statistic<?> kind) {
        super("Feature '" + feature + "' was scanned without '" + kind
                + "'; scan it with Scan.of(data, columns).with(Statistic.of(\"" + kind + "\")).run().");
        this.feature = feature;
        this.kind = kind.toString();
    }

    /** The name of the feature. */
    public String feature() {
        return feature;
    }

    /** The name of the kind that is missing. */
    public String kind() {
        return kind;
    }
}
