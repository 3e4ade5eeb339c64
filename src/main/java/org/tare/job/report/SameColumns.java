package org.tare.job.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.tare.scan.ColumnStatistics;
import org.tare.spark.column.ColumnIndex;
import org.tare.spark.column.FeatureKind;

/**
 * Which columns of some rows to scan so that they can be compared with statistics.
 *
 * @param names the columns that the statistics know and the rows have as numbers, then the other columns of numbers
 * @param others the columns that the rows have as something else, with its type
 */
public record SameColumns(List<String> names, List<String> others) {
    /**
     * The columns of some rows.
     *
     * @param numbers those of a numeric type
     */
    public static SameColumns of(Learned known, Dataset<Row> rows, List<String> numbers) {
        ColumnIndex index = ColumnIndex.of(rows.schema());
        Set<String> names = new LinkedHashSet<>();
        List<String> others = new ArrayList<>();
        for (ColumnStatistics column : known.all().columns()) {
            Optional<StructField> field = find(index, column.name());
            if (field.isPresent() && isNumeric(field.get())) {
                names.add(field.get().name());
            } else if (field.isPresent()) {
                others.add(column.name() + " (" + field.get().dataType().simpleString() + ")");
            }
        }
        String weight = known.all().weightCol().orElse(null);
        numbers.stream()
                .filter(name -> weight == null || !ColumnIndex.isSame(weight, name))
                .filter(name -> known.groupCols().stream().noneMatch(group -> ColumnIndex.isSame(group, name)))
                .forEach(names::add);
        return new SameColumns(List.copyOf(names), others);
    }

    /** The other columns as a text, if there are some. */
    public Optional<String> ofOtherTypes() {
        return others.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", others));
    }

    private static Optional<StructField> find(ColumnIndex index, String name) {
        try {
            return Optional.of(index.find(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isNumeric(StructField field) {
        try {
            FeatureKind.of(field);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
