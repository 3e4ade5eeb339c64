package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryWatchTest {
    private long now;
    private long collecting;
    private final MemoryWatch watch = new MemoryWatch(0, 0);

    private boolean isLostAfter(long nanoseconds, double share) {
        now += nanoseconds;
        collecting += (long) (nanoseconds * share);
        return watch.isLost(now, collecting);
    }

    @Test
    void a_process_that_only_collects_garbage_for_a_minute_is_lost() {
        for (int period = 1; period < 6; period++) {
            assertThat(isLostAfter(10_000_000_000L, 0.95)).isFalse();
        }
        assertThat(isLostAfter(10_000_000_000L, 0.95)).isTrue();
    }

    @Test
    void a_process_that_works_in_between_is_not() {
        for (int period = 1; period < 100; period++) {
            assertThat(isLostAfter(10_000_000_000L, period % 6 == 0 ? 0.5 : 1)).isFalse();
        }
    }
}
