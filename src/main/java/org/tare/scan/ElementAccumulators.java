package org.tare.scan;

import java.util.Arrays;
import java.util.List;
import org.tare.stat.Moments;

/** The features of a column of vectors or arrays, whose number the first row tells. */
final class ElementAccumulators {
    private final String column;
    private FeatureAccumulator[] features = {};
    private long nulls;

    ElementAccumulators(String column) {
        this.column = column;
    }

    /** Makes sure that this row has as many elements as those before. */
    FeatureAccumulator[] ofSize(int size) {
        if (features.length == 0) {
            if (size == 0) {
                throw new BadDataException(
                        "Column '" + column + "' has a row without elements; filter out such rows, or make them null.");
            }
            features = new FeatureAccumulator[size];
            Arrays.setAll(features, i -> new FeatureAccumulator(size));
        }
        Elements.requireSize(column, features.length, size);
        return features;
    }

    /** One for each element; none as long as all rows were null. */
    FeatureAccumulator[] features() {
        return features;
    }

    /** Every element of the row is missing. */
    void addNull() {
        nulls++;
    }

    Elements toElements(long sparseRows) {
        List<Moments> moments =
                Arrays.stream(features).map(FeatureAccumulator::toMoments).toList();
        return new Elements(List.of(), nulls, 0).merge(new Elements(moments, 0, sparseRows), column);
    }
}
