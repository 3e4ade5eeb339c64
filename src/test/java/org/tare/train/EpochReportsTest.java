package org.tare.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A listener hears of each epoch once, whenever the workers' messages come. */
class EpochReportsTest {
    private final List<Integer> heard = new ArrayList<>();
    private final EpochReports reports = new EpochReports(epoch -> heard.add(epoch.number()));

    @Test
    void epochs_whose_messages_are_late_are_told_of_before_the_end_and_not_after() {
        reports.report(epoch(1));
        reports.end(List.of(epoch(1), epoch(2), epoch(3)));
        reports.report(epoch(2));
        reports.report(epoch(3));
        assertThat(heard).containsExactly(1, 2, 3);
    }

    @Test
    void an_attempt_that_begins_again_repeats_nothing() {
        reports.startAfter(4);
        reports.report(epoch(5));
        reports.report(epoch(5));
        reports.report(epoch(6));
        reports.end(List.of(epoch(3), epoch(4), epoch(5), epoch(6)));
        assertThat(heard).containsExactly(5, 6);
    }

    @Test
    void the_reason_of_a_failure_is_kept_whole_and_its_stack_trace_left_out() {
        String message = "Job aborted due to stage failure: Could not recover. Most recent failure reason:\n"
                + "java.lang.OutOfMemoryError: Java heap space\n\tat org.tare.Some.where(Some.java:1)\n\nDriver stacktrace:";
        assertThat(DistributedTraining.withoutStackTrace(message))
                .isEqualTo("Job aborted due to stage failure: Could not recover. Most recent failure reason: "
                        + "java.lang.OutOfMemoryError: Java heap space");
    }

    private static Epoch epoch(int number) {
        return new Epoch(number, 1, 2, 3, 4);
    }
}
