package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;

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

class AppendTest {
    private static final String DYNAMIC = "spark.sql.sources.partitionOverwriteMode";

    private final SparkSession spark = TestSpark.session();

    @TempDir
    private Path folder;

    private String model;

    @BeforeEach
    void fit_a_model() {
        spark.sql("SELECT id AS x, id % 2 AS day, 'a' AS note FROM range(10)").createOrReplaceTempView("rows");
        model = folder.resolve("model").toString();
        JobRun.of(new Fit(), "-i", "table:rows", "--columns=x", "--model", model);
    }

    @AfterEach
    void forget() {
        spark.conf().unset(DYNAMIC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc", "json", "csv"})
    void rows_of_the_same_columns_are_added(String format) {
        String[] partitioned = {"--output-format=" + format, "--partition-by=day", "--mode=append"};
        assertThat(transform("rows", partitioned).err()).isEmpty();
        assertThat(transform("rows", partitioned).err()).isEmpty();
        assertThat(spark.read()
                        .format(format)
                        .option("header", true)
                        .load(out())
                        .count())
                .isEqualTo(20);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("model", "out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT x, day, 1 AS note FROM rows",
                "SELECT x, day FROM rows",
                "SELECT x, day, note, 2 AS more FROM rows",
            })
    void rows_of_other_columns_are_refused_before_they_are_written(String query) {
        assertThat(transform("rows").status()).isZero();
        spark.sql(query).createOrReplaceTempView("others");
        JobRun run = transform("others", "--mode=append");
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith(
                        "'" + out() + "' holds the columns x bigint, day bigint, note string, x_scaled double, and the"
                                + " rows to append have x bigint, ");
        assertThat(spark.read().parquet(out()).count()).isEqualTo(10);
    }

    @Test
    void rows_in_other_folders_are_refused() {
        assertThat(transform("rows").status()).isZero();
        assertThat(transform("rows", "--mode=append", "--partition-by=day").err())
                .startsWith("'" + out() + "' is not partitioned, and the rows to append are by 'day';");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void partitions_are_not_replaced_one_by_one_in_silence(boolean isOption) {
        assertThat(transform("rows", "--partition-by=day").status()).isZero();
        spark.sql("SELECT * FROM rows WHERE day = 1").createOrReplaceTempView("one_day");
        List<String> options = new ArrayList<>(List.of("--partition-by=day", "--mode=overwrite"));
        if (isOption) {
            options.add("--output-option=partitionOverwriteMode=DYNAMIC");
        } else {
            spark.conf().set(DYNAMIC, "dynamic");
        }
        JobRun run = transform("one_day", options.toArray(String[]::new));
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith(
                        "spark.sql.sources.partitionOverwriteMode is dynamic, and --mode overwrite replaces all of '"
                                + out() + "'");
        assertThat(spark.read().parquet(out()).count()).isEqualTo(10);
    }

    private String out() {
        return folder.resolve("out").toString();
    }

    private JobRun transform(String table, String... options) {
        List<Object> arguments = new ArrayList<>(List.of("-i", "table:" + table, "-o", out(), "--model", model));
        arguments.addAll(List.of(options));
        return JobRun.of(new Transform(), arguments.toArray());
    }
}
