package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tare.job.JobRun.SAMPLE;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcTest {
    @TempDir
    private Path folder;

    private String url;
    private int runs;

    @BeforeEach
    void make_a_database() throws SQLException {
        url = "jdbc:duckdb:" + folder.resolve("flights.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE flights AS SELECT delay, origin FROM '" + SAMPLE + "' LIMIT 100");
            statement.execute("CREATE TABLE broken AS SELECT delay, 'no number' AS origin FROM flights");
        }
    }

    @Test
    void a_table_is_scaled_into_another_and_replaced_or_extended_on_demand() throws SQLException {
        assertThat(run("flights", "scaled").err()).isEmpty();
        assertThat(count("scaled WHERE delay_scaled IS NOT NULL")).isEqualTo(100);
        assertThat(run("flights", "scaled").err().lines())
                .containsExactly("Table 'scaled' exists; give --mode overwrite to replace its rows, "
                        + "--mode append to add to them, or name another.");
        assertThat(run("flights", "scaled", "--mode=append").err()).isEmpty();
        assertThat(count("scaled")).isEqualTo(200);
        assertThat(run("flights", "scaled", "--mode=overwrite").err()).isEmpty();
        assertThat(count("scaled")).isEqualTo(100);
        assertThat(tables()).containsExactly("broken", "flights", "scaled");
    }

    @Test
    void the_old_rows_stay_if_the_new_ones_do_not_fit() throws SQLException {
        execute("CREATE TABLE scaled (delay BIGINT, origin INTEGER, delay_scaled DOUBLE)");
        execute("INSERT INTO scaled VALUES (1, 2, 3)");
        JobRun run = run("broken", "scaled", "--mode=overwrite");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("Table 'scaled': Conversion Error: Could not convert string 'no number'");
        assertThat(run.err().lines()).hasSize(1);
        assertThat(count("scaled WHERE delay_scaled = 3")).isEqualTo(1);
        assertThat(tables()).containsExactly("broken", "flights", "scaled");
        assertThat(folder.resolve("model" + runs)).doesNotExist();
    }

    @Test
    void a_table_without_the_columns_is_refused_before_the_scan() throws SQLException {
        execute("CREATE TABLE narrow (delay BIGINT)");
        JobRun run = run("flights", "narrow", "--mode=append");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().lines())
                .containsExactly(
                        "Table 'narrow' has no column 'origin' but delay; add it there, or name another table.");
        assertThat(tables()).containsExactly("broken", "flights", "narrow");
    }

    @Test
    void a_database_needs_the_name_of_a_table() {
        JobRun run = JobRun.of(new Statistics(), "-i", url, "--statistics", folder.resolve("statistics"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("There is no table for " + url + "; give --option dbtable=NAME");
    }

    private JobRun run(String input, String output, String... options) {
        runs++;
        List<Object> arguments = new ArrayList<>(List.of(
                "-i",
                url,
                "--option",
                "dbtable=" + input,
                "-o",
                url,
                "--output-option",
                "dbtable=" + output,
                "--columns=delay",
                "--model",
                folder.resolve("model" + runs),
                "--statistics",
                folder.resolve("statistics" + runs)));
        arguments.addAll(List.of(options));
        return JobRun.of(new Scale(), arguments.toArray());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + table)) {
            result.next();
            return result.getLong(1);
        }
    }

    private List<String> tables() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SHOW TABLES")) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }
}
