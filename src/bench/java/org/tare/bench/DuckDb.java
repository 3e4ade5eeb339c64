package org.tare.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Aggregates of every column of a table by DuckDB, on two threads. */
final class DuckDb {
    /** With thousands in one query its memory runs to many gigabytes. */
    private static final int COUNTED_AT_ONCE = 120;

    private DuckDb() {}

    /** Mean, variance, minimum, maximum and count. */
    static void moments(Dataset<Row> table) throws SQLException {
        aggregate(
                table,
                columns(table, c -> "avg(" + c + "), var_pop(" + c + "), min(" + c + "), max(" + c + "), count(" + c + ")"),
                result -> null);
    }

    static Quartiles quartiles(Dataset<Row> table) throws SQLException {
        int columns = table.columns().length;
        return aggregate(table, columns(table, c -> "quantile_cont(" + c + ", " + Arrays.toString(Quartiles.SHARES) + ")"), result -> {
            double[] values = new double[columns * Quartiles.SHARES.length];
            for (int c = 0; c < columns; c++) {
                Object[] ofColumn = (Object[]) result.getArray(c + 1).getArray();
                for (int q = 0; q < ofColumn.length; q++) {
                    values[c * ofColumn.length + q] = (Double) ofColumn[q];
                }
            }
            return new Quartiles(table.columns(), values);
        });
    }

    /** How many values of each column lie below each of these, and how many are at most it, in pairs. */
    static long[] ranks(Dataset<Row> table, Quartiles quartiles) throws SQLException {
        long[] ranks = new long[2 * quartiles.size()];
        for (int from = 0; from < quartiles.size(); from += COUNTED_AT_ONCE) {
            int first = from;
            int past = Math.min(from + COUNTED_AT_ONCE, quartiles.size());
            String counts = IntStream.range(first, past)
                    .mapToObj(i -> "count_if(%1$s < %2$s), count_if(%1$s <= %2$s)"
                            .formatted(quartiles.column(i), literal(quartiles.value(i))))
                    .collect(Collectors.joining(", "));
            aggregate(table, counts, result -> {
                for (int i = 2 * first; i < 2 * past; i++) {
                    ranks[i] = result.getLong(i - 2 * first + 1);
                }
                return null;
            });
        }
        return ranks;
    }

    private static String literal(double value) {
        return "'" + value + "'::DOUBLE";
    }

    private static String columns(Dataset<Row> table, Function<String, String> aggregates) {
        return Arrays.stream(table.columns()).map(aggregates).collect(Collectors.joining(", "));
    }

    private interface Reading<V> {
        V of(ResultSet row) throws SQLException;
    }

    private static <V> V aggregate(Dataset<Row> table, String aggregates, Reading<V> reading) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            try (ResultSet result = statement.executeQuery(
                    "SELECT " + aggregates + " FROM read_parquet('" + BenchTables.glob(table) + "')")) {
                result.next();
                return reading.of(result);
            }
        }
    }
}
