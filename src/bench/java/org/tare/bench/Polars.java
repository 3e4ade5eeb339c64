package org.tare.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Polars in a process of its own, streaming on two threads: {@code src/bench/python/columns.py}. Times are taken there,
 * from the lazy scan of the files to the collected numbers.
 */
final class Polars implements AutoCloseable {
    private final PythonServer server;

    Polars(Path python) throws IOException {
        server = new PythonServer(python, "columns.py", Map.of("POLARS_MAX_THREADS", "2"));
    }

    /** The seconds that mean, variance, minimum, maximum and count of each column take. */
    double moments(Dataset<Row> table) throws IOException {
        return numbers("moments", table)[0];
    }

    /** @param seconds that it took */
    record Answer(double seconds, Quartiles quartiles) {}

    Answer quartiles(Dataset<Row> table) throws IOException {
        double[] numbers = numbers("quartiles", table);
        return new Answer(
                numbers[0], new Quartiles(table.columns(), Arrays.copyOfRange(numbers, 1, numbers.length)));
    }

    private double[] numbers(String work, Dataset<Row> table) throws IOException {
        return Arrays.stream(server.ask(work + " " + BenchTables.glob(table)).split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
