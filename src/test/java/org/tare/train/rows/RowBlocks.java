package org.tare.train.rows;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** Rows as they come to the only worker, in their own order. */
public final class RowBlocks {
    private RowBlocks() {}

    /**
     * One block for training and one for validation.
     *
     * @param rows each a vector, a label, whatever, and whether the row is for validation
     */
    public static Iterator<Tuple2<Integer, byte[]>> of(RowLayout layout, List<Row> rows) {
        LabeledRows training = new LabeledRows(false, layout.width(), rows.size());
        LabeledRows validation = new LabeledRows(true, layout.width(), rows.size());
        for (Row row : rows) {
            LabeledRows block = row.getBoolean(3) ? validation : training;
            block.add(block.count(), ((Vector) row.get(0)).toArray(), row.getDouble(1), 1);
        }
        return Stream.of(training, validation)
                .map(block -> new Tuple2<>(0, block.toBytes()))
                .iterator();
    }
}
