package org.tare.nn.layer;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.tare.linalg.FloatMatrix;
import org.tare.linalg.Matrix;
import org.tare.linalg.Operand;
import org.tare.linalg.Products;
import org.tare.nn.core.StepContext;

/**
 * A convolution of windows three rows high in half of the multiplications, for single precision: F(4, 3) of Winograd, down the
 * images (Lavin and Gray 2015, section 4). Of six rows of inputs d and the three rows of the weights g come four rows of outputs,
 * {@code y = Aᵀ (G g · Bᵀ d)}, where each of the six products is one of matrices.
 *
 * <p>The gradient of the weights is the same transposed, {@code Gᵀ (Bᵀ d · A dy)}. The points 0, 1, -1, 1/2, -2 of these matrices
 * make errors some three times those of plain products; with 2 and -2, as usual, they are larger.
 */
final class Winograd implements Convolution.Algorithm {
    private static final double[][] INPUTS = {
        {1, -1.5, -2, 1.5, 1, 0},
        {0, -1, 0.5, 2.5, 1, 0},
        {0, -1, 2.5, -0.5, -1, 0},
        {0, 2, 1, -2, -1, 0},
        {0, 1, -2, -1, 2, 0},
        {0, 1, -1.5, -2, 1.5, 1}
    };

    private static final double[][] WEIGHTS = {
        {1, 0, 0},
        {1 / 3.0, 1 / 3.0, 1 / 3.0},
        {1 / 3.0, -1 / 3.0, 1 / 3.0},
        {16 / 15.0, 8 / 15.0, 4 / 15.0},
        {1 / 30.0, -1 / 15.0, 2 / 15.0},
        {0, 0, 1}
    };

    private static final double[][] OUTPUTS = {
        {1, 1, 1, 1, 1, 0},
        {0, 1, -1, 0.5, -2, 0},
        {0, 1, 1, 0.25, 4, 0},
        {0, 1, -1, 0.125, -8, 1}
    };

    private static final double[][] OUTPUTS_TRANSPOSED = transposed(OUTPUTS);

    private static final int KERNEL = 3;
    private static final int PARTS = 6;
    private static final int ROWS = 4;

    /** How many of its factors other than 0 a row has at most; with six, Java's compiler takes no vectors. */
    private static final int TERMS = 5;

    /** How many numbers of one kind are held at a time, so that all are in a second-level cache. */
    private static final int CACHED = 1 << 17;

    /** At least so many windows are computed at a time: products of fewer rows read all weights for little. */
    private static final int FEWEST = 256;

    private final Convolution convolution;
    private final Axis down;
    private final StepContext context;
    private final int across;
    private final int seen;

    /** How many windows lie in a row, with those at its end that reach into the next. */
    private final int pitch;

    /** The numbers of a row of an image and of a row of outputs. */
    private final int inRow;

    private final int outRow;

    /** How many groups of four rows the outputs of an image are. */
    private final int groups;

    /** How many of these are computed at a time. */
    private final int most;

    /** Rows of images; then, so that all stays in a cache, the products, or rows of the gradient. */
    private final List<FloatMatrix> rows;

    /** What of the rows is multiplied; then the outputs. */
    private final List<FloatMatrix> parts;

    /** What the gradient is to the parts. */
    private final List<FloatMatrix> gradients;

    Winograd(Convolution convolution, StepContext context) {
        this.convolution = convolution;
        this.context = context;
        down = convolution.down();
        across = convolution.across().kernel();
        seen = convolution.seen();
        pitch = convolution.across().pitch();
        inRow = pitch * convolution.inputs();
        outRow = pitch * convolution.outputs();
        groups = (down.count() + ROWS - 1) / ROWS;
        most = Math.max(FEWEST / pitch + 1, CACHED / (PARTS * (inRow + outRow)));
        int size = most * Math.max(inRow, outRow) + seen;
        rows = parts(size);
        parts = parts(size);
        gradients = parts(most * outRow);
    }

    private List<FloatMatrix> parts(int size) {
        return Stream.generate(() -> context.floats(1, size)).limit(PARTS).toList();
    }

    static boolean suits(Convolution convolution) {
        return convolution.down().kernel() == KERNEL
                && convolution.down().stride() == 1
                && convolution.down().count() >= KERNEL
                && convolution.across().stride() == 1;
    }

    @Override
    public Operand weights(Matrix weights) {
        Matrix made = context.matrix(PARTS * seen, convolution.outputs());
        combine(WEIGHTS, weights, made);
        return context.operand(made);
    }

    @Override
    public void apply(Operand images, Operand weights, Operand into) {
        forEach(images, (from, to) -> {
            for (int part = 0; part < PARTS; part++) {
                Operand ofPart = weights.rows(part * seen, (part + 1) * seen);
                for (int x = 0; x < across; x++) {
                    Products.multiply(
                            inputs(parts.get(part), to - from, x), ofPart, outputs(rows.get(part), to - from, x));
                }
            }
            combine(OUTPUTS, rows, parts, (to - from) * outRow);
            int size = into.cols() / down.count();
            forEachRow(from, to, (group, y, row) -> into.put(row * size, parts.get(y), group * outRow, size));
        });
    }

    @Override
    public void gradient(Operand images, Operand gradient, Matrix ofWeights) {
        Matrix sum = context.matrix(PARTS * seen, convolution.outputs());
        sum.fill(0);
        int size = gradient.cols() / down.count();
        forEach(images, (from, to) -> {
            for (int y = 0; y < ROWS; y++) {
                rows.get(y).clear(0, (to - from) * outRow);
            }
            forEachRow(from, to, (group, y, row) -> rows.get(y).put(group * outRow, gradient, row * size, size));
            combine(OUTPUTS_TRANSPOSED, rows.subList(0, ROWS), gradients, (to - from) * outRow);
            for (int part = 0; part < PARTS; part++) {
                Matrix ofPart = sum.rows(part * seen, (part + 1) * seen);
                for (int x = 0; x < across; x++) {
                    Products.addLeftTransposed(
                            inputs(parts.get(part), to - from, x), outputs(gradients.get(part), to - from, x), ofPart);
                }
            }
        });
        combine(transposed(WEIGHTS), sum, ofWeights);
    }

    /** What every k-th window in so many rows sees, of windows k across, from {@code x} on: these do not overlap. */
    private FloatMatrix inputs(FloatMatrix part, int rows, int x) {
        return part.spaced(x * convolution.inputs(), windows(rows, x), seen, seen);
    }

    /** What the same windows become. */
    private FloatMatrix outputs(FloatMatrix part, int rows, int x) {
        int outputs = convolution.outputs();
        return part.spaced(x * outputs, windows(rows, x), outputs, across * outputs);
    }

    private int windows(int rows, int x) {
        int all = (rows - 1) * pitch + convolution.across().count();
        return (all - x + across - 1) / across;
    }

    private interface Block {
        /** The groups of rows {@code from} to {@code to - 1}, numbered through all images. */
        void apply(int from, int to);
    }

    private void forEach(Operand images, Block block) {
        int all = images.rows() * groups;
        for (int from = 0; from < all; from += most) {
            int to = Math.min(from + most, all);
            for (int group = from; group < to; group++) {
                for (int y = 0; y < PARTS; y++) {
                    int place = down.start(group % groups * ROWS) + y;
                    lay(images, group / groups, place, rows.get(y), (group - from) * inRow);
                }
            }
            int size = (to - from) * inRow;
            combine(INPUTS, rows, parts, size);
            parts.forEach(part -> part.clear(size, seen));
            block.apply(from, to);
        }
    }

    private void lay(Operand images, int image, int place, Operand into, int at) {
        int row = place / down.spacing();
        if (place % down.spacing() == 0 && down.holds(row)) {
            int size = images.cols() / down.length();
            convolution.pad(images, (image * down.length() + row) * size, into, at, pitch);
        } else {
            into.clear(at, inRow);
        }
    }

    private interface Row {
        /**
         * @param group the number of its group within the block
         * @param y which of the four it is
         * @param number its number among those of all images
         */
        void apply(int group, int y, int number);
    }

    /** Of the rows of outputs in these groups; the last of an image may have less than four. */
    private void forEachRow(int from, int to, Row row) {
        for (int group = from; group < to; group++) {
            int first = group % groups * ROWS;
            for (int y = 0; y < Math.min(ROWS, down.count() - first); y++) {
                row.apply(group - from, y, group / groups * down.count() + first + y);
            }
        }
    }

    private static void combine(double[][] factors, List<FloatMatrix> from, List<FloatMatrix> to, int size) {
        for (int row = 0; row < factors.length; row++) {
            float[] by = new float[TERMS];
            float[][] of = new float[TERMS][];
            Arrays.fill(of, from.get(0).data());
            int terms = 0;
            for (int col = 0; col < from.size(); col++) {
                if (factors[row][col] != 0) {
                    by[terms] = (float) factors[row][col];
                    of[terms++] = from.get(col).data();
                }
            }
            combine(by, of[0], of[1], of[2], of[3], of[4], to.get(row).data(), size);
        }
    }

    private static void combine(
            float[] by, float[] a, float[] b, float[] c, float[] d, float[] e, float[] to, int size) {
        float byA = by[0];
        float byB = by[1];
        float byC = by[2];
        float byD = by[3];
        float byE = by[4];
        for (int i = 0; i < size; i++) {
            to[i] = byA * a[i] + byB * b[i] + byC * c[i] + byD * d[i] + byE * e[i];
        }
    }

    private static void combine(double[][] factors, Matrix from, Matrix to) {
        int cols = factors[0].length;
        int size = from.size() / cols;
        for (int row = 0; row < factors.length; row++) {
            for (int i = 0; i < size; i++) {
                double sum = 0;
                for (int col = 0; col < cols; col++) {
                    sum += factors[row][col] * from.data()[from.offset() + col * size + i];
                }
                to.data()[to.offset() + row * size + i] = sum;
            }
        }
    }

    private static double[][] transposed(double[][] matrix) {
        double[][] transposed = new double[matrix[0].length][matrix.length];
        for (int row = 0; row < matrix.length; row++) {
            for (int col = 0; col < transposed.length; col++) {
                transposed[col][row] = matrix[row][col];
            }
        }
        return transposed;
    }
}
