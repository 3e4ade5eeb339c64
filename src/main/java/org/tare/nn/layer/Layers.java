package org.tare.nn.layer;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Layer;
import org.tare.nn.normalization.BatchNorm;
import org.tare.nn.normalization.BatchRenorm;
import org.tare.nn.normalization.LayerNorm;
import org.tare.nn.normalization.RmsNorm;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/** The layers that a text may name. */
public final class Layers {
    /** Builds a layer from its word. */
    public interface Reader {
        Layer read(Term word, Arguments options, BuildContext site);
    }

    private static final Map<String, Reader> READERS = new TreeMap<>(Map.ofEntries(
            Map.entry("avgPool", AveragePool::read),
            Map.entry("batchNorm", BatchNorm::read),
            Map.entry("batchRenorm", BatchRenorm::read),
            Map.entry("conv2d", Conv2D::read),
            Map.entry("dense", Dense::read),
            Map.entry("dropout", Dropout::read),
            Map.entry("flatten", Reshape::readFlatten),
            Map.entry("layerNorm", LayerNorm::read),
            Map.entry("masked", Masked::read),
            Map.entry("maxPool", MaxPool::read),
            Map.entry("relu", Relu::read),
            Map.entry("reshape", Reshape::read),
            Map.entry("residual", Residual::read),
            Map.entry("rmsNorm", RmsNorm::read),
            Map.entry("sigmoid", Sigmoid::read),
            Map.entry("tanh", Tanh::read)));

    private Layers() {}

    public static Layer read(Term word, BuildContext site) {
        Arguments options = new Arguments(word);
        Layer layer = reader(word).read(word, options, site);
        options.end();
        return layer;
    }

    /**
     * How the layer that a word names is built.
     *
     * @throws IllegalArgumentException if the word names no layer
     */
    public static Reader reader(Term word) {
        Reader reader = READERS.get(word.name());
        if (reader == null || !word.key().isEmpty()) {
            throw word.error("is not a layer; did you mean " + nearest(word.name()) + "? There are "
                    + String.join(", ", READERS.keySet()));
        }
        return reader;
    }

    private static String nearest(String name) {
        return READERS.keySet().stream()
                .min(Comparator.comparingInt(
                        known -> distance(known.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))))
                .orElseThrow();
    }

    /** How many single-character edits lead from one to the other (Levenshtein 1966). */
    private static int distance(String a, String b) {
        int[] row = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
