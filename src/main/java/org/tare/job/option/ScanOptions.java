package org.tare.job.option;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.scan.DatasetStatistics;
import picocli.CommandLine.Option;

/** How rows are scanned. */
public final class ScanOptions {
    @Option(
            names = "--weight-col",
            paramLabel = "COLUMN",
            description = "Column that says how often each row counts. Default: each counts once.")
    private String weightCol;

    /** The column, or null without one. */
    public String weightCol() {
        return weightCol;
    }

    /** The columns of a numeric type, without the weight. */
    public List<String> numeric(StructType schema) {
        List<String> numeric = Stream.of(schema.fields())
                .filter(field -> field.dataType() instanceof NumericType)
                .map(StructField::name)
                .filter(name -> !name.equals(weightCol))
                .toList();
        if (numeric.isEmpty()) {
            throw new IllegalArgumentException("No column of " + schema.simpleString()
                    + " is a number; name vectors or arrays with --columns, or cast texts to numbers.");
        }
        return numeric;
    }

    public StructType withWeight(StructType schema) {
        return weightCol == null ? schema : schema.add(weightCol, DataTypes.DoubleType);
    }

    public DatasetStatistics scan(Dataset<Row> rows, List<String> columns) {
        String[] names = columns.toArray(String[]::new);
        return weightCol == null
                ? DatasetStatistics.of(rows, names)
                : DatasetStatistics.weighted(rows, weightCol, names);
    }
}
