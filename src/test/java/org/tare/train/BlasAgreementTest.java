package org.tare.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.LogLines;
import org.tare.collective.Ranks;

/** Last digits hang on what multiplies matrices, and nobody gets others without being told. */
class BlasAgreementTest {
    @Test
    void workers_of_two_implementations_all_fail() {
        assertThat(Ranks.failures(3, rank -> {
                    Worker.agreeOnBlas(rank.rank() == 1 ? "JNIBLAS" : "VectorBLAS", "ab", rank, warning -> {});
                    return null;
                }))
                .hasSize(3)
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessage(
                                "Worker 0 multiplies matrices by VectorBLAS and worker 1 by JNIBLAS, whose last digits"
                                        + " differ; give all executors the same native BLAS, or"
                                        + " spark.executor.extraJavaOptions=-Dtare.blas=java."));
    }

    @Test
    void workers_of_one_implementation_and_two_results_are_told() {
        assertThat(warnings("ab", "ab")).isEmpty();
        assertThat(warnings("ab", "cd"))
                .hasSize(2)
                .allSatisfy(warning ->
                        assertThat(warning).startsWith("Workers 0 and 1 multiply matrices to other last digits"));
    }

    private static List<String> warnings(String... digits) {
        List<String> warnings = new CopyOnWriteArrayList<>();
        Ranks.run(digits.length, rank -> {
            Worker.agreeOnBlas("JNIBLAS", digits[rank.rank()], rank, warnings::add);
            return null;
        });
        return warnings;
    }

    @Test
    void a_checkpoint_of_other_last_digits_is_gone_on_from_and_told(@TempDir Path folder) {
        Checkpoints checkpoints = new Checkpoints(folder.toString(), 1, new Configuration());
        Snapshot snapshot = new Snapshot(List.of(new Epoch(1, 2, 3, 4, 5)), Map.of("w", new double[] {1}), null);
        checkpoints.write(snapshot, identity("ab"));
        try (LogLines log = new LogLines(Checkpoints.class, Level.WARN)) {
            assertThat(checkpoints.latest(identity("ab"))).isPresent();
            // As a model is read, whoever trains no more.
            assertThat(checkpoints.latest(Map.of())).isPresent();
            assertThat(log.lines()).isEmpty();
            assertThat(checkpoints.latest(identity("cd"))).isPresent();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("epoch-000001.json is of a training on a processor, or with a library, that multiplies"
                            + " matrices to other last digits");
        }
    }

    private static Map<String, String> identity(String digits) {
        return new HashMap<>(Map.of(Identity.BLAS, "JNIBLAS", Identity.BLAS_DIGITS, digits));
    }
}
