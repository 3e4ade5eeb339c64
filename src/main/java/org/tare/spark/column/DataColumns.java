package org.tare.spark.column;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.plan.Plans;

/**
 * The columns of a Dataset, taken from where they stand in its plan. By their names, Spark would refuse those that a join left
 * there twice, or whose letter case alone tells them apart.
 */
public final class DataColumns {
    private final StructType schema;
    private final ColumnIndex index;
    private final List<Column> columns;

    private DataColumns(Dataset<?> data) {
        this.schema = data.schema();
        this.index = ColumnIndex.of(schema);
        this.columns = Plans.columns(data);
    }

    /** The columns of this data. */
    public static DataColumns of(Dataset<?> data) {
        return new DataColumns(data);
    }

    /**
     * The column that {@link ColumnIndex} finds by this name.
     *
     * @throws IllegalArgumentException if there is none, with the nearest names, or more than one
     */
    public Column get(String name) {
        FieldPath path = index.path(name);
        path.field(schema);
        return Plans.field(
                columns.get(path.indexes().get(0)),
                path.indexes().subList(1, path.indexes().size()));
    }
}
