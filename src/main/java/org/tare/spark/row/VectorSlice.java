package org.tare.spark.row;

import java.io.Serializable;

/**
 * A part of the vectors of one column.
 *
 * @param column the name, for messages
 * @param size how many elements each vector must have
 * @param from the first element of the part
 * @param length how many elements the part has
 */
public record VectorSlice(String column, int size, int from, int length) implements Serializable {
    int to() {
        return from + length;
    }

    void requireSize(int found) {
        if (found != size) {
            throw RowErrors.of("Column '" + column + "' has " + found + " elements in a row where the model made "
                    + size + "; give it as many.");
        }
    }
}
