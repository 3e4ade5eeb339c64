package org.tare.nn.normalization;

import java.util.Arrays;
import java.util.List;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Channels;
import org.tare.nn.core.Layer;
import org.tare.nn.core.Parameter;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;
import org.tare.nn.text.Arguments;

/**
 * What layer and RMS normalization share: each row of the last dimension, of D numbers, is divided by a spread of its
 * own, so that nothing is exchanged and nothing kept: {@code y = γ·(x-m)/s + β}.
 */
abstract class RowNormalization implements Layer {
    private final Shape shape;
    private final double epsilon;
    private final boolean centered;
    private final ScaleShift affine;

    RowNormalization(Arguments arguments, BuildContext context, boolean centered, boolean withBeta) {
        this.shape = context.input();
        this.centered = centered;
        this.epsilon = Epsilon.read(arguments);
        boolean learned = arguments.flag("affine", true);
        this.affine = new ScaleShift(context, Parameter.Kind.OFFSET, learned, learned && withBeta);
    }

    @Override
    public final Shape output() {
        return shape;
    }

    @Override
    public final Pass forward(Batch input, StepContext context) {
        Batch x = input.inRowsOf(shape.channels());
        Batch standard = context.batch(x, x.cols());
        Batch spread = context.batch(x, 1);
        Batch y = context.batch(x, x.cols());
        double[] none = new double[x.cols()];
        for (int shard = 0; shard < x.size(); shard++) {
            standardize(x.shard(shard), standard.shard(shard), spread.shard(shard));
            Channels.affine(standard.shard(shard), none, affine.gamma(), affine.beta(), y.shard(shard));
        }
        return new Pass(
                y.inRowsOf(shape.size()),
                dy -> backward(standard, spread, dy.inRowsOf(x.cols()), context).inRowsOf(shape.size()));
    }

    /** {@code (x-m)/s}, with {@code s = √(mean of (x-m)² + ε)}; 0 where s is 0. */
    private void standardize(Matrix x, Matrix standard, Matrix spread) {
        int size = x.cols();
        double[] in = x.data();
        double[] out = standard.data();
        for (int row = 0; row < x.rows(); row++) {
            int from = x.start(row);
            int to = standard.start(row);
            double mean = centered ? mean(in, from, size) : 0;
            double squares = 0;
            for (int i = 0; i < size; i++) {
                double distance = in[from + i] - mean;
                out[to + i] = distance;
                squares += distance * distance;
            }
            double s = Math.sqrt(squares / size + epsilon);
            // By which all of a row that does not vary, and its gradient, become 0.
            double divisor = s == 0 ? Double.POSITIVE_INFINITY : s;
            spread.set(row, 0, divisor);
            for (int i = 0; i < size; i++) {
                out[to + i] /= divisor;
            }
        }
    }

    /** As the first value and the mean distance from it, so that a large common offset costs no digits. */
    private static double mean(double[] x, int from, int size) {
        double sum = 0;
        for (int i = 1; i < size; i++) {
            sum += x[from + i] - x[from];
        }
        return x[from] + sum / size;
    }

    private Batch backward(Batch standard, Batch spread, Batch dy, StepContext context) {
        double[] none = new double[standard.cols()];
        double[] unused = new double[standard.cols()];
        affine.gradients(
                context,
                (shard, into) -> {
                    double[] products = new double[none.length];
                    Arrays.fill(unused, 0);
                    Channels.sums(dy.shard(shard), standard.shard(shard), none, unused, products);
                    into.copy(products);
                },
                (shard, into) -> Channels.sum(dy.shard(shard), into));
        Batch dx = context.batch(dy, dy.cols());
        for (int shard = 0; shard < dy.size(); shard++) {
            backward(standard.shard(shard), spread.shard(shard), dy.shard(shard), dx.shard(shard));
        }
        return dx;
    }

    /** With g = γ·dy and x̂ = (x-m)/s: {@code dx = (g - mean(g) - x̂·mean(g·x̂))/s}, without mean(g) where m is 0. */
    private void backward(Matrix standard, Matrix spread, Matrix dy, Matrix dx) {
        int size = dy.cols();
        double[] gamma = affine.gamma();
        double[] x = standard.data();
        double[] g = dx.data();
        for (int row = 0; row < dy.rows(); row++) {
            int at = standard.start(row);
            int gAt = dx.start(row);
            double sum = 0;
            double product = 0;
            for (int i = 0; i < size; i++) {
                g[gAt + i] = gamma[i] * dy.get(row, i);
                sum += g[gAt + i];
                product += g[gAt + i] * x[at + i];
            }
            double mean = centered ? sum / size : 0;
            for (int i = 0; i < size; i++) {
                g[gAt + i] = (g[gAt + i] - mean - x[at + i] * (product / size)) / spread.get(row, 0);
            }
        }
    }

    @Override
    public final List<Parameter> parameters() {
        return affine.parameters();
    }
}
