package org.tare.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tare.spark.DriverEndpoint;

class RendezvousTest {
    private final List<Serializable> told = new ArrayList<>();
    private final Rendezvous rendezvous = new Rendezvous(told::add);

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
        rendezvous.asked(new Rendezvous.Ready(attempt, rank, 2, new ExecutorExchange.Address("h" + rank, 7)), answer);
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
    void what_ranks_tell_is_passed_on() {
        rendezvous.told("epoch 1");
        assertThat(told).containsExactly("epoch 1");
    }
}
