package org.tare.spark.row;

import java.io.Serializable;

/** A map of a row of features, in place. */
public interface RowKernel extends Serializable {
    /** Maps all features of a row. */
    void dense(double[] values);

    /** Maps a row of {@code size} features, of which all but {@code values}, at {@code indices}, are 0 and stay so. */
    void sparse(int size, int[] indices, double[] values);
}
