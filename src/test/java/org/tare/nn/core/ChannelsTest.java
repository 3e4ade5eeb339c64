package org.tare.nn.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.linalg.FloatMatrix;
import org.tare.linalg.Matrix;

/** Of rows that begin anywhere in their array, of few channels and of many. */
class ChannelsTest {
    private static final int ROWS = 300;

    /** Far from 0 beside distances of 1, and no number of single precision. */
    private static final double MEAN = 1e5 + 1 / 3.0;

    /** Distances are within 1 and so are factors; each of five operations rounds to 2⁻²⁴ of numbers within 4. */
    private static final double ROUNDING = 20 * Math.ulp(0.5f);

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 200})
    void affine_in_single_precision_rounds_what_it_is_in_double(int channels) {
        Random random = new Random(channels);
        FloatMatrix x = FloatMatrix.of(random(channels, MEAN, random));
        double[] mean = random(channels, MEAN, random).rows(0, 1).toArray();
        double[] scale = random(channels, 0, random).rows(0, 1).toArray();
        double[] shift = random(channels, 0, random).rows(0, 1).toArray();
        FloatMatrix y = FloatMatrix.of(Matrix.zeros(ROWS, channels));
        Channels.affine(x, mean, scale, shift, y);
        Matrix values = wide(x);
        Matrix results = wide(y);
        for (int row = 0; row < ROWS; row++) {
            for (int c = 0; c < channels; c++) {
                double exact = (values.get(row, c) - mean[c]) * scale[c] + shift[c];
                assertThat(results.get(row, c)).isEqualTo(exact, within(ROUNDING));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 200})
    void backward_in_single_precision_rounds_what_it_is_in_double(int channels) {
        Random random = new Random(channels);
        FloatMatrix x = FloatMatrix.of(random(channels, MEAN, random));
        FloatMatrix dy = FloatMatrix.of(random(channels, 0, random));
        double[] mean = random(channels, MEAN, random).rows(0, 1).toArray();
        double[] scale = random(channels, 0, random).rows(0, 1).toArray();
        double[] meanOfDy = random(channels, 0, random).rows(0, 1).toArray();
        double[] slope = random(channels, 0, random).rows(0, 1).toArray();
        Matrix before = wide(dy);
        Channels.backward(dy, x, RowWeights.ONE, mean, scale, meanOfDy, slope);
        Matrix values = wide(x);
        Matrix results = wide(dy);
        for (int row = 0; row < ROWS; row++) {
            for (int c = 0; c < channels; c++) {
                double exact =
                        scale[c] * (before.get(row, c) - meanOfDy[c] - (values.get(row, c) - mean[c]) * slope[c]);
                assertThat(results.get(row, c)).isEqualTo(exact, within(ROUNDING));
            }
        }
    }

    private static Matrix wide(FloatMatrix numbers) {
        Matrix wide = Matrix.zeros(numbers.rows(), numbers.cols());
        numbers.copyTo(wide.data(), 0);
        return wide;
    }

    private static Matrix random(int channels, double from, Random random) {
        return Matrix.view(
                random.doubles((long) ROWS * channels, from - 0.5, from + 0.5).toArray(), 0, ROWS, channels);
    }
}
