package org.tare.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tare.LogLines;
import org.tare.TestSpark;
import org.tare.collective.Ranks;
import org.tare.linalg.BlasKind;
import org.tare.linalg.Precision;

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

    @ParameterizedTest
    @EnumSource
    void a_checkpoint_of_other_last_digits_is_gone_on_from_and_told(Precision precision, @TempDir Path folder) {
        Checkpoints checkpoints = new Checkpoints(folder.toString(), 1, new Configuration());
        Snapshot snapshot = new Snapshot(List.of(new Epoch(1, 2, 3, 4, 5)), Map.of("w", new double[] {1}), null);
        checkpoints.write(snapshot, identity(precision, "ab"));
        try (LogLines log = new LogLines(Checkpoints.class, Level.WARN)) {
            assertThat(checkpoints.latest(identity(precision, "ab"))).isPresent();
            // As a model is read, whoever trains no more.
            assertThat(checkpoints.latest(Map.of())).isPresent();
            assertThat(log.lines()).isEmpty();
            assertThat(checkpoints.latest(identity(precision, "cd"))).isPresent();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("epoch-000001.json is of a training on a processor, or with a library, that multiplies"
                            + " matrices to other last digits");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_training_records_those_of_its_precision(Precision precision, @TempDir Path folder) {
        Clouds.classifier()
                .setEpochs(1)
                .setPrecision(precision.name().toLowerCase(Locale.ROOT))
                .setCheckpointDir(folder.toString())
                .fit(Clouds.of(TestSpark.session(), 60));
        Map<String, String> recorded = new Checkpoints(folder.toString(), 1, new Configuration())
                .latestSaved(Map.of())
                .orElseThrow()
                .plan();
        assertThat(recorded).containsEntry(Identity.digits(precision), BlasKind.digits(precision));
        assertThat(BlasKind.digits(Precision.FLOAT)).isNotEqualTo(BlasKind.digits(Precision.DOUBLE));
    }

    private static Map<String, String> identity(Precision precision, String digits) {
        return new HashMap<>(Map.of(Identity.BLAS, "JNIBLAS", Identity.digits(precision), digits));
    }
}
