package org.tare.job.report;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tare.feature.ScalerModel;
import org.tare.spark.column.ColumnIndex;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The first rows of a result, so that a person sees at once what became of them. */
public final class Preview {
    private static final int ROWS = 5;
    private static final int COLUMNS = 8;
    private static final int WIDTH = 32;

    private Preview() {}

    /** Of many columns it shows the last, since new columns stand there. */
    public static ConsoleTable table(Dataset<Row> rows) {
        return table(rows, List.of(), List.of());
    }

    /** Of many columns it shows what the model read and what it made of it, which may stand anywhere, and then the last. */
    public static ConsoleTable table(Dataset<Row> rows, ScalerModel model) {
        return table(rows, List.of(model.getInputCols()), List.of(model.getOutputCols()));
    }

    private static ConsoleTable table(Dataset<Row> rows, List<String> inputs, List<String> outputs) {
        String[] all = rows.columns();
        String[] names = shown(all, inputs, outputs);
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

    /** In the order of the rows. */
    private static String[] shown(String[] all, List<String> inputs, List<String> outputs) {
        List<String> byWorth = new ArrayList<>(first(all, inputs));
        byWorth.addAll(first(all, outputs));
        for (int i = all.length - 1; i >= 0; i--) {
            byWorth.add(all[i]);
        }
        Set<String> chosen =
                new LinkedHashSet<>(byWorth.stream().distinct().limit(COLUMNS).toList());
        return Arrays.stream(all).filter(chosen::contains).toArray(String[]::new);
    }

    private static List<String> first(String[] all, List<String> wanted) {
        Set<String> names = new HashSet<>(wanted);
        return Arrays.stream(all).filter(names::contains).limit(COLUMNS / 2).toList();
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
        String text = value instanceof Seq<?> array
                ? CollectionConverters.asJava(array).toString()
                : value.toString();
        return text.length() > WIDTH ? text.substring(0, WIDTH - 3) + "..." : text;
    }
}
