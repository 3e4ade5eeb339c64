package org.tare.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tare.TestSpark;
import org.tare.spark.cluster.ExecutorMemory;
import org.tare.train.rows.LabelType;
import org.tare.train.rows.RowSummary;

/** A network that no executor holds is refused before the job, with figures. */
class MemoryEstimateTest {
    private static final long GIBIBYTE = 1L << 30;

    @Test
    void a_network_of_57_million_weights_does_not_train_in_1_gibibyte() {
        MemoryEstimate estimate = MemoryEstimate.of(plan("dense(12000) relu dense(4000) relu dense(2)", 784, 60));
        long numbers = 784 * 12_000L + 12_000 + 12_000 * 4_000L + 4_000 + 4_000 * 2L + 2;
        assertThat(estimate.weights()).isEqualTo(2 * Double.BYTES * numbers);
        assertThatThrownBy(() -> estimate.check(new ExecutorMemory(GIBIBYTE, 4), 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("for 4 workers there")
                .hasMessageContaining("an executor has 1,024 MiB; give it more memory")
                .hasMessageEndingWith(".");
        assertThatCode(() -> estimate.check(new ExecutorMemory(GIBIBYTE, 1), 4)).doesNotThrowAnyException();
        assertThatCode(() -> estimate.check(new ExecutorMemory(8 * GIBIBYTE, 4), 4))
                .doesNotThrowAnyException();
    }

    @Test
    void a_batch_counts_the_rows_that_a_worker_has_of_it() {
        long small = MemoryEstimate.of(plan("dense(10) relu dense(2)", 4, 800)).batch();
        assertThat(small).isEqualTo(Double.BYTES * 800L * (2 * 10 + 2 * 10 + 2 * 2 + 4));
    }

    @Test
    void local_mode_has_the_memory_of_this_jvm() {
        ExecutorMemory memory = ExecutorMemory.of(TestSpark.session().sparkContext());
        assertThat(memory.bytes()).isEqualTo(Runtime.getRuntime().maxMemory());
        assertThat(memory.tasks()).isPositive();
    }

    private static TrainingPlan plan(String layers, int features, int batchSize) {
        RowSummary rows = new RowSummary(LabelType.CLASSES);
        for (int row = 0; row < batchSize; row++) {
            rows.add(new double[features], row % 2, 1, false);
        }
        return new Settings(new NeuralNetworkClassifier().setLayers(layers).setBatchSize(batchSize))
                .plan(rows, 1, List.of());
    }
}
