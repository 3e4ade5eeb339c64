package org.tare.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Shape;

/** What batch normalization and renormalization owe to the whole batch, and mistakes that other libraries have shipped. */
class BatchNormalizationTest {
    private static final double EPSILON = 1e-5;

    private static final Matrix X = random(1, 10, 3);
    private static final Matrix DY = random(2, 10, 3);

    @Test
    void plain_renormalization_is_batch_normalization() {
        Probe.Seen norm = one("batchNorm(momentum=0.2)", X, DY, 3, 0, 7);
        Probe.Seen renorm = one("batchRenorm(rmax=1, dmax=0, momentum=0.2)", X, DY, 3, 0, 7);
        Probe.Seen early = one("batchRenorm(momentum=0.2)", X, DY, 3, 0, 7);
        for (Probe.Seen other : List.of(renorm, early)) {
            assertThat(other.output().toArray()).containsExactly(norm.output().toArray());
            assertThat(other.inputGradient().toArray())
                    .containsExactly(norm.inputGradient().toArray());
            norm.gradients()
                    .forEach((name, numbers) ->
                            assertThat(other.gradients().get(name)).containsExactly(numbers));
        }
    }

    @Test
    void renormalization_is_that_of_the_paper() {
        double rmax = 1.5;
        double dmax = 0.4;
        String text = "batchRenorm(rmax=1.5, dmax=0.4, warmUp=0, rmaxAt=0, dmaxAt=0, momentum=0.25)";
        Probe.Seen seen = one(text, X, DY, 4, 6);
        for (int c = 0; c < X.cols(); c++) {
            double[] x = column(X, c);
            double[] dy = column(DY, c);
            double mean = mean(x);
            double sB = Math.sqrt(variance(x) + EPSILON);
            double r = Math.min(Math.max(sB, 1 / rmax), rmax);
            double d = Math.min(Math.max(mean, -dmax), dmax);
            double[] z = Arrays.stream(x).map(v -> (v - mean) / sB).toArray();
            double s1 = Arrays.stream(dy).sum();
            double along = IntStream.range(0, 10).mapToDouble(i -> dy[i] * z[i]).sum();
            for (int i = 0; i < x.length; i++) {
                assertThat(seen.output().get(i, c)).isCloseTo(z[i] * r + d, within(1e-13));
                assertThat(seen.inputGradient().get(i, c))
                        .isCloseTo(r / sB * (dy[i] - s1 / 10 - z[i] * along / 10), within(1e-13));
            }
            assertThat(seen.gradients().get("0.gamma")[c]).isCloseTo(r * along + d * s1, within(1e-12));
            assertThat(seen.gradients().get("0.beta")[c]).isCloseTo(s1, within(1e-13));
            assertThat(seen.state().get("0.runningMean")[c]).isCloseTo(0.25 * mean, within(1e-14));
            assertThat(seen.state().get("0.runningDeviation")[c]).isCloseTo(1 + 0.25 * (sB - 1), within(1e-14));
        }
    }

    @Test
    void renormalization_loosens_with_the_steps_of_the_paper() {
        String text = "batchRenorm(rmax=3, dmax=5, warmUp=2, rmaxAt=4, dmaxAt=3, momentum=0)";
        Matrix far = Matrix.of(new double[] {1e3}, new double[] {3e3});
        List<Matrix> x = List.of(far, far, far, far, far);
        List<Probe.Seen> steps = Probe.run(() -> Network.parse(text, Shape.of(1), 1), 1, new int[] {2}, x, x);
        double[] r = {1, 1, 1, 2, 3};
        double[] d = {0, 0, 0, 5, 5};
        for (int step = 0; step < r.length; step++) {
            double z = 1e3 / Math.sqrt(1e6 + EPSILON);
            assertThat(steps.get(step).output().toArray())
                    .containsExactly(new double[] {-z * r[step] + d[step], z * r[step] + d[step]}, within(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "1, 4, 2", "0.5, 2.5, 1.75", "cumulative, 3, 2"})
    void running_statistics_move_by_momentum(String momentum, double mean, double variance) {
        List<Matrix> x =
                List.of(Matrix.of(new double[] {1}, new double[] {3}), Matrix.of(new double[] {3}, new double[] {5}));
        List<Probe.Seen> steps = Probe.run(
                () -> Network.parse("batchNorm(momentum=" + momentum + ")", Shape.of(1), 1), 2, new int[] {1, 1}, x, x);
        assertThat(steps.get(1).state().get("0.runningMean")).containsExactly(mean);
        assertThat(steps.get(1).state().get("0.runningVariance")).containsExactly(variance);
    }

    @Test
    void a_biased_running_variance_divides_by_the_count() {
        Matrix x = Matrix.of(new double[] {1}, new double[] {3});
        Probe.Seen seen = one("batchNorm(momentum=1, runningVariance=biased)", x, x, 2);
        assertThat(seen.state().get("0.runningVariance")).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, -7.3, 1e8 + 1.0 / 3, 1e300})
    void a_constant_channel_becomes_beta(double constant) {
        Matrix x = Matrix.zeros(6, 1);
        x.fill(constant);
        Probe.Seen seen = one("batchNorm(momentum=1)", x, Matrix.view(column(DY, 0), 0, 6, 1), 2, 0, 3, 1);
        assertThat(seen.output().toArray()).containsOnly(0);
        assertThat(seen.state().get("0.runningMean")).containsExactly(constant);
        assertThat(seen.state().get("0.runningVariance")).containsExactly(0);
    }

    @Test
    void one_sample_in_all_becomes_beta_and_leaves_the_running_variance() {
        Matrix x = Matrix.of(new double[] {4});
        Probe.Seen seen = one("batchNorm", x, x, 0, 1, 0);
        assertThat(seen.output().toArray()).containsExactly(0);
        assertThat(seen.inputGradient().toArray()).containsExactly(0);
        assertThat(seen.state().get("0.runningMean")).containsExactly(0.4);
        assertThat(seen.state().get("0.runningVariance")).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"batchNorm(eps=0)", "batchRenorm(eps=0)", "batchNorm(eps=0, statistics=local)"})
    void a_channel_that_does_not_vary_needs_no_epsilon(String text) {
        Matrix x = Matrix.of(new double[] {4}, new double[] {4});
        Matrix dy = Matrix.of(new double[] {1}, new double[] {2});
        Probe.Seen seen = one(text, x, dy, 0, 2, 0);
        assertThat(seen.output().toArray()).containsExactly(0, 0);
        // Either zero will do.
        assertThat(Arrays.stream(seen.inputGradient().toArray()).map(Math::abs)).containsExactly(0.0, 0.0);
        assertThat(Arrays.stream(seen.gradients().get("0.gamma")).map(Math::abs))
                .containsExactly(0.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"layerNorm(eps=0)", "rmsNorm(eps=0)"})
    void a_row_that_does_not_vary_needs_no_epsilon(String text) {
        Matrix zeros = Matrix.zeros(2, 3);
        Matrix dy = Matrix.of(new double[] {1, 2, 4}, new double[] {2, 1, 0});
        Probe.Seen seen = one(text, zeros, dy, 0, 2, 0);
        assertThat(Arrays.stream(seen.output().toArray()).map(Math::abs)).containsOnly(0.0);
        assertThat(Arrays.stream(seen.inputGradient().toArray()).map(Math::abs)).containsOnly(0.0);
        assertThat(Arrays.stream(seen.gradients().get("0.gamma")).map(Math::abs))
                .containsOnly(0.0);
    }

    @Test
    void no_sample_at_all_changes_nothing() {
        Probe.Seen seen = one("batchNorm", Matrix.zeros(0, 2), Matrix.zeros(0, 2), 0, 0);
        assertThat(seen.gradients().get("0.gamma")).containsExactly(0, 0);
        assertThat(seen.state().get("0.runningMean")).containsExactly(0, 0);
        assertThat(seen.state().get("0.batches")).containsExactly(0);
    }

    @Test
    void a_large_offset_costs_no_more_than_the_inputs_own_rounding() {
        double offset = 1e8;
        Matrix moved = Matrix.zeros(10, 3);
        Matrix near = Matrix.zeros(10, 3);
        for (int i = 0; i < 30; i++) {
            moved.data()[i] = X.data()[i] + offset;
            near.data()[i] = moved.data()[i] - offset;
        }
        Probe.Seen far = one("batchNorm", moved, DY, 3, 3, 4);
        Probe.Seen home = one("batchNorm", near, DY, 10);
        // The mean itself is a double near 1e8, so that it and with it every result is half an ulp of 1e8 off.
        double tolerance = 4 * Math.ulp(offset);
        assertThat(far.output().toArray()).containsExactly(home.output().toArray(), within(tolerance));
        assertThat(far.inputGradient().toArray())
                .containsExactly(home.inputGradient().toArray(), within(tolerance));
    }

    /** More numbers than are looked at in one block. */
    @Test
    void a_large_shard_has_the_moments_of_all_its_rows() {
        int rows = 40_000;
        Matrix x = random(3, rows, 3);
        Probe.Seen seen = one("batchNorm(momentum=1, runningVariance=biased)", x, x, rows);
        for (int c = 0; c < x.cols(); c++) {
            // Sums of some ten thousand roundings of half an ulp each, most of which cancel.
            assertThat(seen.state().get("0.runningMean")[c]).isCloseTo(mean(column(x, c)), within(1e-12));
            assertThat(seen.state().get("0.runningVariance")[c]).isCloseTo(variance(column(x, c)), within(1e-12));
        }
    }

    @Test
    void local_statistics_normalize_each_shard_alone_but_run_over_all() {
        Probe.Seen local = one("batchNorm(statistics=local)", X, DY, 4, 6);
        Probe.Seen first = one("batchNorm", X.rows(0, 4), DY.rows(0, 4), 4);
        Probe.Seen second = one("batchNorm", X.rows(4, 10), DY.rows(4, 10), 6);
        Probe.Seen whole = one("batchNorm", X, DY, 4, 6);
        assertThat(local.output().toArray())
                .containsExactly(
                        Probe.stack(List.of(first.output(), second.output())).toArray());
        assertThat(local.inputGradient().toArray())
                .containsExactly(Probe.stack(List.of(first.inputGradient(), second.inputGradient()))
                        .toArray());
        assertThat(local.gradients().get("0.gamma"))
                .containsExactly(IntStream.range(0, 3)
                        .mapToDouble(c -> first.gradients().get("0.gamma")[c]
                                + second.gradients().get("0.gamma")[c])
                        .toArray());
        Training.assertSameBits(local.state(), whole.state());
    }

    @Test
    void images_are_normalized_for_each_channel_over_their_positions() {
        Matrix images = random(5, 4, 2 * 3 * 2);
        Matrix gradients = random(6, 4, 2 * 3 * 2);
        Network perChannel = Network.parse("batchNorm", Shape.of(2, 3, 2), 1);
        Probe.Seen image = Probe.run(() -> perChannel, 1, new int[] {4}, List.of(images), List.of(gradients))
                .get(0);
        Probe.Seen rows = one("batchNorm", images.reshape(24, 2), gradients.reshape(24, 2), 24);
        assertThat(image.output().toArray()).containsExactly(rows.output().toArray());
        assertThat(image.inputGradient().toArray())
                .containsExactly(rows.inputGradient().toArray());
    }

    /** pytorch#36382 divided by ranks, pytorch#22192 let ranks of unequal size drift apart, Flax weighs them alike. */
    @Test
    void ranks_of_unequal_size_count_by_their_rows() {
        Probe.Seen whole = one("batchNorm", X, DY, 10);
        Probe.Seen uneven = Probe.run(() -> norm("batchNorm", 3), 4, new int[] {1, 0, 7, 2}, List.of(X), List.of(DY))
                .get(0);
        Golden.assertClose(uneven.output().toArray(), whole.output().toArray(), 1e-14);
        Golden.assertClose(
                uneven.inputGradient().toArray(), whole.inputGradient().toArray(), 1e-13);
        whole.state()
                .forEach((name, numbers) -> Golden.assertClose(uneven.state().get(name), numbers, 1e-14));
    }

    /** deeplearning4j#6750 sent running statistics as updates, which made variances negative. */
    @Test
    void running_variances_stay_above_zero_over_many_steps() {
        Map<String, double[]> end =
                new Training("batchNorm dense(3)", "sgd(momentum=0.9)", 200, List.of(1, 3, 2), 3).end();
        assertThat(Arrays.stream(end.get("0.runningVariance")).min().orElseThrow())
                .isPositive();
    }

    private static Probe.Seen one(String text, Matrix x, Matrix dy, int... cut) {
        return Probe.run(() -> norm(text, x.cols()), 1, cut, List.of(x), List.of(dy))
                .get(0);
    }

    private static Network norm(String text, int channels) {
        return Network.parse(text, Shape.of(channels), 1);
    }

    private static double[] column(Matrix x, int column) {
        return IntStream.range(0, x.rows())
                .mapToDouble(row -> x.get(row, column))
                .toArray();
    }

    private static double mean(double[] x) {
        return Arrays.stream(x).average().orElseThrow();
    }

    private static double variance(double[] x) {
        double mean = mean(x);
        return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    }

    private static Matrix random(long seed, int rows, int cols) {
        Random random = new Random(seed);
        return Matrix.view(
                random.doubles((long) rows * cols)
                        .map(u -> 0.5 + random.nextGaussian())
                        .toArray(),
                0,
                rows,
                cols);
    }

    /** Without an ε, a channel that does not vary has a standard deviation of 0, in the batch and in the average. */
    @Test
    void renormalization_without_epsilon_stays_finite_after_a_constant_channel() {
        String layer = "batchRenorm(eps=0, momentum=1, warmUp=0, rmaxAt=0, dmaxAt=0)";
        List<Matrix> x = List.of(
                Matrix.of(new double[] {3}, new double[] {3}),
                Matrix.of(new double[] {3}, new double[] {3}),
                Matrix.of(new double[] {4}, new double[] {4}),
                Matrix.of(new double[] {1}, new double[] {2}));
        List<Matrix> dy = Collections.nCopies(x.size(), Matrix.of(new double[] {1}, new double[] {-2}));
        for (Probe.Seen seen : Probe.run(() -> Network.parse(layer, Shape.of(1), 1), 1, new int[] {2}, x, dy)) {
            assertThat(Arrays.stream(seen.output().toArray()).allMatch(Double::isFinite))
                    .isTrue();
            assertThat(Arrays.stream(seen.inputGradient().toArray()).allMatch(Double::isFinite))
                    .isTrue();
            Network trained = Network.parse(layer, Shape.of(1), 1);
            trained.restore(seen.state());
            assertThat(Arrays.stream(trained.predict(3.0)).allMatch(Double::isFinite))
                    .isTrue();
        }
    }
}
