package org.tare.train;

import java.io.BufferedReader;
import java.io.IOException;
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
        try {
            Network.check(saved.network(), Shape.of(saved.features()), saved.state());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "its network cannot be read (" + e.getMessage().replaceFirst("[.]$", "") + ")", e);
        }
        return saved.fitted();
    }
}
