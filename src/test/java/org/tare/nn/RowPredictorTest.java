package org.tare.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Shape;

class RowPredictorTest {
    @ParameterizedTest(name = "{0} on rows of {1}")
    @MethodSource("org.tare.nn.LayerExamplesTest#all")
    void a_prepared_predictor_gives_the_bits_of_the_network_call_after_call(String text, Shape shape) {
        Network network = Network.parse(text, shape, 3);
        RowPredictor predictor = new RowPredictor(network);
        Random random = new Random(1);
        for (int rows : new int[] {1, 5, 0, 1, 3}) {
            Matrix x = Matrix.view(
                    random.doubles((long) rows * shape.size(), -2, 2).toArray(), 0, rows, shape.size());
            double[] expected = network.predict(x).toArray();
            assertThat(predictor.predict(x).toArray()).containsExactly(expected);
        }
    }
}
