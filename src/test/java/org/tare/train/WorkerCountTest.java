package org.tare.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.tare.LogLines;
import org.tare.train.rows.LabelType;
import org.tare.train.rows.RowSummary;

/** How many workers share the shards: the slowest, which has the most shards, sets the pace. */
class WorkerCountTest {
    private static int workers(int asked, int slots, int shards) {
        RowSummary rows = new RowSummary(LabelType.CLASSES);
        for (int row = 0; row < shards; row++) {
            rows.add(new double[1], row % 2, 1, false);
        }
        NeuralNetworkClassifier stage = new NeuralNetworkClassifier()
                .setLayers("dense(2)")
                .setBatchSize(shards)
                .setShards(shards)
                .setWorkers(asked);
        return new Settings(stage).plan(rows, slots, List.of()).rows().workers();
    }

    private static int pace(int workers, int shards) {
        return (shards + workers - 1) / workers;
    }

    @Property(tries = 100)
    void by_default_there_are_the_fewest_that_are_as_fast_as_all_slots(
            @ForAll @IntRange(min = 1, max = 40) int slots, @ForAll @IntRange(min = 2, max = 40) int shards) {
        int most = Math.min(slots, shards);
        int fewest = IntStream.rangeClosed(1, most)
                .filter(workers -> pace(workers, shards) == pace(most, shards))
                .findFirst()
                .getAsInt();
        assertThat(workers(0, slots, shards)).isEqualTo(fewest);
    }

    @Test
    void workers_that_gain_nothing_are_told_and_others_not() {
        for (int asked = 1; asked <= 8; asked++) {
            try (LogLines log = new LogLines(Settings.class, Level.WARN)) {
                assertThat(workers(asked, 8, 8)).isEqualTo(asked);
                if (asked == 5 || asked == 6 || asked == 7) {
                    assertThat(log.lines())
                            .containsExactly(asked
                                    + " workers of 8 shards are no faster than 4; set shards to a multiple of workers");
                } else {
                    assertThat(log.lines()).isEmpty();
                }
            }
        }
    }
}
