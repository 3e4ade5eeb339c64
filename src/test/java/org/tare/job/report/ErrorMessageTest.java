package org.tare.job.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;

class ErrorMessageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Reason: Command exited with code 52",
                "Exit status: 137. Diagnostics: Container killed on request.",
                "Container killed by YARN for exceeding physical memory limits. 2.1 GB of 2 GB",
                "The executor with id 1 exited with exit code 137(SIGKILL, possible container OOM)."
            })
    void an_executor_that_is_lost_for_want_of_memory_is_told(String reason) {
        SparkException lost = new SparkException("Job aborted due to stage failure: Task 0 in stage 1.0 failed 4 times,"
                + " most recent failure: Lost task 0.3: ExecutorLostFailure (executor 3 exited) " + reason);
        assertThat(ErrorMessage.of(lost))
                .startsWith("An executor was lost, as its memory was too small")
                .contains("--executor-memory");
        assertThat(ErrorMessage.of(new SparkException("Command exited with code 520")))
                .doesNotContain("memory");
    }

    @Test
    void a_class_that_kryo_does_not_know_is_named_with_the_ways_out() {
        IllegalArgumentException kryo =
                new IllegalArgumentException("Class is not registered: org.x.Y\nNote: To register"
                        + " this class use: kryo.register(org.x.Y.class);");
        assertThat(ErrorMessage.of(new SparkException("Job aborted due to stage failure", kryo)))
                .startsWith("spark.kryo.registrationRequired is true, and Kryo knows no org.x.Y; name it in"
                        + " spark.kryo.classesToRegister");
    }

    @Test
    void memory_that_is_too_small_is_told_with_what_there_was_and_what_to_give() {
        long most = Runtime.getRuntime().maxMemory();
        assertThat(ErrorMessage.of(new SparkException("?", new OutOfMemoryError("Java heap space"))))
                .startsWith(String.format(Locale.ROOT, "The driver's memory of %,d MiB is too small", most >> 20))
                .contains("--driver-memory " + 2 * Math.round(Math.ceil(most / Math.scalb(1.0, 30))) + "g");
    }

    @Test
    void our_own_message_stays_as_it_is() {
        assertThat(ErrorMessage.of(new IllegalArgumentException("There is no column 'dely'.")))
                .isEqualTo("There is no column 'dely'.");
    }

    /** A terminal would take them for the end of the sentence. */
    @Test
    void a_name_of_several_lines_is_no_end_of_the_sentence() {
        assertThat(ErrorMessage.of(new IllegalArgumentException("There is no column 'de\nly'; name another.")))
                .isEqualTo("There is no column 'de?ly'; name another.");
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
                .startsWith("There is no table or view 'no_such_table'; correct the name")
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

    @Test
    void a_format_that_does_not_name_itself_has_the_name_of_its_class() {
        Throwable failure = catchThrowable(() -> TestSpark.session()
                .sql("SELECT interval 1 day AS wait")
                .write()
                .format("console")
                .save());
        assertThat(ErrorMessage.of(failure)).startsWith("The format ConsoleSinkProvider cannot hold column 'wait'");
    }

    private static final class OutOfRange extends RuntimeException {}
}
