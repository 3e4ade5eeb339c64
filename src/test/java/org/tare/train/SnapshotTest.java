package org.tare.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tare.collective.Ranks;

class SnapshotTest {
    @ParameterizedTest
    @CsvSource({"'3 2 5', 1", "'3 2 1', 0", "'2 2 2', 2", "'NaN 3 2 5', 1", "'3 NaN NaN', 2", "'NaN NaN', 1"})
    void the_best_epoch_is_the_first_of_least_validation_loss_and_never_one_without(String losses, int since) {
        List<Epoch> history = DoubleStream.of(Arrays.stream(losses.split(" ", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .mapToObj(loss -> new Epoch(1, 0, loss, 0, 0))
                .toList();
        assertThat(Snapshot.sinceBest(history)).isEqualTo(since);
    }

    @Test
    void workers_that_would_go_on_from_different_epochs_all_fail() {
        assertThat(Ranks.failures(3, rank -> {
                    Worker.agreeOnStart(rank.rank() == 2 ? 0 : 5, rank);
                    return null;
                }))
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessage("Worker 0 goes on after epoch 5 and worker 2 after epoch 0; give a checkpointDir"
                                + " that all executors share."));
    }
}
