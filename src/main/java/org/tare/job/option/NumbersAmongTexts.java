package org.tare.job.option;

import static org.apache.spark.sql.functions.count;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.tare.job.output.Format;
import org.tare.spark.column.ColumnIndex;

/** Columns of a CSV that would be numbers but for a few texts such as NA, by which Spark inferred their type. */
final class NumbersAmongTexts {
    private static final int ROWS = 10_000;
    private static final int MOST_COLUMNS = 50;

    private NumbersAmongTexts() {}

    /** What to say of such columns, by their names; it looks at the first rows only. */
    static Map<String, String> notes(Dataset<Row> rows, List<StructField> fields) {
        List<StructField> texts = fields.stream()
                .filter(field -> field.dataType() instanceof StringType)
                .limit(MOST_COLUMNS)
                .toList();
        Map<String, String> notes = new HashMap<>();
        if (texts.isEmpty() || !isCsv(rows)) {
            return notes;
        }
        List<Column> counts = new ArrayList<>();
        for (StructField field : texts) {
            Column column = ColumnIndex.column(field.name());
            counts.add(count(column));
            counts.add(count(column.try_cast("double")));
        }
        Row seen = rows.limit(ROWS).select(counts.toArray(Column[]::new)).first();
        for (int i = 0; i < texts.size(); i++) {
            long cells = seen.getLong(2 * i);
            long numbers = seen.getLong(2 * i + 1);
            if (2 * numbers > cells) {
                notes.put(
                        texts.get(i).name(),
                        String.format(
                                Locale.ROOT,
                                "; %,d of the first %,d cells are no numbers, see --option nullValue",
                                cells - numbers,
                                cells));
            }
        }
        return notes;
    }

    private static boolean isCsv(Dataset<Row> rows) {
        String[] files = rows.inputFiles();
        return files.length > 0 && Format.ofPath(files[0]).equals("csv");
    }
}
