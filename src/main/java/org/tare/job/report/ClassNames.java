package org.tare.job.report;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StructField;
import org.tare.spark.column.ColumnIndex;

/**
 * The names of classes, each at the place of its number: the texts of a label, {@code false} and {@code true}, or whole numbers
 * that are not 0, 1, 2, ... themselves.
 */
public record ClassNames(List<String> names) {
    /** Where classes are the numbers that the label holds. */
    public static final ClassNames NONE = new ClassNames(List.of());

    /** The column of the predicted names. */
    public static final String PREDICTED = "predictedLabel";

    public boolean areKnown() {
        return !names.isEmpty();
    }

    /** A label's name; a whole number has one name, whatever its type. */
    public static Column text(StructField label) {
        DataType type = label.dataType();
        Column column = ColumnIndex.column(label.name());
        return (type instanceof DoubleType || type instanceof FloatType ? column.cast("bigint") : column)
                .cast("string");
    }

    /** The number of a label's class as double; null for null and for a name that is none of these. */
    public Column numbers(StructField label) {
        Column place =
                array_position(array(names.stream().map(name -> lit(name)).toArray(Column[]::new)), text(label));
        return when(place.gt(0), place.minus(1)).cast("double");
    }

    /** A stage that adds the names of predicted classes. */
    public IndexToString stage() {
        return new IndexToString()
                .setInputCol("prediction")
                .setOutputCol(PREDICTED)
                .setLabels(names.toArray(String[]::new));
    }

    /** The name of a class, or its number. */
    String of(int number) {
        return areKnown() ? names.get(number) : "" + number;
    }
}
