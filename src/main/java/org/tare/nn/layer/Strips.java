package org.tare.nn.layer;

import org.tare.linalg.Matrix;
import org.tare.linalg.Operand;
import org.tare.linalg.Products;
import org.tare.nn.core.StepContext;

/**
 * A convolution as the sum over the rows of a window of {@code strips · weights}.
 *
 * <p>Each row of an image is laid out once as a strip: for each window across, the positions it sees of this row, side by side.
 * That serves all windows down that see the row, each with another row of its weights, so that a third of the usual copies do
 * for a 3x3 window; where windows see one position across and there is no padding, an image is its strips. As many strips are
 * made at a time as a second-level cache holds.
 */
final class Strips implements Convolution.Algorithm {
    /** How many numbers of strips are made at a time. */
    private static final int CACHED = 1 << 16;

    /** Up to so many multiplications, OpenBLAS does without copies of its operands. */
    private static final int UNCOPIED = 1_000_000;

    private final Convolution convolution;
    private final Axis down;
    private final Axis across;
    private final int inputs;
    private final int outputs;
    private final int seen;
    private final StepContext context;

    /** How many rows of windows are computed at a time. */
    private final int most;

    private final Operand strip;
    private final Operand strips;

    Strips(Convolution convolution, StepContext context) {
        this.convolution = convolution;
        this.context = context;
        down = convolution.down();
        across = convolution.across();
        inputs = convolution.inputs();
        outputs = convolution.outputs();
        seen = convolution.seen();
        long row = (long) across.count() * seen;
        long fits = Math.min(CACHED / row - down.kernel(), UNCOPIED / (row * outputs));
        most = (int) Math.max(1, Math.min(fits, isPointwise() ? Integer.MAX_VALUE : down.count()));
        int rows = 0;
        for (int residue = 0; residue < Math.min(down.kernel(), down.stride()); residue++) {
            rows += strips(residue, most);
        }
        strip = context.operand(1, ((across.count() - 1) * across.stride() + across.kernel()) * inputs);
        strips = context.operand(rows * across.count(), seen);
    }

    /** Whether an image is its strips. */
    private boolean isPlain() {
        return down.isPlain() && across.isPlain() && across.kernel() == 1;
    }

    /** Whether, besides, images need not be told apart. */
    private boolean isPointwise() {
        return isPlain() && down.kernel() == 1;
    }

    @Override
    public Operand weights(Matrix weights) {
        return context.operand(weights);
    }

    @Override
    public void apply(Operand images, Operand weights, Operand into) {
        forEach(images, (laid, rows, first) -> {
            Operand out = windows(into, rows, first);
            Products.multiply(kernelRow(laid, rows, 0), weights.rows(0, seen), out);
            for (int y = 1; y < down.kernel(); y++) {
                Products.add(kernelRow(laid, rows, y), weights.rows(y * seen, (y + 1) * seen), out);
            }
        });
    }

    @Override
    public void gradient(Operand images, Operand gradient, Matrix ofWeights) {
        ofWeights.fill(0);
        forEach(images, (laid, rows, first) -> {
            Operand dy = windows(gradient, rows, first);
            for (int y = 0; y < down.kernel(); y++) {
                Products.addLeftTransposed(kernelRow(laid, rows, y), dy, ofWeights.rows(y * seen, (y + 1) * seen));
            }
        });
    }

    /** So many rows of windows from the first on, each window a row of its outputs. */
    private Operand windows(Operand of, int rows, int first) {
        return of.reshape(of.rows() * of.cols() / outputs, outputs).rows(first, first + rows * across.count());
    }

    private interface Block {
        /**
         * @param rows so many rows of windows
         * @param first the number of the first of these windows among all
         */
        void apply(Operand laid, int rows, int first);
    }

    private void forEach(Operand images, Block block) {
        boolean joined = isPointwise();
        int windows = joined ? down.count() * images.rows() : down.count();
        for (int image = 0; image < (joined ? Math.min(1, images.rows()) : images.rows()); image++) {
            for (int from = 0; from < windows; from += most) {
                int rows = Math.min(most, windows - from);
                int first = (image * down.count() + from) * across.count();
                block.apply(strips(images, image, from, rows), rows, first);
            }
        }
    }

    private Operand strips(Operand images, int image, int from, int rows) {
        int row = down.length();
        if (isPlain()) {
            int first = (image * row + from) * across.length();
            return images.reshape(images.rows() * row * across.length(), inputs)
                    .rows(first, first + (rows + down.kernel() - 1) * across.length());
        }
        int made = 0;
        for (int residue = 0; residue < Math.min(down.kernel(), down.stride()); residue++) {
            for (int i = 0; i < strips(residue, rows); i++) {
                int place = down.start(from) + residue + i * down.stride();
                int at = made++ * across.count() * seen;
                if (place % down.spacing() == 0 && down.holds(place / down.spacing())) {
                    int start = (image * row + place / down.spacing()) * across.length() * inputs;
                    lay(images, start, at);
                } else {
                    strips.clear(at, across.count() * seen);
                }
            }
        }
        return strips;
    }

    /** How many strips are made of every stride-th row from {@code residue} on, for so many rows of windows. */
    private int strips(int residue, int rows) {
        return rows + (down.kernel() - 1 - residue) / down.stride();
    }

    /** The strips that windows see in one of their rows. */
    private Operand kernelRow(Operand laid, int rows, int y) {
        int first = y / down.stride();
        for (int residue = 0; residue < y % down.stride(); residue++) {
            first += strips(residue, rows);
        }
        return laid.rows(first * across.count(), (first + rows) * across.count());
    }

    private void lay(Operand images, int start, int at) {
        convolution.pad(images, start, strip, 0, strip.cols() / inputs);
        for (int window = 0; window < across.count(); window++) {
            strips.put(at + window * seen, strip, window * across.stride() * inputs, seen);
        }
    }
}
