package org.tare.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tare.spark.cluster.DriverEndpoint;

class RendezvousTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private long now;
    private final List<Serializable> told = new ArrayList<>();
    private boolean prepared = true;
    private final Rendezvous rendezvous =
            new Rendezvous(told::add, PATIENCE, new Rendezvous.Begin(Duration.ofMinutes(5), () -> prepared), () -> now);

    /** What one rank was answered. */
    private static final class Answer implements DriverEndpoint.Reply {
        private final List<String> texts = new ArrayList<>();
        private String refusal = "";

        @Override
        public void answer(List<String> addresses) {
            texts.addAll(addresses);
        }

        @Override
        public void refuse(String reason) {
            refusal = reason;
        }
    }

    private Answer ready(int attempt, int rank) {
        Answer answer = new Answer();
        rendezvous.asked(new Rendezvous.Ready(attempt, rank, 2, new ExecutorAddress("h" + rank, 7, "")), answer);
        return answer;
    }

    @Test
    void ranks_get_all_addresses_in_order_once_all_are_ready() {
        Answer second = ready(0, 1);
        assertThat(second.texts).isEmpty();
        Answer first = ready(0, 0);
        assertThat(second.texts).containsExactly("h0:7", "h1:7");
        assertThat(first.texts).isEqualTo(second.texts);
    }

    @Test
    void an_attempt_is_over_when_a_later_one_begins() {
        Answer lost = ready(0, 0);
        Answer next = ready(1, 0);
        Answer late = ready(0, 1);
        assertThat(late.refusal).isEqualTo("Attempt 0 is over.");
        assertThat(lost.texts).isEmpty();
        assertThat(next.texts).isEmpty();
        ready(1, 1);
        assertThat(next.texts).hasSize(2);
    }

    @Test
    void a_rank_that_gives_no_sign_of_life_is_not_waited_for() {
        Answer first = ready(0, 0);
        after(11);
        assertThat(first.refusal)
                .isEqualTo(
                        "Worker 1 of 2 gave no sign of life for 10 s while the others were ready; look at its executor, or"
                                + " set timeout higher if it is only slow.");
    }

    @Test
    void a_rank_that_loads_for_long_is_waited_for_as_long_as_it_lives() {
        Answer first = ready(0, 0);
        for (int i = 0; i < 10; i++) {
            rendezvous.told(new Rendezvous.Alive(0, 1, 2));
            after(9);
            assertThat(first.refusal).isEmpty();
        }
        ready(0, 1);
        assertThat(first.texts).hasSize(2);
        after(100);
        assertThat(first.refusal).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void ranks_that_are_given_up_may_come_again_in_the_next_attempt() {
        ready(0, 0);
        after(11);
        Answer again = ready(1, 0);
        ready(1, 1);
        assertThat(again.texts).hasSize(2);
    }

    private record Failed() implements Rendezvous.AttemptFailed {}

    @Test
    void what_is_waited_for_has_a_name_at_any_time() {
        assertThat(awaited()).contains("until Spark has a slot free for each worker");
        ready(0, 1);
        assertThat(awaited()).isEqualTo("for worker 0 of 2, which has not loaded its rows yet");
        ready(0, 0);
        assertThat(awaited()).isEmpty();
        Rendezvous.AttemptFailed failure = new Failed();
        rendezvous.told(failure);
        assertThat(told).containsExactly(failure);
        assertThat(awaited()).contains("for its next attempt").contains("spark.network.timeout");
        ready(1, 0);
        assertThat(awaited()).isEqualTo("for worker 1 of 2, which has not loaded its rows yet");
    }

    private String awaited() {
        return rendezvous.awaited(rendezvous.missing(), prepared);
    }

    @Test
    void slots_are_waited_for_from_when_the_rows_are_ready() {
        prepared = false;
        after(1_000);
        assertThat(awaited()).contains("for its rows");
        prepared = true;
        after(299);
        assertThat(told).isEmpty();
        after(2);
        after(2);
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        Rendezvous.NoSlots.class,
                        none -> assertThat(none.reason())
                                .startsWith("Spark had no slot free for each worker within 300 s"));
    }

    @Test
    void an_attempt_that_runs_waits_for_no_slots_and_the_next_one_does() {
        ready(0, 0);
        ready(0, 1);
        after(1_000);
        assertThat(told).isEmpty();
        Rendezvous.AttemptFailed failure = new Failed();
        rendezvous.told(failure);
        // The tasks of the failed attempt are those of an executor that is silent.
        prepared = false;
        after(301);
        assertThat(told).hasSize(2).last().isInstanceOf(Rendezvous.NoSlots.class);
    }

    private void after(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
        rendezvous.look();
    }

    @Test
    void what_ranks_tell_is_passed_on() {
        rendezvous.told("epoch 1");
        assertThat(told).containsExactly("epoch 1");
    }
}
