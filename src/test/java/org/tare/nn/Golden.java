package org.tare.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Shape;

/** Values that PyTorch computed in double precision. */
final class Golden {
    private Golden() {}

    static List<JsonNode> cases(String file) {
        try (InputStream json = Golden.class.getResourceAsStream("/golden/" + file)) {
            List<JsonNode> cases = new ArrayList<>();
            new ObjectMapper().readTree(json).get("cases").forEach(cases::add);
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All numbers in order, however deeply they are nested. */
    static double[] numbers(JsonNode node) {
        if (node.isNumber()) {
            return new double[] {node.asDouble()};
        }
        List<double[]> parts = new ArrayList<>();
        node.forEach(child -> parts.add(numbers(child)));
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    static int[] whole(JsonNode node) {
        return Arrays.stream(numbers(node)).mapToInt(number -> (int) number).toArray();
    }

    /** Rows, of images from channels x height x width to our height x width x channels. */
    static Matrix rows(JsonNode node, int[] shape) {
        double[] numbers = numbers(node);
        int rows = numbers.length / IntStream.of(shape).skip(1).reduce(1, (a, b) -> a * b);
        Matrix matrix = Matrix.view(numbers, 0, rows, numbers.length / rows);
        return shape.length == 4 ? channelsLast(matrix, shape[1]) : matrix;
    }

    static Shape shape(int[] shape) {
        return shape.length == 4 ? Shape.of(shape[2], shape[3], shape[1]) : Shape.of(shape[1]);
    }

    private static Matrix channelsLast(Matrix images, int channels) {
        Matrix moved = Matrix.zeros(images.rows(), images.cols());
        int positions = images.cols() / channels;
        for (int row = 0; row < images.rows(); row++) {
            for (int i = 0; i < images.cols(); i++) {
                moved.set(row, i % positions * channels + i / positions, images.get(row, i));
            }
        }
        return moved;
    }

    /** Every number within so much of the largest. */
    static void assertClose(double[] actual, double[] expected, double relative) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        assertThat(actual).containsExactly(expected, within(relative * largest));
    }
}
