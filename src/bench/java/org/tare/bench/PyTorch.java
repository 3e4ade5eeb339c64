package org.tare.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.tare.linalg.Precision;

/** PyTorch in a process of its own, which trains when told to: {@code src/bench/python/steps.py}. */
final class PyTorch implements AutoCloseable {
    private final PythonServer server;

    PyTorch(Path python) throws IOException {
        server = new PythonServer(python, "steps.py", Map.of());
    }

    /** The seconds that so many steps take. */
    double train(TrainingSteps.Net net, boolean norm, Precision precision, int steps) throws IOException {
        return Double.parseDouble(
                server.ask("%s %s %s %d".formatted(net, norm ? "bn" : "plain", precision, steps)));
    }

    /** Milliseconds of a step of two processes that share the batch, with their exchange and without. */
    double[] shared(TrainingSteps.Net net, int steps) throws IOException {
        return Arrays.stream(server.ask("%s ddp %s %d".formatted(net, Precision.DOUBLE, steps))
                        .split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
