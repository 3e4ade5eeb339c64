package org.tare.scan;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The features of a column of vectors or arrays, whose number the first row tells. */
final class ElementAccumulators {
    private final ColumnRequest column;
    private final ScanRequest request;
    private FeatureAccumulator[] features = {};
    private RowBlock block;
    private long nulls;

    ElementAccumulators(ColumnRequest column, ScanRequest request) {
        this.request = request;
        this.column = column;
    }

    /** Makes sure that this row has as many elements as those before. */
    FeatureAccumulator[] ofSize(int size) {
        if (features.length == 0) {
            if (size == 0) {
                throw new BadDataException("Column '" + column.name()
                        + "' has a row without elements; filter out such rows, or make them null.");
            }
            features = new FeatureAccumulator[size];
            Arrays.setAll(
                    features,
                    e -> new FeatureAccumulator(size, request.takesMoments(), column.takesSums(), column.kinds(e)));
        }
        ColumnStatistics.requireSize(column.name(), features.length, size);
        return features;
    }

    /** Adds a row of all elements, the first {@code size} values, NaN for those that are missing. */
    void add(double[] row, int size, double weight) {
        ofSize(size);
        // A block for each of many groups would be too large.
        if (weight == 1 && !request.isByGroup()) {
            if (block == null) {
                block = new RowBlock(features);
            }
            block.add(row);
        } else {
            for (int e = 0; e < size; e++) {
                features[e].add(row[e], weight);
            }
        }
    }

    /** Adds a row that is missing in every element. */
    void addNull() {
        nulls++;
    }

    /** Adds the zeros that sparse rows left out. */
    void add(ImplicitZeros zeros) {
        zeros.addTo(features);
    }

    ColumnStatistics result(long sparseRows) {
        if (block != null) {
            block.flush();
        }
        List<FeatureStatistics> statistics = IntStream.range(0, features.length)
                .mapToObj(e -> features[e].result(column.traits().feature(e, features.length)))
                .toList();
        return new ColumnStatistics(column.traits(), statistics, nulls, sparseRows, 0);
    }
}
