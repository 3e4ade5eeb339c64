package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tare.job.JobRun.SAMPLE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;

class TablesTest {
    private final SparkSession spark = TestSpark.session();

    @TempDir
    private Path folder;

    private int runs;

    @BeforeEach
    void make_a_database() {
        spark.sql("CREATE DATABASE travel LOCATION '" + folder.resolve("travel") + "'");
        spark.read().parquet(SAMPLE).limit(100).write().saveAsTable("travel.flights");
    }

    @AfterEach
    void drop_it() {
        spark.sql("DROP DATABASE travel CASCADE");
    }

    @Test
    void a_table_is_scaled_into_another() {
        succeed("travel.scaled");
        assertThat(spark.table("travel.scaled").columns()).contains("delay_scaled");
        assertThat(spark.table("travel.scaled").count()).isEqualTo(100);
        assertThat(tables()).containsExactlyInAnyOrder("flights", "scaled");
    }

    @Test
    void a_table_is_replaced_only_if_that_is_asked_for() {
        succeed("travel.scaled");
        assertThat(scale("travel.scaled").err().lines())
                .containsExactly("Table 'travel.scaled' exists; give --mode overwrite to replace it, "
                        + "--mode append to add to it, or name another.");
        succeed("travel.scaled", "--mode=overwrite", "--suffix=_z");
        assertThat(spark.table("travel.scaled").columns()).contains("delay_z");
        assertThat(tables()).containsExactlyInAnyOrder("flights", "scaled");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "travel.flights",
                "TRAVEL.Flights",
                "SELECT * FROM travel.flights WHERE delay > 0",
                "SELECT * FROM parquet.`FOLDER/travel/flights`",
                "SELECT * FROM parquet.`FOLDER/link/fligh*`",
                "SELECT 1D AS delay, (SELECT max(delay) FROM parquet.`FOLDER/travel/flights`) AS most"
            })
    void a_table_is_not_replaced_by_what_is_read_from_it(String read) throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("travel"));
        String input = read;
        if (read.startsWith("SELECT")) {
            spark.sql(read.replace("FOLDER", folder.toString())).createOrReplaceTempView("reader");
            input = "reader";
        }
        for (String mode : List.of("overwrite", "append")) {
            JobRun run = run(input, "travel.flights", "--mode=" + mode);
            assertThat(run.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("Output 'table:travel.flights' would replace '")
                    .endsWith("', which the job also reads or writes; name another.");
            assertThat(run.status()).isEqualTo(1);
        }
        assertThat(spark.table("travel.flights").columns()).hasSize(5);
        assertThat(tables()).containsExactly("flights");
    }

    @Test
    void the_folder_of_a_table_is_not_replaced_by_files() {
        String place = folder.resolve("travel/flights").toString();
        for (String mode : List.of("overwrite", "append")) {
            JobRun run = JobRun.of(
                    new Scale(),
                    "-i",
                    SAMPLE,
                    "-o",
                    place,
                    "--mode=" + mode,
                    "--model",
                    folder.resolve("model"),
                    "--statistics",
                    folder.resolve("statistics"));
            assertThat(run.err().lines())
                    .containsExactly("'" + place + "' holds files of table travel.flights, which the catalog would no"
                            + " longer know; give --output table:travel.flights, or name another place.");
        }
        String below = place + "/day=3";
        assertThat(JobRun.of(new Scale(), "-i", SAMPLE, "-o", below).err())
                .hasLineCount(1)
                .startsWith("'" + below)
                .contains("' would be among the files of table travel.flights, which ");
        assertThat(spark.table("travel.flights").count()).isEqualTo(100);
    }

    @Test
    void a_partition_that_a_table_keeps_elsewhere_is_not_replaced() {
        String elsewhere = folder.resolve("elsewhere").toString();
        spark.sql("CREATE TABLE travel.days (delay DOUBLE, day INT) USING parquet PARTITIONED BY (day)");
        spark.range(3).selectExpr("id * 1D AS delay").write().parquet(elsewhere);
        spark.sql("ALTER TABLE travel.days ADD PARTITION (day = 1) LOCATION '" + elsewhere + "'");
        JobRun run = JobRun.of(new Scale(), "-i", SAMPLE, "--columns=delay", "-o", elsewhere, "--mode=overwrite");
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .endsWith("' holds files of table travel.days, which the catalog would no longer know; give --output"
                        + " table:travel.days, or name another place.");
        assertThat(spark.table("travel.days").count()).isEqualTo(3);
    }

    @Test
    void rows_may_be_appended() {
        succeed("travel.scaled");
        succeed("travel.scaled", "--mode=append");
        assertThat(spark.table("travel.scaled").count()).isEqualTo(200);
    }

    @Test
    void the_old_table_stays_whole_if_the_rows_cannot_be_written() {
        spark.read()
                .parquet(SAMPLE)
                .selectExpr("delay", "raise_error('no such airport') AS code")
                .createOrReplaceTempView("broken");
        JobRun run = run("broken", "travel.flights", "--mode=overwrite");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().lines()).containsExactly("no such airport");
        assertThat(spark.table("travel.flights").count()).isEqualTo(100);
        assertThat(tables()).containsExactly("flights");
    }

    @Test
    void a_view_is_no_place_for_rows() {
        spark.sql("CREATE VIEW travel.late AS SELECT * FROM travel.flights WHERE delay > 60");
        assertThat(scale("travel.late", "--mode=overwrite").err().lines())
                .containsExactly("'travel.late' is a view; name a table.");
    }

    @Test
    void a_table_needs_paths_for_model_and_statistics() {
        JobRun run = JobRun.of(new Scale(), "-i", SAMPLE, "-o", "table:travel.scaled");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("There is no path for --model beside table:travel.scaled; give one.");
    }

    private void succeed(String output, Object... options) {
        JobRun run = scale(output, options);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }

    private JobRun scale(String output, Object... options) {
        return run("travel.flights", output, options);
    }

    private JobRun run(String input, String output, Object... options) {
        runs++;
        List<Object> arguments = new ArrayList<>(List.of(
                "-i",
                "table:" + input,
                "-o",
                "table:" + output,
                "--columns=delay",
                "--model",
                folder.resolve("model" + runs),
                "--statistics",
                folder.resolve("statistics" + runs)));
        arguments.addAll(List.of(options));
        return JobRun.of(new Scale(), arguments.toArray());
    }

    private List<String> tables() {
        return spark.sql("SHOW TABLES IN travel").collectAsList().stream()
                .filter(table -> !table.<Boolean>getAs("isTemporary"))
                .map(table -> table.<String>getAs("tableName"))
                .toList();
    }
}
