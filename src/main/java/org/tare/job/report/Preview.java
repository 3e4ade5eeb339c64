package org.tare.job.report;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tare.spark.ColumnIndex;

/** The first rows of a result, so that a person sees at once what became of them. */
public final class Preview {
    private static final int ROWS = 5;
    private static final int COLUMNS = 8;
    private static final int WIDTH = 32;

    private Preview() {}

    /** New columns stand last, so of many columns it shows the last. */
    public static ConsoleTable table(Dataset<Row> rows) {
        String[] all = rows.columns();
        String[] names = Arrays.copyOfRange(all, Math.max(0, all.length - COLUMNS), all.length);
        ConsoleTable table = new ConsoleTable(names);
        Column[] columns = Arrays.stream(names).map(ColumnIndex::column).toArray(Column[]::new);
        for (Row row : rows.select(columns).takeAsList(ROWS)) {
            List<Object> cells = new ArrayList<>();
            for (int i = 0; i < names.length; i++) {
                cells.add(cell(row.get(i)));
            }
            table.add(cells);
        }
        int dropped = all.length - names.length;
        return dropped == 0 ? table : table.note("... " + dropped + " more column" + (dropped == 1 ? "" : "s"));
    }

    private static Object cell(Object value) {
        if (value instanceof Long number) {
            // A long may be a year or a key, which nobody groups by thousands.
            return BigInteger.valueOf(number);
        }
        if (value instanceof Float number) {
            return number.doubleValue();
        }
        if (value == null || value instanceof Number) {
            return value;
        }
        String text = value.toString();
        return text.length() > WIDTH ? text.substring(0, WIDTH - 3) + "..." : text;
    }
}
