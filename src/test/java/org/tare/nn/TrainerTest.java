package org.tare.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.collective.FailingCollective;
import org.tare.collective.Ranks;
import org.tare.collective.SoloCollective;
import org.tare.linalg.Matrix;
import org.tare.linalg.Precision;
import org.tare.nn.core.Batch;
import org.tare.nn.core.Shape;
import org.tare.nn.loss.Losses;
import org.tare.nn.optimizer.Optimizers;
import org.tare.nn.optimizer.Schedule;

class TrainerTest {
    private static final String EVERYTHING =
            "dense(8) batchNorm relu dropout(0.2) residual(dense(8) layerNorm tanh dense(8)) batchRenorm(warmUp=2) dense(3)";
    private static final String IMAGES =
            "reshape(5, 1, 1) residual(conv2d(1, 3, padding=1) batchNorm relu) conv2d(4, 1) batchNorm relu dense(3)";
    private static final String BLOCKS = "reshape(5, 1) bidirectional(gru(3, norm=batchNorm)) auxiliary(dense(3))"
            + " concat(dense(2) batchNorm | relu) residual(repeat(2, dense(8) batchNorm tanh)) dense(3)";
    private static final List<Integer> EIGHT = List.of(4, 3, 0, 5, 1, 2, 2, 4);

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
    void any_number_of_ranks_gives_the_bits_of_one(int ranks) {
        Map<String, double[]> one = new Training(EVERYTHING, "adam(weightDecay=0.01)", 10, EIGHT, 1).end();
        Training.assertSameBits(new Training(EVERYTHING, "adam(weightDecay=0.01)", 10, EIGHT, ranks).end(), one);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 8})
    void any_number_of_ranks_gives_the_bits_of_one_in_single_precision_too(int ranks) {
        for (String network : List.of(IMAGES, BLOCKS)) {
            Map<String, double[]> one = new Training(network, "sgd(momentum=0.9)", 10, EIGHT, 1, Precision.FLOAT).end();
            Training.assertSameBits(
                    new Training(network, "sgd(momentum=0.9)", 10, EIGHT, ranks, Precision.FLOAT).end(), one);
        }
    }

    /** A rounded operand is off by 2⁻²⁴ of itself at most, and ten steps of this rate magnify that little. */
    @Test
    void single_precision_rounds_products_and_nothing_else() {
        Map<String, double[]> exact = new Training(IMAGES, "sgd", 10, EIGHT, 2).end();
        Map<String, double[]> rounded = new Training(IMAGES, "sgd", 10, EIGHT, 2, Precision.FLOAT).end();
        exact.forEach((name, numbers) -> {
            Golden.assertClose(rounded.get(name), numbers, 1e-4);
            if (name.endsWith("weight")) {
                assertThat(rounded.get(name)).as(name).isNotEqualTo(numbers);
                assertThat(Arrays.stream(rounded.get(name)).anyMatch(weight -> weight != (float) weight))
                        .as("weights are kept in double precision")
                        .isTrue();
            }
        });
    }

    @Test
    void shards_change_no_more_than_rounding() {
        String text = "dense(8) batchNorm sigmoid dense(3)";
        Map<String, double[]> whole = new Training(text, "sgd", 5, List.of(21), 1).end();
        Map<String, double[]> cut = new Training(text, "sgd", 5, EIGHT, 3).end();
        whole.forEach((name, numbers) -> Golden.assertClose(cut.get(name), numbers, 1e-12));
    }

    @Test
    void a_resumed_training_ends_in_the_bits_of_one_that_was_not_interrupted() {
        Training training = new Training(EVERYTHING, "sgd(momentum=0.9, nesterov=true)", 10, EIGHT, 2);
        List<Map<String, double[]>> resumed = Ranks.run(2, collective -> {
            Trainer first = training.trainer(collective);
            training.run(first, collective, 0, 6);
            Trainer second = training.trainer(collective);
            second.restore(first.state());
            training.run(second, collective, 6, 10);
            return second.state();
        });
        Training.assertSameBits(resumed.get(1), training.end());
    }

    @Test
    void a_state_of_another_network_is_refused_whole() {
        Trainer trainer =
                new Training("dense(8) batchNorm relu dense(3)", "adam", 1, EIGHT, 1).trainer(new SoloCollective());
        Map<String, double[]> before = trainer.state();
        Map<String, double[]> wider = new Training("dense(9) batchNorm relu dense(3)", "adam", 1, EIGHT, 1)
                .trainer(new SoloCollective())
                .state();
        assertThatThrownBy(() -> trainer.restore(wider))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("45 numbers for 0.weight where 40 numbers are needed");
        Training.assertSameBits(trainer.state(), before);
    }

    @Test
    void a_row_of_weight_two_is_two_rows() {
        Matrix x = Matrix.of(new double[] {1, 2}, new double[] {-1, 0.5}, new double[] {3, 1});
        Matrix labels = Matrix.of(new double[] {0}, new double[] {1}, new double[] {1});
        Matrix twice = Matrix.of(
                x.rows(0, 1).toArray(),
                x.rows(1, 2).toArray(),
                x.rows(2, 3).toArray(),
                x.rows(1, 2).toArray());
        Matrix twiceLabels = Matrix.of(new double[] {0}, new double[] {1}, new double[] {1}, new double[] {1});
        Matrix weights = Matrix.of(new double[] {1}, new double[] {2}, new double[] {1});
        Trainer weighted = plain("dense(4) tanh dense(2)", 0.5);
        Trainer repeated = plain("dense(4) tanh dense(2)", 0.5);
        Trainer.Step one = weighted.step(Batch.of(x), Batch.of(labels), Batch.of(weights));
        Trainer.Step other = repeated.step(Batch.of(twice), Batch.of(twiceLabels));
        assertThat(one.weight()).isEqualTo(4).isEqualTo(other.weight());
        assertThat(one.loss()).isCloseTo(other.loss(), within(1e-15));
        repeated.state()
                .forEach((name, numbers) -> Golden.assertClose(weighted.state().get(name), numbers, 1e-14));
    }

    @Test
    void a_step_without_any_rows_changes_no_weight_and_no_statistic() {
        Trainer trainer = plain("batchNorm dense(2)", 0.5);
        Map<String, double[]> before = trainer.state();
        Trainer.Step step = trainer.step(Batch.of(Matrix.zeros(0, 2)), Batch.of(Matrix.zeros(0, 1)));
        assertThat(step.weight()).isZero();
        assertThat(step.loss()).isNaN();
        before.put("steps", new double[] {1});
        Training.assertSameBits(trainer.state(), before);
    }

    @Test
    void features_that_are_not_finite_are_reported_on_every_rank() {
        assertFailures("dense(3) batchNorm relu dense(3)", 0.1, Double.NaN)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(ArithmeticException.class)
                        .hasMessageContaining("at step 0, because the features hold NaN or infinity"));
    }

    @Test
    void the_layer_that_overflows_is_named_on_every_rank() {
        assertFailures("dense(3, init=normal(1e200)) dense(3, init=normal(1e200)) dense(3)", 0.25, 1)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(ArithmeticException.class)
                        .hasMessageContaining("layer dense(3, init=normal(1e200)) was the first to overflow")
                        .hasMessageContaining("try a learning rate below 0.25"));
    }

    private static org.assertj.core.api.ListAssert<Throwable> assertFailures(String text, double rate, double odd) {
        return assertThat(Ranks.failures(2, collective -> {
            Matrix x = Matrix.of(new double[] {1, 2}, new double[] {3, 5});
            x.set(0, 0, collective.rank() == 1 ? odd : 1);
            Trainer trainer = new Trainer(Network.parse(text, Shape.of(2), 1), config(rate), collective, 2);
            return trainer.step(Batch.of(x), Batch.of(Matrix.of(new double[] {0}, new double[] {1})));
        }));
    }

    @Test
    void ranks_with_different_networks_fail_on_every_rank() {
        List<Throwable> failures = Ranks.failures(3, collective -> {
            String text = collective.rank() == 2 ? "dense(4) dense(2)" : "dense(5) dense(2)";
            return new Trainer(Network.parse(text, Shape.of(2), 1), config(0.1), collective, 3);
        });
        assertThat(failures)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("Rank 0 is to train dense(5) dense(2)")
                        .hasMessageContaining("rank 2 is to train dense(4) dense(2)"));
    }

    @Test
    void ranks_with_different_channels_fail_on_every_rank() {
        List<Throwable> failures = Ranks.failures(2, collective -> {
            int channels = 3 + collective.rank();
            Probe probe = new Probe(Network.parse("batchNorm", Shape.of(channels), 1), collective, 2);
            return probe.step(Batch.of(Matrix.zeros(2, channels)), Batch.of(Matrix.zeros(2, channels)));
        });
        assertThat(failures)
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessageContaining("batchNorm rank 0 sends 8 statistics and rank 1 sends 10"));
    }

    @Test
    void a_dead_peer_fails_every_rank_in_the_middle_of_a_step() {
        Training training = new Training(EVERYTHING, "sgd", 3, EIGHT, 3);
        List<Throwable> failures = Ranks.failures(3, collective -> {
            var maybe = collective.rank() == 1 ? new FailingCollective(collective, 6) : collective;
            training.run(training.trainer(maybe), maybe, 0, 3);
            return null;
        });
        assertThat(failures).allSatisfy(failure -> assertThat(failure).hasMessageContaining("A peer died"));
    }

    @Test
    void impossible_rows_are_refused() {
        Trainer trainer = plain("dense(2)", 0.1);
        Batch x = Batch.of(Matrix.of(new double[] {1, 2}));
        assertThatThrownBy(() -> trainer.step(Batch.of(Matrix.zeros(1, 3)), x))
                .hasMessageContaining("Rows have 3 features and the network takes 2");
        assertThatThrownBy(() -> trainer.step(x, x)).hasMessageContaining("The targets are [1 x 2 matrix]");
        assertThatThrownBy(() -> trainer.step(x, Batch.of(Matrix.zeros(2, 1))))
                .hasMessageContaining("The targets are [2 x 1 matrix]");
        assertThatThrownBy(() -> trainer.step(Batch.of(List.of(Matrix.zeros(1, 2), Matrix.zeros(1, 2))), x))
                .hasMessageContaining("hosts 1 shards but was given 2");
        for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            Batch zero = Batch.of(Matrix.zeros(1, 1));
            assertThatThrownBy(() -> trainer.step(x, zero, Batch.of(Matrix.of(new double[] {weight}))))
                    .hasMessageContaining("The weight of a row is " + weight);
        }
        for (double label : new double[] {-1, 0.5, 2, Double.NaN}) {
            assertThatThrownBy(() -> trainer.step(x, Batch.of(Matrix.of(new double[] {label}))))
                    .hasMessageContaining("Label " + label + " is not one of the whole numbers 0 to 1");
        }
    }

    @Test
    void the_population_s_moments_replace_the_running_ones() {
        Matrix x =
                Matrix.view(IntStream.range(0, 20).mapToDouble(i -> i * i % 17).toArray(), 0, 10, 2);
        Training.assertSameBits(population(x, "batchNorm(momentum=1)", 1), population(x, "batchNorm(momentum=0.3)", 1));
        Map<String, double[]> whole = population(x, "batchNorm", 1);
        for (int column = 0; column < 2; column++) {
            int c = column;
            double[] values = Stream.iterate(0, i -> i + 1)
                    .limit(10)
                    .mapToDouble(r -> x.get(r, c))
                    .toArray();
            double mean = Arrays.stream(values).average().orElseThrow();
            double squares =
                    Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
            assertThat(whole.get("0.runningMean")[c]).isCloseTo(mean, within(1e-14));
            assertThat(whole.get("0.runningVariance")[c]).isCloseTo(squares / 9, within(1e-13));
        }
        population(x, "batchNorm", 5).forEach((name, numbers) -> Golden.assertClose(numbers, whole.get(name), 1e-14));
    }

    @Test
    void the_population_of_layers_within_layers_is_measured_too() {
        Matrix x = Matrix.of(new double[] {1, 2}, new double[] {3, 5}, new double[] {-2, 4}, new double[] {4, 4});
        double[] mean = population(x, "batchNorm", 2).get("0.runningMean");
        assertThat(population(x, "residual(batchNorm)", 2).get("0.0.runningMean"))
                .containsExactly(mean);
        assertThat(population(x, "reshape(1, 2) masked(batchNorm) flatten", 2).get("1.0.runningMean"))
                .containsExactly(mean);
        assertThat(mean).doesNotContain(0);
    }

    @Test
    void the_population_is_that_of_all_ranks() {
        Training training = new Training("dense(4) batchNorm relu batchNorm dense(3)", "sgd", 2, EIGHT, 1);
        Map<String, double[]> one = populations(training, 1).get(0);
        assertThat(populations(training, 3)).allSatisfy(state -> Training.assertSameBits(state, one));
        assertThat(one.get("1.runningMean")).doesNotContain(training.end().get("1.runningMean"));
    }

    private static List<Map<String, double[]>> populations(Training training, int ranks) {
        return Ranks.run(ranks, collective -> {
            Trainer trainer = training.trainer(collective);
            training.run(trainer, collective, 0, 2);
            PopulationStatistics population = trainer.population();
            population.add(Probe.hosted(training.features(5), training.sizes(), collective));
            population.add(Probe.hosted(training.features(6), training.sizes(), collective));
            population.finish();
            return trainer.state();
        });
    }

    private static Map<String, double[]> population(Matrix x, String text, int batches) {
        Trainer trainer = plain(text + " dense(2)", 0.1);
        PopulationStatistics population = trainer.population();
        int rows = x.rows() / batches;
        for (int batch = 0; batch < batches; batch++) {
            population.add(Batch.of(x.rows(batch * rows, (batch + 1) * rows)));
        }
        population.finish();
        return trainer.state();
    }

    private static Trainer plain(String text, double rate) {
        return new Trainer(Network.parse(text, Shape.of(2), 3), config(rate), new SoloCollective(), 1);
    }

    private static TrainingConfig config(double rate) {
        return new TrainingConfig(
                Losses.parse("crossEntropy"), Optimizers.parse("sgd"), Schedule.parse("constant"), rate, 1);
    }
}
