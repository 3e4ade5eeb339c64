package org.tare.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.column.ColumnIndex;
import org.tare.spark.plan.GivenData;

/**
 * States in a table: the rows of each find each other by the hash of their state, and by what stands in columns that are none of
 * {@link StatisticsTable}'s, such as a day.
 */
public final class StateTable {
    /** What a state is read from, among the columns that {@code toDataset} makes. */
    static final List<String> NEEDED = List.of("feature", "column", "element", "exact", "others", "state");

    private StateTable() {}

    /** The schema that {@link DatasetStatistics#toDataset} gives. */
    public static StructType schema() {
        return StatisticsTable.SCHEMA;
    }

    /** Whether data of that schema is such a table: it has all columns, of their types, and any others. */
    public static boolean isIn(StructType schema) {
        // Stores of tables may not keep whether the values of a map can be null.
        Map<String, String> given = new HashMap<>();
        Arrays.stream(schema.fields())
                .forEach(field -> given.put(field.name(), field.dataType().catalogString()));
        return Arrays.stream(schema().fields())
                .allMatch(field -> field.dataType().catalogString().equals(given.get(field.name())));
    }

    /** The columns of states, and any others that are none of {@code toDataset}'s. */
    static Dataset<Row> checked(Dataset<Row> table) {
        Set<String> known = Set.of(StatisticsTable.SCHEMA.fieldNames());
        List<String> names = Arrays.asList(GivenData.of(table).columns());
        for (String needed : NEEDED) {
            if (!names.contains(needed)) {
                throw new IllegalArgumentException("The table has no column '" + needed
                        + "'; give one of the columns that toDataset makes, and any others.");
            }
        }
        Stream<Column> others =
                names.stream().filter(name -> !known.contains(name)).map(ColumnIndex::column);
        Stream<Column> needed = NEEDED.stream()
                .map(name -> typed(table.schema().fields()[names.indexOf(name)], StatisticsTable.SCHEMA.apply(name)));
        return table.select(Stream.concat(needed, others).toArray(Column[]::new));
    }

    /** Stores and files of texts know fewer types of numbers. */
    private static Column typed(StructField given, StructField needed) {
        Column column = ColumnIndex.column(given.name());
        if (given.dataType().catalogString().equals(needed.dataType().catalogString())) {
            return column;
        }
        if (given.dataType() instanceof NumericType && needed.dataType() instanceof NumericType) {
            return column.try_cast(needed.dataType()).as(given.name());
        }
        throw new IllegalArgumentException("Column '" + given.name() + "' of the table is "
                + given.dataType().catalogString() + ", where states have "
                + needed.dataType().catalogString() + "; give it as that, as toDataset makes it.");
    }

    /** All states of the table, of at least one dataset. */
    static List<TableState> read(Dataset<Row> table) {
        Dataset<Row> checked = checked(table);
        List<String> others = Arrays.stream(checked.columns())
                .filter(name -> !NEEDED.contains(name))
                .toList();
        Map<String, List<Row>> states = new TreeMap<>();
        for (Row row : checked.collectAsList()) {
            if (row.isNullAt(NEEDED.indexOf("state"))) {
                throw broken("a row names no state", null);
            }
            String apart = others.stream()
                    .map(name -> name + "=" + row.get(row.fieldIndex(name)))
                    .collect(Collectors.joining(" "));
            states.computeIfAbsent(StateHeader.parse(row.getAs("state")).id() + " " + apart, key -> new ArrayList<>())
                    .add(row);
        }
        if (states.isEmpty()) {
            throw noRows();
        }
        return states.values().stream().map(StateTable::state).toList();
    }

    static IllegalArgumentException noRows() {
        return new IllegalArgumentException(
                "The table of statistics has no rows; give one with those of a dataset, however empty.");
    }

    /** The one state of these rows. */
    static TableState state(List<Row> rows) {
        if (rows.get(0).getAs("state") == null) {
            throw broken("a row names no state", null);
        }
        Map<Integer, StateHeader> headers = new TreeMap<>();
        Map<Integer, Map<Integer, String>> names = new LinkedHashMap<>();
        List<Row> features = new ArrayList<>();
        for (Row row : rows) {
            StateHeader header = StateHeader.parse(row.getAs("state"));
            StateHeader before = headers.putIfAbsent(header.position(), header);
            if (row.getAs("element") != null && row.getAs("feature") == null) {
                throw broken("a row names no feature", null);
            }
            if (row.getAs("element") != null) {
                features.add(row);
                names.computeIfAbsent(header.position(), position -> new TreeMap<>())
                        .put(row.<Integer>getAs("element"), row.getAs("feature"));
            } else if (before != null) {
                throw broken("column '" + header.column().name() + "' is there twice", null);
            }
        }
        StateHeader any = headers.values().iterator().next();
        if (headers.size() != any.columns()) {
            throw broken("it has rows of " + headers.size() + " of " + any.columns() + " columns", null);
        }
        List<StatisticsManifest.Column> columns = headers.values().stream()
                .map(header -> header.named()
                        ? header.column().named(names(header.column(), names.get(header.position())))
                        : header.column())
                .toList();
        StatisticsManifest manifest =
                new StatisticsManifest(StatisticsManifest.FORMAT, any.rows(), any.weightCol(), columns);
        TableState state = new TableState(
                StatisticsTable.parse(manifest, features, StateTable::broken), any.rows(), any.weightCol());
        if (!StateHeader.id(state).equals(any.id())) {
            throw broken("it was changed since it was made", null);
        }
        return state;
    }

    /** The names of a column's elements, "" for one without. */
    private static List<String> names(StatisticsManifest.Column column, Map<Integer, String> names) {
        List<String> all = new ArrayList<>();
        names.forEach((element, name) -> all.add(name.equals(column.name() + "[" + element + "]") ? "" : name));
        return all;
    }

    private static IllegalArgumentException broken(String why, Exception cause) {
        return new IllegalArgumentException(
                "The table of statistics holds a state that is not whole: " + why
                        + "; write its rows again, and tell states of the same numbers apart by a column, such as a day.",
                cause);
    }
}
