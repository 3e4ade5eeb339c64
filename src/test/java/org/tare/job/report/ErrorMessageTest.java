package org.tare.job.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;

class ErrorMessageTest {
    @Test
    void our_own_message_stays_as_it_is() {
        assertThat(ErrorMessage.of(new IllegalArgumentException("There is no column 'dely'.")))
                .isEqualTo("There is no column 'dely'.");
    }

    @Test
    void the_cause_speaks_for_its_wrappers() {
        IOException reset = new IOException("Connection reset");
        SparkException job = new SparkException(
                "Job aborted due to stage failure: Task 0 in stage 1.0 failed 1 times\n\tat ...",
                new ExecutionException(new UncheckedIOException(reset)));
        assertThat(ErrorMessage.of(job)).isEqualTo("Connection reset");
    }

    @Test
    void a_full_disk_is_named_however_deep_it_lies() {
        IOException full = new IOException("No space left on device");
        assertThat(ErrorMessage.of(
                        new IllegalStateException("Unable to close resource", new RuntimeException("?", full))))
                .isEqualTo("No space left on device; free some where the outputs and Spark's temporary files go, "
                        + "or name another place.");
    }

    @Test
    void a_task_speaks_for_itself_where_its_exception_did_not_reach_the_driver() {
        assertThat(ErrorMessage.of(
                        new SparkException("Job aborted due to stage failure: Task 0 in stage 2.0 failed 4 times, "
                                + "most recent failure: Lost task 0.3 in stage 2.0 (TID 5) (127.0.0.1 executor 1): "
                                + "java.io.IOException: Connection reset\n\tat java.base/java.io.Writer\n")))
                .isEqualTo("Connection reset");
    }

    @Test
    void a_failure_without_a_message_has_its_name() {
        assertThat(ErrorMessage.of(new OutOfRange())).isEqualTo("OutOfRange");
    }

    @Test
    void spark_names_the_missing_table_without_its_codes_and_plans() {
        Throwable failure = catchThrowable(() -> TestSpark.session().table("no_such_table"));
        assertThat(ErrorMessage.of(failure))
                .startsWith("The table or view `no_such_table` cannot be found.")
                .doesNotContain("SQLSTATE", "[", "\n", "pos ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delta", "iceberg", "hudi", "avro", "kafka"})
    void a_format_without_its_package_says_which_to_add(String format) {
        Throwable failure =
                catchThrowable(() -> TestSpark.session().read().format(format).load("src/sample"));
        assertThat(ErrorMessage.of(failure))
                .startsWith("The format " + format + " needs its package: set TARE_SUBMIT_ARGS=\"--packages ")
                .contains("_2.13:");
    }

    private static final class OutOfRange extends RuntimeException {}
}
