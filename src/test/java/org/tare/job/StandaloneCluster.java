package org.tare.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Spark's standalone master and workers, each a JVM of its own on this machine, from the jars that Maven resolved. */
final class StandaloneCluster implements AutoCloseable {
    private static final String PACKAGE = "org.apache.spark.deploy.";

    private final List<Process> processes = new ArrayList<>();
    private final List<Path> workers = new ArrayList<>();
    private final Path home;
    private final String url;

    StandaloneCluster(Path home, int size) throws IOException {
        this.home = home;
        Path jars = Files.createDirectories(home.resolve("jars"));
        for (String jar : Files.readString(Path.of("target/classpath")).strip().split(":", -1)) {
            Path path = Path.of(jar);
            Files.createSymbolicLink(jars.resolve(path.getFileName()), path);
        }
        try {
            url = start("Starting Spark master at (\\S+)", "master.Master", "--host", "127.0.0.1", "--port", "0");
            for (int i = 0; i < size; i++) {
                Path work = home.resolve("worker" + i);
                workers.add(work);
                start(
                        "Successfully registered with master (\\S+)",
                        "worker.Worker",
                        "--host",
                        "127.0.0.1",
                        "--cores",
                        "1",
                        "--memory",
                        "512m",
                        "--work-dir",
                        work.toString(),
                        url);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    String url() {
        return url;
    }

    /** For each worker the folders of the executors it ran. */
    List<List<Path>> executorsOfEachWorker() throws IOException {
        List<List<Path>> executors = new ArrayList<>();
        for (Path worker : workers) {
            try (Stream<Path> files = Files.walk(worker, 2)) {
                executors.add(files.filter(file -> worker.relativize(file).getNameCount() == 2)
                        .toList());
            }
        }
        return executors;
    }

    /** Starts a JVM and reads its log up to the line that says it is ready; answers what that line names. */
    private String start(String ready, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                home.resolve("jars") + "/*",
                PACKAGE + main,
                "--webui-port",
                "0"));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        Process process = builder.start();
        processes.add(process);
        return awaited(process, Pattern.compile(ready), main);
    }

    private static String awaited(Process process, Pattern ready, String main) throws IOException {
        BufferedReader log = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder seen = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            Matcher matcher = ready.matcher(line);
            if (matcher.find()) {
                Thread drain = new Thread(() -> log.lines().forEach(ignored -> {}), main);
                drain.setDaemon(true);
                drain.start();
                return matcher.group(1);
            }
            seen.append(line).append('\n');
        }
        throw new IllegalStateException(main + " ended before it was ready:\n" + seen);
    }

    /** Workers end their executors when they are asked to end. */
    @Override
    public void close() {
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).destroy();
            processes.get(i).onExit().join();
        }
    }
}
