package org.tare.job.option;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.column.ColumnIndex;
import picocli.CommandLine.Option;

/** How rows are scanned. */
public final class ScanOptions {
    private static final int MOST_NAMES = 20;

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
        List<String> numeric = numbers(schema);
        if (numeric.isEmpty()) {
            throw new IllegalArgumentException(
                    schema.isEmpty()
                            ? "The input has no columns; its files are empty, or --format is another one."
                            : "No column is a number but " + typed(List.of(schema.fields()), Map.of())
                                    + "; name vectors or arrays with --columns, or cast texts to numbers.");
        }
        return numeric;
    }

    /** Likewise, or none. */
    public List<String> numbers(StructType schema) {
        return Stream.of(schema.fields())
                .filter(field -> field.dataType() instanceof NumericType)
                .map(StructField::name)
                .filter(name -> weightCol == null || !ColumnIndex.isSame(name, weightCol))
                .toList();
    }

    /** Says that all {@link #numeric} columns are taken, which may be more than were thought of, such as an id. */
    public static Optional<String> taken(List<String> names) {
        String more = names.size() > MOST_NAMES ? ", and " + (names.size() - MOST_NAMES) + " more" : "";
        return Optional.of("all of a numeric type, since --columns names none: "
                + names.stream().limit(MOST_NAMES).collect(Collectors.joining(", ")) + more);
    }

    /** What {@link #numeric} leaves out, with the type that is the reason; nothing if it takes all. */
    public Optional<String> leftOut(Dataset<Row> rows) {
        List<StructField> fields = Stream.of(rows.schema().fields())
                .filter(field -> !(field.dataType() instanceof NumericType))
                .toList();
        Map<String, String> notes = NumbersAmongTexts.notes(rows, fields);
        return fields.isEmpty() ? Optional.empty() : Optional.of(typed(fields, notes));
    }

    private static String typed(List<StructField> fields, Map<String, String> notes) {
        String named = fields.stream()
                .limit(MOST_NAMES)
                .map(field -> field.name() + " (" + field.dataType().simpleString()
                        + notes.getOrDefault(field.name(), "") + ")")
                .collect(Collectors.joining(", "));
        return fields.size() > MOST_NAMES ? named + ", and " + (fields.size() - MOST_NAMES) + " more" : named;
    }
}
