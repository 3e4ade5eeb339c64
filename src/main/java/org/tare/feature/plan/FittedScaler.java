package org.tare.feature.plan;

import java.io.Serializable;
import java.util.List;

/**
 * What is stored of a model besides its parameters.
 *
 * @param columns what was fitted
 * @param source the vector that holds the inputs, or null where each is a column
 * @param replaces whether a result may take the place of any column
 */
public record FittedScaler(List<FittedColumn> columns, String source, boolean replaces) implements Serializable {
    /** Checks nothing and copies the list. */
    public FittedScaler {
        columns = List.copyOf(columns);
    }

    /** All features of all columns in order. */
    public List<FittedFeature> features() {
        return columns.stream().flatMap(column -> column.features().stream()).toList();
    }
}
