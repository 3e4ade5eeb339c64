package org.tare.job.output;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.jdbc.JdbcDialect;
import org.apache.spark.sql.jdbc.JdbcDialects;
import org.tare.spark.source.JdbcConnections;

/**
 * Rows in a table of a database: written by many tasks to a table beside it, then moved in one transaction of the
 * database. A table that exists keeps its definition, grants and indexes.
 */
public final class JdbcTable implements RowSink {
    private final SparkSession spark;
    private final Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final JdbcDialect dialect;
    private final WriteMode mode;
    private final String place;
    private final String fresh;
    private Dataset<Row> rows;

    /** Checks that the database answers and that the table, option {@code dbtable}, may be written. */
    public JdbcTable(SparkSession spark, String url, Map<String, String> options, WriteMode mode) throws IOException {
        this.spark = spark;
        this.options.putAll(options);
        this.options.put("url", url);
        this.place = this.options.get("dbtable");
        this.fresh = place + "_new_" + UUID.randomUUID().toString().substring(0, 8);
        this.dialect = JdbcDialects.get(url);
        this.mode = mode;
        if (exists() && mode == WriteMode.ERRORIFEXISTS) {
            throw new IllegalStateException(
                    "Table '" + place
                            + "' exists; give --mode overwrite to replace its rows, --mode append to add to them, or name another.");
        }
    }

    @Override
    public void write(Dataset<Row> rows) throws IOException {
        this.rows = rows;
        if (exists()) {
            columnsThere();
        }
        save(rows, fresh);
    }

    @Override
    public void commit() throws IOException {
        boolean isNew = !exists();
        if (isNew) {
            save(rows.limit(0), place);
        }
        String here = Stream.of(rows.columns()).map(dialect::quoteIdentifier).collect(Collectors.joining(", "));
        String there = columnsThere().stream().map(dialect::quoteIdentifier).collect(Collectors.joining(", "));
        String insert = "INSERT INTO " + place + " (" + there + ") SELECT " + here + " FROM " + fresh;
        try {
            inTransaction(mode == WriteMode.OVERWRITE ? List.of("DELETE FROM " + place, insert) : List.of(insert));
        } catch (IOException e) {
            if (isNew) {
                inTransaction(List.of(dialect.dropTable(place)));
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        if (exists(fresh)) {
            inTransaction(List.of(dialect.dropTable(fresh)));
        }
    }

    /** The names that the table in its place gives to the columns of the rows. */
    private List<String> columnsThere() {
        String[] there = spark.read().format("jdbc").options(options).load().columns();
        return Stream.of(rows.columns())
                .map(column -> Arrays.stream(there)
                        .filter(column::equalsIgnoreCase)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("Table '" + place + "' has no column '" + column
                                + "' but " + String.join(", ", there) + "; add it there, or name another table.")))
                .toList();
    }

    private void save(Dataset<Row> rows, String table) throws IOException {
        // Spark's writer makes a table only where the error of the database tells it, by its code, that there is none.
        if (!exists(table)) {
            create(rows, table);
        }
        rows.write()
                .format("jdbc")
                .options(options)
                .option("dbtable", table)
                .mode(SaveMode.Overwrite)
                .save();
    }

    private void create(Dataset<Row> rows, String table) throws IOException {
        try (Connection connection = connect()) {
            JdbcConnections.createTable(connection, table, rows.schema(), options);
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private boolean exists() throws IOException {
        return exists(place);
    }

    private boolean exists(String table) throws IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return answers(statement, dialect.getTableExistsQuery(table));
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** A question after a table that is not there is an error to every database. */
    private static boolean answers(Statement statement, String question) {
        try {
            return statement.execute(question);
        } catch (SQLException e) {
            return false;
        }
    }

    private void inTransaction(List<String> statements) throws IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                for (String sql : statements) {
                    statement.execute(sql);
                }
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new IOException("Table '" + place + "': " + e.getMessage(), e);
        }
    }

    private Connection connect() {
        return JdbcConnections.open(dialect, options);
    }
}
