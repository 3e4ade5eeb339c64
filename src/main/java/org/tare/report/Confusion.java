package org.tare.report;

import java.util.List;

/**
 * What became of the rows of each class.
 *
 * @param classes the names of the classes
 * @param weights by class, then by the class that was predicted, how many rows there were, or what they weigh
 */
public record Confusion(List<String> classes, List<List<Double>> weights) {
    /**
     * Copies both.
     *
     * @throws IllegalArgumentException unless there is a number for each class and class
     */
    public Confusion {
        classes = List.copyOf(classes);
        weights = weights.stream().map(List::copyOf).toList();
        int n = classes.size();
        if (weights.size() != n || weights.stream().anyMatch(row -> row.size() != n)) {
            throw new IllegalArgumentException("The classes " + classes + " want a matrix of " + n
                    + " rows and columns, not " + weights + "; give a number for each class and prediction.");
        }
    }
}
