package org.tare.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A script of {@code src/bench/python} in a process of its own, which answers each line it is sent with one line. */
final class PythonServer implements AutoCloseable {
    private static final Path SCRIPTS = Path.of("src", "bench", "python");

    private final String script;
    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    /** @param environment variables beside those of this process */
    PythonServer(Path python, String script, Map<String, String> environment) throws IOException {
        this.script = script;
        ProcessBuilder command = new ProcessBuilder(
                        python.toString(), SCRIPTS.resolve(script).toString(), "--serve")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        command.environment().putAll(environment);
        process = command.start();
        requests = process.outputWriter(StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    String ask(String line) throws IOException {
        requests.write(line);
        requests.newLine();
        requests.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new EOFException(script + " ended early; see its message above.");
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        requests.close();
        process.destroy();
    }
}
