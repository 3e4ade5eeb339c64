package org.tare.nn.layer;

import org.tare.linalg.Matrix;
import org.tare.linalg.Operand;
import org.tare.linalg.Products;
import org.tare.nn.core.StepContext;

/**
 * A convolution as products of matrices: the sum over the rows of a window of {@code strips · weights}.
 *
 * <p>Each row of an image is laid out once as a strip: for each window across, the positions it sees of this row, side by side.
 * That serves all windows down that see the row, each with another row of its weights, so that a third of the usual copies do
 * for a 3x3 window; where windows see one position across and there is no padding, an image is its strips. As many strips are
 * made at a time as a second-level cache holds.
 */
final class Convolution {
    /** How many numbers of strips are made at a time. */
    private static final int CACHED = 1 << 16;

    /** Up to so many multiplications, OpenBLAS does without copies of its operands. */
    private static final int UNCOPIED = 1_000_000;

    private final Axis down;
    private final Axis across;
    private final int inputs;
    private final int outputs;

    /** The numbers that a window sees of one row. */
    private final int seen;

    /** How many rows of windows are computed at a time. */
    private final int most;

    Convolution(Axis down, Axis across, int inputs, int outputs) {
        this.down = down;
        this.across = across;
        this.inputs = inputs;
        this.outputs = outputs;
        seen = across.kernel() * inputs;
        long row = (long) across.count() * seen;
        long fits = Math.min(CACHED / row - down.kernel(), UNCOPIED / (row * outputs));
        most = (int) Math.max(1, Math.min(fits, isPointwise() ? Integer.MAX_VALUE : down.count()));
    }

    /** The convolution that leads from the gradient of the outputs to that of the inputs, by flipped weights. */
    Convolution backward() {
        return new Convolution(down.backward(), across.backward(), outputs, inputs);
    }

    /** Whether an image is its strips. */
    private boolean isPlain() {
        return down.isPlain() && across.isPlain() && across.kernel() == 1;
    }

    /** Whether, besides, images need not be told apart. */
    private boolean isPointwise() {
        return isPlain() && down.kernel() == 1;
    }

    /** Buffers of one step. */
    record Buffers(Operand strip, Operand strips, Operand outputs) {}

    Buffers buffers(StepContext context) {
        int padded = (across.count() - 1) * across.stride() + across.kernel();
        int rows = 0;
        for (int residue = 0; residue < Math.min(down.kernel(), down.stride()); residue++) {
            rows += strips(residue, most);
        }
        return new Buffers(
                context.operand(1, padded * inputs),
                context.operand(rows * across.count(), seen),
                context.operand(most * across.count(), outputs));
    }

    /**
     * @param images (images, height x width x inputs)
     * @param weights (kernel down x kernel across x inputs, outputs)
     */
    void apply(Operand images, Operand weights, Matrix into, Buffers buffers) {
        forEach(images, buffers, (strips, rows, first) -> {
            Matrix out = into.reshape(into.size() / outputs, outputs).rows(first, first + rows * across.count());
            Operand sum = buffers.outputs.roomFor(out.data(), out.offset(), out.rows(), out.cols());
            Products.multiply(kernelRow(strips, rows, 0), weights.rows(0, seen), sum);
            for (int y = 1; y < down.kernel(); y++) {
                Products.add(kernelRow(strips, rows, y), weights.rows(y * seen, (y + 1) * seen), sum);
            }
            sum.copyTo(out.data(), out.offset());
        });
    }

    /** The gradient of weights of this shape, from the inputs and the gradient of the outputs. */
    void gradient(Operand images, Operand gradient, Matrix ofWeights, Buffers buffers) {
        ofWeights.fill(0);
        forEach(images, buffers, (strips, rows, first) -> {
            Operand dy = gradient.reshape(gradient.rows() * gradient.cols() / outputs, outputs)
                    .rows(first, first + rows * across.count());
            for (int y = 0; y < down.kernel(); y++) {
                Products.addLeftTransposed(kernelRow(strips, rows, y), dy, ofWeights.rows(y * seen, (y + 1) * seen));
            }
        });
    }

    private interface Block {
        /**
         * @param rows so many rows of windows
         * @param first the number of the first of these windows among all
         */
        void apply(Operand strips, int rows, int first);
    }

    private void forEach(Operand images, Buffers buffers, Block block) {
        boolean joined = isPointwise();
        int windows = joined ? down.count() * images.rows() : down.count();
        for (int image = 0; image < (joined ? Math.min(1, images.rows()) : images.rows()); image++) {
            for (int from = 0; from < windows; from += most) {
                int rows = Math.min(most, windows - from);
                int first = (image * down.count() + from) * across.count();
                block.apply(strips(images, image, from, rows, buffers), rows, first);
            }
        }
    }

    private Operand strips(Operand images, int image, int from, int rows, Buffers buffers) {
        int row = down.length();
        if (isPlain()) {
            int first = (image * row + from) * across.length();
            return images.reshape(images.rows() * row * across.length(), inputs)
                    .rows(first, first + (rows + down.kernel() - 1) * across.length());
        }
        int strip = 0;
        for (int residue = 0; residue < Math.min(down.kernel(), down.stride()); residue++) {
            for (int i = 0; i < strips(residue, rows); i++) {
                int place = down.start(from) + residue + i * down.stride();
                int at = strip++ * across.count() * seen;
                if (place % down.spacing() == 0 && down.holds(place / down.spacing())) {
                    int start = (image * row + place / down.spacing()) * across.length() * inputs;
                    lay(images, start, buffers.strip, buffers.strips, at);
                } else {
                    buffers.strips.clear(at, across.count() * seen);
                }
            }
        }
        return buffers.strips;
    }

    /** How many strips are made of every stride-th row from {@code residue} on, for so many rows of windows. */
    private int strips(int residue, int rows) {
        return rows + (down.kernel() - 1 - residue) / down.stride();
    }

    /** The strips that windows see in one of their rows. */
    private Operand kernelRow(Operand strips, int rows, int y) {
        int first = y / down.stride();
        for (int residue = 0; residue < y % down.stride(); residue++) {
            first += strips(residue, rows);
        }
        return strips.rows(first * across.count(), (first + rows) * across.count());
    }

    private void lay(Operand image, int start, Operand padded, Operand strips, int at) {
        padded.clear(0, padded.cols());
        int places = padded.cols() / inputs;
        if (across.spacing() == 1) {
            int first = Math.max(0, across.before());
            int skipped = first - across.before();
            int length = Math.min(across.length() - skipped, places - first);
            padded.put(first * inputs, image, start + skipped * inputs, Math.max(0, length) * inputs);
        } else {
            for (int x = 0; x < across.length(); x++) {
                int place = x * across.spacing() + across.before();
                if (place >= 0 && place < places) {
                    padded.put(place * inputs, image, start + x * inputs, inputs);
                }
            }
        }
        for (int window = 0; window < across.count(); window++) {
            strips.put(at + window * seen, padded, window * across.stride() * inputs, seen);
        }
    }
}
