package org.tare.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checkpoints and models as JSON. Numbers come back with the same bits; NaN and infinity, which JSON has not, are strings.
 * Weights are written from arrays and read into arrays, since a tree with a node for each would take many times their memory.
 */
final class StateText {
    private static final int FORMAT = 1;

    /** The format stands first; no more has to be read to know it. */
    private static final Pattern HEAD = Pattern.compile("^\\s*\\{\\s*\"format\"\\s*:\\s*(\\d{1,9})\\b");

    private static final int HEAD_LENGTH = 100;

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    /**
     * What is written; a checkpoint has no {@code network}, {@code features} and {@code loss} but in its plan, a model no
     * {@code best}.
     *
     * @param plan what decides the bits, by name; null in models of the first build
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Saved(
            int format,
            Map<String, String> plan,
            String network,
            Integer features,
            String loss,
            List<Epoch> history,
            Map<String, double[]> state,
            Map<String, double[]> best) {
        Snapshot snapshot() {
            return new Snapshot(history, state, best);
        }

        FittedNetwork fitted() {
            return new FittedNetwork(network, features, loss, state, history, plan == null ? Map.of() : plan);
        }
    }

    private StateText() {}

    /** Leaves the writer open. */
    static void write(Snapshot snapshot, Map<String, String> identity, Writer out) throws IOException {
        JSON.writeValue(
                out,
                new Saved(FORMAT, identity, null, null, null, snapshot.history(), snapshot.state(), snapshot.best()));
    }

    /** Leaves the writer open. */
    static void write(FittedNetwork network, Writer out) throws IOException {
        JSON.writeValue(
                out,
                new Saved(
                        FORMAT,
                        network.identity().isEmpty() ? null : network.identity(),
                        network.layers(),
                        network.features(),
                        network.loss(),
                        network.history(),
                        network.weights(),
                        null));
    }

    /**
     * Reads what was written.
     *
     * @throws UnsupportedOperationException if it is of another version of the format
     * @throws IllegalArgumentException if it is not whole
     */
    static Saved read(BufferedReader text) throws IOException {
        char[] head = new char[HEAD_LENGTH];
        text.mark(HEAD_LENGTH);
        int length = text.read(head);
        text.reset();
        Matcher format = HEAD.matcher(String.valueOf(head, 0, Math.max(0, length)));
        if (format.find() && Integer.parseInt(format.group(1)) != FORMAT) {
            throw new UnsupportedOperationException("has format version " + format.group(1)
                    + " and this Tare reads version " + FORMAT + "; read it with the Tare that wrote it");
        }
        Saved saved;
        try {
            saved = JSON.readValue(text, Saved.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("its text is not whole", e);
        }
        if (saved == null || saved.format() != FORMAT || saved.history() == null || saved.state() == null) {
            throw new IllegalArgumentException("its text is not whole");
        }
        return saved;
    }
}
