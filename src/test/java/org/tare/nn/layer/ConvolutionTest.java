package org.tare.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.tare.linalg.Matrix;
import org.tare.linalg.Operand;
import org.tare.linalg.Precision;
import org.tare.nn.core.BufferPool;
import org.tare.nn.core.Gradients;
import org.tare.nn.core.ReplicaGroup;
import org.tare.nn.core.StepContext;

class ConvolutionTest {
    /** A convolution by its definition: y[i, j, o] = Σ W[a, b, c, o] x[i·stride + a - padding, ...]. */
    private record Definition(Axis down, Axis across, int inputs, int outputs) {
        private interface Term {
            void visit(int x, int weight, int y);
        }

        private void forEach(Term term) {
            for (int i = 0; i < down.count() * across.count(); i++) {
                for (int place = 0; place < down.kernel() * across.kernel(); place++) {
                    int row = down.start(i / across.count()) + place / across.kernel();
                    int col = across.start(i % across.count()) + place % across.kernel();
                    if (down.holds(row) && across.holds(col)) {
                        for (int c = 0; c < inputs; c++) {
                            for (int o = 0; o < outputs; o++) {
                                term.visit(
                                        (row * across.length() + col) * inputs + c,
                                        (place * inputs + c) * outputs + o,
                                        i * outputs + o);
                            }
                        }
                    }
                }
            }
        }

        Matrix outputs(Matrix x, Matrix w) {
            Matrix y = Matrix.zeros(x.rows(), down.count() * across.count() * outputs);
            for (int n = 0; n < x.rows(); n++) {
                int image = n;
                forEach((in, weight, out) ->
                        y.set(image, out, y.get(image, out) + x.get(image, in) * w.data()[w.offset() + weight]));
            }
            return y;
        }

        Matrix inputGradient(Matrix dy, Matrix w) {
            Matrix dx = Matrix.zeros(dy.rows(), down.length() * across.length() * inputs);
            for (int n = 0; n < dy.rows(); n++) {
                int image = n;
                forEach((in, weight, out) ->
                        dx.set(image, in, dx.get(image, in) + dy.get(image, out) * w.data()[w.offset() + weight]));
            }
            return dx;
        }

        Matrix weightGradient(Matrix x, Matrix dy) {
            Matrix dw = Matrix.zeros(down.kernel() * across.kernel() * inputs, outputs);
            for (int n = 0; n < x.rows(); n++) {
                int image = n;
                forEach((in, weight, out) -> dw.data()[weight] += x.get(image, in) * dy.get(image, out));
            }
            return dw;
        }
    }

    @Property(tries = 200)
    void convolutions_and_their_gradients_are_what_they_are_by_definition(
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 4) int down,
            @ForAll @IntRange(min = 1, max = 4) int across,
            @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll @IntRange(max = 4) int padding,
            @ForAll @IntRange(min = 1, max = 3) int inputs,
            @ForAll @IntRange(min = 1, max = 3) int outputs,
            @ForAll @IntRange(max = 3) int images,
            @ForAll Random random) {
        Axis rows = Axis.padded(height, down, stride, padding);
        Axis cols = Axis.padded(width, across, stride, padding);
        if (rows.count() > 0 && cols.count() > 0) {
            assertDefinition(new Definition(rows, cols, inputs, outputs), images, random);
        }
    }

    @Test
    void images_too_large_for_one_block_are_too() {
        assertDefinition(new Definition(Axis.padded(70, 3, 1, 1), Axis.padded(90, 3, 1, 1), 8, 4), 2, new Random(1));
        assertDefinition(new Definition(Axis.padded(70, 3, 2, 1), Axis.padded(90, 3, 2, 1), 8, 4), 1, new Random(2));
        assertDefinition(new Definition(Axis.padded(90, 1, 1, 0), Axis.padded(90, 1, 1, 0), 8, 4), 3, new Random(3));
        assertDefinition(new Definition(Axis.padded(90, 5, 1, 0), Axis.padded(90, 1, 1, 0), 8, 4), 2, new Random(4));
    }

    @Test
    void errors_of_single_precision_are_a_few_roundings() {
        Axis axis = Axis.padded(28, 3, 1, 1);
        Random random = new Random(1);
        Matrix x = random(8, 28 * 28 * 16, random);
        Matrix w = random(9 * 16, 16, random);
        Matrix dy = random(8, 28 * 28 * 16, random);
        List<Matrix> exact = results(new Convolution(axis, axis, 16, 16), x, w, dy, context(Precision.DOUBLE));
        List<Matrix> rounded = results(new Convolution(axis, axis, 16, 16), x, w, dy, context(Precision.FLOAT));
        for (int i = 0; i < exact.size(); i++) {
            double scale = distance(
                    exact.get(i), Matrix.zeros(exact.get(i).rows(), exact.get(i).cols()));
            assertThat(distance(rounded.get(i), exact.get(i)) / scale).isLessThan(8 * Math.ulp(1f));
        }
    }

    /** Outputs, and the gradient of the weights. */
    private static List<Matrix> results(Convolution convolution, Matrix x, Matrix w, Matrix dy, StepContext context) {
        Convolution.Algorithm algorithm = Conv2D.algorithm(convolution, context);
        Matrix y = applied(algorithm, x, w, Matrix.zeros(dy.rows(), dy.cols()), context);
        Matrix dw = Matrix.zeros(w.rows(), w.cols());
        algorithm.gradient(context.operand(x), context.operand(dy), dw);
        return List.of(y, dw);
    }

    /** The outputs, in place of what {@code room} holds. */
    private static Matrix applied(
            Convolution.Algorithm algorithm, Matrix images, Matrix weights, Matrix room, StepContext context) {
        Operand into = context.operand(room);
        algorithm.apply(context.operand(images), algorithm.weights(weights), into);
        into.copyTo(room.data(), room.offset());
        return room;
    }

    private static void assertDefinition(Definition definition, int images, Random random) {
        Axis down = definition.down;
        Axis across = definition.across;
        Matrix x = random(images, down.length() * across.length() * definition.inputs, random);
        Matrix w = random(down.kernel() * across.kernel() * definition.inputs, definition.outputs, random);
        Matrix dy = random(images, down.count() * across.count() * definition.outputs, random);
        for (Precision precision : Precision.values()) {
            // Numbers are within 1; a sum of n products of such, rounded, is within n² halves of an ulp of 1.
            double ulp = precision == Precision.DOUBLE ? Math.ulp(1.0) : Math.ulp(1f);
            long terms = 1 + Math.max(w.rows(), (long) images * down.count() * across.count());
            double tolerance = ulp * terms * terms;
            StepContext context = context(precision);
            Convolution convolution = new Convolution(down, across, definition.inputs, definition.outputs);
            Convolution.Algorithm algorithm = Conv2D.algorithm(convolution, context);
            Matrix y = applied(algorithm, x, w, random(images, dy.cols(), random), context);
            assertThat(distance(y, definition.outputs(x, w))).isLessThanOrEqualTo(tolerance);
            Matrix dw = random(w.rows(), w.cols(), random);
            algorithm.gradient(context.operand(x), context.operand(dy), dw);
            assertThat(distance(dw, definition.weightGradient(x, dy))).isLessThanOrEqualTo(tolerance);
            Convolution.Algorithm back = Conv2D.algorithm(convolution.backward(), context);
            Matrix dx = applied(back, dy, flipped(w, definition), random(images, x.cols(), random), context);
            assertThat(distance(dx, definition.inputGradient(dy, w))).isLessThanOrEqualTo(tolerance);
        }
    }

    private static double distance(Matrix actual, Matrix expected) {
        double[] numbers = actual.toArray();
        double[] others = expected.toArray();
        assertThat(numbers).hasSameSizeAs(others);
        return IntStream.range(0, numbers.length)
                .mapToDouble(i -> Math.abs(numbers[i] - others[i]))
                .reduce(0, Math::max);
    }

    private static Matrix flipped(Matrix w, Definition definition) {
        int places = definition.down.kernel() * definition.across.kernel();
        Matrix flipped = Matrix.zeros(places * definition.outputs, definition.inputs);
        for (int place = 0; place < places; place++) {
            for (int c = 0; c < definition.inputs; c++) {
                for (int o = 0; o < definition.outputs; o++) {
                    flipped.set(
                            (places - 1 - place) * definition.outputs + o, c, w.get(place * definition.inputs + c, o));
                }
            }
        }
        return flipped;
    }

    private static StepContext context(Precision precision) {
        ReplicaGroup solo = ReplicaGroup.solo();
        return new StepContext(
                StepContext.Mode.TRAINING, new BufferPool(), solo, new Gradients(List.of(), solo), 0, precision);
    }

    private static Matrix random(int rows, int cols, Random random) {
        return Matrix.view(random.doubles((long) rows * cols + 3, -1, 1).toArray(), 3, rows, cols);
    }
}
