package org.tare.feature.plan;

import java.io.Serializable;
import java.util.function.Function;
import org.tare.spark.row.RowKernel;

/** The curves of one column in a group, from their texts. */
record GroupKernels(String column) implements Function<String, RowKernel>, Serializable {
    @Override
    public RowKernel apply(String texts) {
        return new CurveKernel(column, GroupCurves.parse(texts));
    }
}
