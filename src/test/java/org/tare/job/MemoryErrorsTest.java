package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MemoryErrorsTest {
    private final StringWriter said = new StringWriter();
    private final AtomicInteger ends = new AtomicInteger();
    private final MemoryErrors errors = new MemoryErrors(new PrintWriter(said), ends::incrementAndGet);

    @Test
    void a_thread_that_is_lost_for_want_of_memory_ends_the_process_in_a_sentence() {
        errors.uncaught(Thread.currentThread(), new OutOfMemoryError("Java heap space"));
        assertThat(said.toString().lines())
                .singleElement()
                .asString()
                .startsWith("The driver's memory of ")
                .contains(" MiB is too small", "(Java heap space); set TARE_SUBMIT_ARGS=\"--driver-memory ");
        assertThat(ends).hasValue(1);
    }

    @Test
    void a_thread_that_is_lost_for_another_reason_ends_alone() {
        errors.uncaught(Thread.currentThread(), new IllegalStateException("closed"));
        assertThat(said.toString()).contains("closed").doesNotContain("memory");
        assertThat(ends).hasValue(0);
    }

    @Test
    void an_end_that_a_task_calls_is_told_and_no_other() {
        StackTraceElement other = new StackTraceElement("java.lang.Thread", "run", "Thread.java", 1);
        errors.ended(List.of(new StackTraceElement[] {other}, new StackTraceElement[0]));
        assertThat(said.toString()).isEmpty();
        errors.ended(List.<StackTraceElement[]>of(new StackTraceElement[] {
            new StackTraceElement("java.lang.Shutdown", "exit", "Shutdown.java", 1),
            new StackTraceElement(
                    "org.apache.spark.util.SparkUncaughtExceptionHandler", "uncaughtException", "S.scala", 1),
            other
        }));
        assertThat(said.toString()).contains("a task ended in an error that Spark cannot go on from");
    }
}
