package org.tare.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The first call that a JVM makes, with the memory that Spark gives a driver unless told otherwise. */
final class FirstCall {
    private static final String MEMORY = "-Xmx1g";
    private static final String SECONDS = "seconds ";

    private FirstCall() {}

    /** How long it takes a contender in a JVM of its own, whose session is up. */
    static double seconds(Contender contender, Dataset<Row> table) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(MEMORY);
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.matches("-Xm[sx].*|-XX:\\+AlwaysPreTouch|-javaagent.*"))
                .forEach(command::add);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                FirstCall.class.getName(),
                contender.name(),
                new File(BenchTables.glob(table)).getParent()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String seconds = said.lines()
                    .filter(line -> line.startsWith(SECONDS))
                    .findFirst()
                    .orElseThrow(() -> new IOException("The first call of " + contender.title + " ended without a time."));
            return Double.parseDouble(seconds.substring(SECONDS.length()));
        } finally {
            process.waitFor();
        }
    }

    public static void main(String[] args) throws Exception {
        try (SparkSession spark = ScalingBench.session("first call").getOrCreate()) {
            Dataset<Row> table = spark.read().parquet(args[1]);
            String[] columns = table.columns();
            long start = System.nanoTime();
            if (Contender.valueOf(args[0]) == Contender.TARE) {
                FitRaces.standardAndMinMax(columns, true).fit(table);
            } else {
                DuckDb.moments(table);
            }
            System.out.println(SECONDS + (System.nanoTime() - start) / 1e9);
        }
    }
}
