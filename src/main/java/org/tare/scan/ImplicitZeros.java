package org.tare.scan;

import java.util.Arrays;
import org.tare.stat.Weights;

/**
 * Counts the zeros that sparse vectors leave out, by counting what they do not.
 *
 * <p>An element's zeros are the rows less those in which the element is present; so the cost is that of the entries.
 */
final class ImplicitZeros {
    private final long[] present;
    private long rows;
    private Weighted weighted;

    ImplicitZeros(int size) {
        this.present = new long[size];
    }

    void addRow(double weight) {
        if (weight == 1) {
            rows++;
        } else {
            weighted().rows.add(weight);
        }
    }

    /** So many rows of weight 1 have the element. */
    void addPresent(int element, int rows) {
        present[element] += rows;
    }

    void addPresent(int element, double weight) {
        if (weight == 1) {
            addPresent(element, 1);
        } else {
            weighted().present[element].add(weight);
        }
    }

    private Weighted weighted() {
        if (weighted == null) {
            weighted = new Weighted(present.length);
        }
        return weighted;
    }

    /** Adds to each feature the zeros it was spared. */
    void addTo(FeatureAccumulator[] features) {
        for (int e = 0; e < features.length; e++) {
            features[e].addZeros(rows - present[e]);
            if (weighted != null) {
                features[e].addZeros(weighted.rows.minus(weighted.present[e]));
            }
        }
    }

    /** How many sparse vectors of positive weight there were. */
    long rows() {
        return rows + (weighted == null ? 0 : weighted.rows.count());
    }

    /** Rows of weights other than 1; an unweighted scan has none and pays nothing for them. */
    private static final class Weighted {
        private final Weights rows = new Weights();
        private final Weights[] present;

        Weighted(int size) {
            present = new Weights[size];
            Arrays.setAll(present, i -> new Weights());
        }
    }
}
