package org.tare.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fits and transforms side by side with MLlib, DuckDB, Polars and bare reading, and writes the tables of the documentation. */
@Command(name = "bench", mixinStandardHelpOptions = true)
public final class ScalingBench implements Callable<Integer> {
    static final int CORES = 2;

    private enum Work {
        FIRST,
        FIT,
        TRANSFORM,
        QUARTILES,
        SCALERS,
        GROUPS,
        WEIGHTS,
        RANGES
    }

    private static final int[] GROUPS = {1_000, 1_000_000};

    @Option(names = "--works", split = ",", description = "What is measured (default: all): ${COMPLETION-CANDIDATES}.")
    List<Work> works = List.of(Work.values());

    @Option(names = "--shapes", split = ",", description = "Which tables (default: all): ${COMPLETION-CANDIDATES}.")
    List<TableShape> shapes = List.of(TableShape.values());

    @Option(names = "--contenders", split = ",", description = "Who takes part (default: all): ${COMPLETION-CANDIDATES}.")
    List<Contender> contenders = List.of(Contender.values());

    @Option(names = "--rows", description = "At most so many rows of each table, to try things out (default: all).")
    int rows = Integer.MAX_VALUE;

    @Option(names = "--rounds", description = "Rounds that count (default: ${DEFAULT-VALUE}).")
    int rounds = 5;

    @Option(names = "--python", description = "A Python that has Polars; without it Polars is left out.")
    Path python;

    @Option(names = "--data", description = "Where the tables are made and kept (default: ${DEFAULT-VALUE}).")
    Path data = Path.of("target", "bench");

    @Option(names = "--readme", description = "A Markdown file to put the tables into, between its bench marks.")
    Path readme;

    public static void main(String[] args) {
        System.exit(new CommandLine(new ScalingBench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    /** A session on the cores that the other contenders get too. */
    static SparkSession.Builder session(String name) {
        return SparkSession.builder()
                .master("local[" + CORES + "]")
                .appName(name)
                .config("spark.ui.enabled", "false")
                .config("spark.log.level", "ERROR");
    }

    @Override
    public Integer call() throws Exception {
        Set<String> admitted =
                contenders.stream().map(contender -> contender.title).collect(Collectors.toSet());
        if (python == null) {
            admitted.remove(Contender.POLARS.title);
        }
        List<String> lines = new ArrayList<>();
        try (SparkSession spark = session("tare bench").getOrCreate();
                Polars polars = python == null ? null : new Polars(python)) {
            FitRaces fits = new FitRaces(admitted, rounds, polars);
            QuartileRaces quartiles = new QuartileRaces(admitted, rounds, polars);
            ScalerRaces scalers = new ScalerRaces(admitted, rounds);
            GroupRaces groups = new GroupRaces(admitted, rounds);
            ScanRaces scans = new ScanRaces(admitted, rounds);
            BenchTables tables = new BenchTables(spark, data.toAbsolutePath());
            for (TableShape shape : shapes) {
                Dataset<Row> table = tables.of(shape, rows);
                if (works.contains(Work.FIRST) && shape == TableShape.NARROW) {
                    fits.firstFit(shape, table, python);
                }
                if (works.contains(Work.FIT)) {
                    fits.fit(shape, table);
                }
                if (works.contains(Work.TRANSFORM) && shape != TableShape.VERY_WIDE) {
                    fits.transform(shape, table);
                }
                if (works.contains(Work.SCALERS) && shape == TableShape.NARROW) {
                    scalers.fit(shape, table);
                    scalers.transform(shape, table);
                }
                if (works.contains(Work.GROUPS) && shape == TableShape.NARROW) {
                    for (int number : GROUPS) {
                        groups.run(shape, tables.byGroup(table, number), number);
                    }
                }
                if (works.contains(Work.WEIGHTS) && shape == TableShape.NARROW) {
                    scans.weights(shape, tables.weighted(table));
                }
                if (works.contains(Work.RANGES) && shape == TableShape.NARROW) {
                    scans.ranges(shape, tables.whole(table));
                }
                if (works.contains(Work.QUARTILES) && (shape == TableShape.NARROW || shape == TableShape.WIDE)) {
                    quartiles.run(shape, table);
                }
            }
            lines.addAll(fits.table().lines());
            lines.addAll(quartiles.table().lines());
            lines.addAll(scalers.table().lines());
            lines.addAll(groups.table().lines());
            scans.tables().forEach(races -> lines.addAll(races.lines()));
        }
        Files.write(data.resolve("bench.md"), lines);
        if (readme != null) {
            MarkedPlace.fill(readme, lines);
        }
        return 0;
    }
}
