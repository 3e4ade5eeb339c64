package org.tare.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** PyTorch in a process of its own, which trains when told to: {@code src/bench/python/steps.py}. */
final class PyTorch implements AutoCloseable {
    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    PyTorch(Path python) throws IOException {
        process = new ProcessBuilder(python.toString(), "src/bench/python/steps.py", "--serve")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        requests = process.outputWriter(StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Returns when the steps are made. */
    void train(Steps.Net net, boolean norm) throws IOException {
        requests.write("%s %d %s %s %d%n".formatted(net.widths, net.batch, net.activation, norm ? "bn" : "plain", net.steps));
        requests.flush();
        if (answers.readLine() == null) {
            throw new EOFException("PyTorch ended early; see its message above.");
        }
    }

    @Override
    public void close() throws IOException {
        requests.close();
        process.destroy();
    }
}
