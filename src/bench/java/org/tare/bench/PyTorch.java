package org.tare.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** PyTorch in a process of its own, which trains when told to: {@code src/bench/python/steps.py}. */
final class PyTorch implements AutoCloseable {
    private final PythonServer server;

    PyTorch(Path python) throws IOException {
        server = new PythonServer(python, "steps.py", Map.of());
    }

    /** Returns when the steps are made. */
    void train(TrainingSteps.Net net, boolean norm) throws IOException {
        server.ask("%s %d %s %s %d"
                .formatted(net.widths, net.batch, net.activation, norm ? "bn" : "plain", net.steps));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
