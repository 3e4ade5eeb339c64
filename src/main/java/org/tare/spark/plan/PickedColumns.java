package org.tare.spark.plan;

import java.util.Arrays;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Some columns of a batch, which is closed as a whole. */
final class PickedColumns extends ColumnarBatch {
    private final ColumnarBatch whole;

    PickedColumns(ColumnarBatch whole, int[] columns) {
        super(Arrays.stream(columns).mapToObj(whole::column).toArray(ColumnVector[]::new), whole.numRows());
        this.whole = whole;
    }

    @Override
    public void close() {
        whole.close();
    }

    @Override
    public void closeIfFreeable() {
        whole.closeIfFreeable();
    }
}
