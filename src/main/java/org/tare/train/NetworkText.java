package org.tare.train;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Map;
import org.tare.nn.Network;
import org.tare.nn.core.Shape;

/** The text in which models keep their network; no Spark is needed to read it. */
public final class NetworkText {
    private NetworkText() {}

    /**
     * Reads it.
     *
     * @throws UnsupportedOperationException if it is of another version of the format; the message goes on from the path
     * @throws IllegalArgumentException if it is not that of a network, or not whole
     */
    public static FittedNetwork read(BufferedReader text) throws IOException {
        StateText.Saved saved = StateText.read(text);
        if (saved.network() == null || saved.features() == null || saved.loss() == null) {
            throw new IllegalArgumentException("its text is not that of a network");
        }
        check(saved.network(), saved.features(), saved.state());
        return saved.fitted();
    }

    /**
     * Checks that layers have these weights, before any memory is taken for them.
     *
     * @throws IllegalArgumentException if they have not; the message goes on from the path, without a full stop
     */
    public static void check(String layers, int features, Map<String, double[]> weights) {
        try {
            Network.check(layers, Shape.of(features), weights);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its network cannot be read (" + withoutAdvice(e.getMessage()) + ")", e);
        }
    }

    /** What a sentence says is wrong in what was saved: its advice, behind the last semicolon, is for who writes that. */
    public static String withoutAdvice(String sentence) {
        return sentence.replaceFirst("(; [^;]*)?[.]$", "");
    }
}
