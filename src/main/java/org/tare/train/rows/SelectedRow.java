package org.tare.train.rows;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/** The parts of a row that {@link TableColumns#select} selected. */
final class SelectedRow {
    private SelectedRow() {}

    /** A missing element is NaN; of a missing array, one NaN is all there is. */
    static double[] features(InternalRow row) {
        if (row.isNullAt(0)) {
            return new double[] {Double.NaN};
        }
        ArrayData array = row.getArray(0);
        double[] features = array.toDoubleArray();
        for (int i = 0; i < features.length; i++) {
            if (array.isNullAt(i)) {
                features[i] = Double.NaN;
            }
        }
        return features;
    }

    /** NaN if missing. */
    static double label(InternalRow row) {
        return row.isNullAt(1) ? Double.NaN : row.getDouble(1);
    }

    /** NaN if missing. */
    static double weight(InternalRow row) {
        return row.isNullAt(2) ? Double.NaN : row.getDouble(2);
    }

    /** A missing mark is no mark. */
    static boolean isValidation(InternalRow row) {
        return !row.isNullAt(3) && row.getBoolean(3);
    }

    static long hash(InternalRow row) {
        return row.getLong(4);
    }
}
