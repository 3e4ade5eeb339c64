package org.tare.nn.layer;

import org.tare.nn.core.Shape;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/** The windows that a convolution or a pooling slides over images of height x width x channels. */
final class Windows {
    private static final String SAME = "same";

    private final Axis down;
    private final Axis across;
    private final int channels;

    private Windows(Axis down, Axis across, int channels) {
        this.down = down;
        this.across = across;
        this.channels = channels;
    }

    /**
     * Takes the options of windows: their size, {@code 3} or {@code 1x7} for height x width; {@code stride}, 1 unless given; and
     * {@code padding}, as much on all sides, or {@code same}.
     *
     * @param key the name of their size
     * @throws IllegalArgumentException that points at the word when its input is no image or smaller than a window
     */
    static Windows of(Arguments arguments, Shape image, String key) {
        return read(arguments, image, key, false);
    }

    /** The same of a pooling, whose stride is the window's size unless given, and whose windows all see some of the image. */
    static Windows pooling(Arguments arguments, Shape image) {
        Windows windows = read(arguments, image, "size", true);
        if (windows.down.before() >= windows.down.kernel() || windows.across.before() >= windows.across.kernel()) {
            throw arguments.error("has windows of " + windows.kernel()
                    + " that see nothing but padding; use a padding smaller than the window");
        }
        return windows;
    }

    private static Windows read(Arguments arguments, Shape image, String key, boolean apart) {
        int[] kernel = arguments
                .take(key, true)
                .map(given -> Arguments.toExtent(given, 1))
                .orElseThrow(() -> arguments.error(
                        "needs " + key + ", as in " + arguments.term().name() + (apart ? "(2)" : "(8, 3)")));
        int[] stride = arguments
                .take("stride", true)
                .map(given -> Arguments.toExtent(given, 1))
                .orElse(apart ? kernel : new int[] {1, 1});
        Term padding = arguments.take("padding", true).orElse(null);
        if (!image.isImage()) {
            throw arguments.error("works on images of shape height x width x channels but its input is of shape "
                    + image + "; put reshape(height, width, channels) before it");
        }
        boolean same = padding != null && padding.name().equals(SAME);
        if (padding != null && !same && padding.name().chars().noneMatch(Character::isDigit)) {
            throw padding.error("is neither " + SAME + " nor whole numbers such as 1 or 0x3");
        }
        Axis[] axes = new Axis[2];
        for (int i = 0; i < axes.length; i++) {
            int length = i == 0 ? image.height() : image.width();
            if (same) {
                axes[i] = Axis.same(length, kernel[i], stride[i]);
            } else {
                int padded = padding == null ? 0 : Arguments.toExtent(padding, 0)[i];
                axes[i] = Axis.padded(length, kernel[i], stride[i], padded);
            }
        }
        Windows windows = new Windows(axes[0], axes[1], image.channels());
        if (windows.perImage() == 0) {
            throw arguments.error("slides a window of " + windows.kernel() + " over a smaller image of shape " + image
                    + "; use a smaller window or more padding");
        }
        return windows;
    }

    private String kernel() {
        return down.kernel() + "x" + across.kernel();
    }

    Axis down() {
        return down;
    }

    Axis across() {
        return across;
    }

    int height() {
        return down.count();
    }

    int width() {
        return across.count();
    }

    int perImage() {
        return Math.multiplyExact(height(), width());
    }

    int channels() {
        return channels;
    }

    /** The positions in one window. */
    int positions() {
        return Math.multiplyExact(down.kernel(), across.kernel());
    }

    /** The numbers in one window. */
    int size() {
        return Math.multiplyExact(positions(), channels);
    }

    /** What is done with one position of one window. */
    interface Visitor {
        /**
         * Called for each position.
         *
         * @param window the number of the window in its image
         * @param inWindow where in the window the position's channels begin
         * @param inImage where in the image they begin; negative in the padding
         */
        void visit(int window, int inWindow, int inImage);
    }

    /** Visits every position of every window of an image, window after window. */
    void forEach(Visitor visitor) {
        for (int window = 0; window < down.count() * across.count(); window++) {
            visit(window, down.start(window / across.count()), across.start(window % across.count()), visitor);
        }
    }

    private void visit(int window, int top, int left, Visitor visitor) {
        int inWindow = 0;
        for (int y = top; y < top + down.kernel(); y++) {
            for (int x = left; x < left + across.kernel(); x++) {
                boolean inside = down.holds(y) && across.holds(x);
                visitor.visit(window, inWindow, inside ? (y * across.length() + x) * channels : -1);
                inWindow += channels;
            }
        }
    }
}
