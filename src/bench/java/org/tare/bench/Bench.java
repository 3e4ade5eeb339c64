package org.tare.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.ml.feature.StandardScalerModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.tare.feature.ColumnScaler;
import org.tare.feature.MinMaxScaler;
import org.tare.feature.ScalerModel;
import org.tare.feature.StandardScaler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fits and transforms side by side with MLlib, DuckDB and bare reading, and writes the table that README shows. */
@Command(name = "bench", mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {
    private static final int CORES = 2;
    private static final String TARE = "Tare";
    private static final String READ = "reading";
    private static final String MLLIB = "MLlib";
    private static final String DUCKDB = "DuckDB";

    private enum Shape {
        NARROW(10_000_000, 20),
        WIDE(200_000, 1_000),
        VERY_WIDE(20_000, 10_000),
        DENSE(1_000_000, 100),
        SPARSE(200_000, 10_000);

        final int rows;
        final int columns;

        Shape(int rows, int columns) {
            this.rows = rows;
            this.columns = columns;
        }
    }

    @Option(names = "--shapes", split = ",", description = "Which tables (default: all): ${COMPLETION-CANDIDATES}.")
    List<Shape> shapes = List.of(Shape.values());

    @Option(names = "--rounds", description = "Rounds that count (default: ${DEFAULT-VALUE}).")
    int rounds = 5;

    @Option(names = "--data", description = "Where the tables are made and kept (default: ${DEFAULT-VALUE}).")
    Path data = Path.of("target", "bench");

    @Option(names = "--readme", description = "A Markdown file to put the table into, between its bench marks.")
    Path readme;

    private final Report report = new Report(TARE, READ, DUCKDB, MLLIB);

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        try (SparkSession spark = SparkSession.builder()
                .master("local[" + CORES + "]")
                .appName("tare bench")
                .config("spark.ui.enabled", "false")
                .config("spark.log.level", "ERROR")
                .getOrCreate()) {
            Tables tables = new Tables(spark, data.toAbsolutePath());
            for (Shape shape : shapes) {
                switch (shape) {
                    case DENSE -> vectors(shape, tables.dense(shape.rows, shape.columns));
                    case SPARSE -> vectors(shape, tables.sparse(shape.rows, shape.columns, shape.columns / 100));
                    default -> scalars(shape, tables.scalars(shape.rows, shape.columns));
                }
            }
        }
        report.write(data.resolve("bench.md"));
        if (readme != null) {
            report.writeInto(readme);
        }
        return 0;
    }

    private void scalars(Shape shape, Dataset<Row> table) throws Exception {
        Race fit = new Race(title("fit", shape))
                .with(TARE, () -> plan(table.columns(), false).fit(table))
                .with(READ, () -> Peers.read(table));
        // DuckDB does not come back from 50,000 aggregates, nor MLlib from assembling 10,000 columns.
        if (shape != Shape.VERY_WIDE) {
            fit.with(DUCKDB, () -> Peers.fitDuckDb(table));
            fit.with(MLLIB, () -> Peers.fitMllib(Peers.assemble(table), Tables.VECTOR));
        }
        Race.Result fitted = fit.run(rounds);
        report.add(fitted);
        double beyondReading = fitted.seconds().get(TARE) - fitted.seconds().get(READ);
        report.add(
                "… beyond reading, a value and core",
                "%.2f ns".formatted(beyondReading * CORES * 1e9 / ((double) shape.rows * shape.columns)));
        if (shape != Shape.VERY_WIDE) {
            ScalerModel tare = new StandardScaler().setInputCols(table.columns()).fit(table);
            StandardScalerModel mllib = Peers.mllibStandard(Peers.assemble(table), Tables.VECTOR);
            Dataset<Row> scaled = tare.transform(table);
            String[] outputs = tare.getOutputCols();
            report.add(new Race(title("transform", shape))
                    .with(TARE, () -> Peers.toNowhere(scaled.select(Arrays.stream(outputs).map(functions::col).toArray(Column[]::new))))
                    .with(READ, () -> Peers.toNowhere(table))
                    .with(MLLIB, () -> Peers.toNowhere(
                            mllib.transform(Peers.assemble(table)).select("scaled")))
                    .run(rounds));
        }
    }

    private void vectors(Shape shape, Dataset<Row> table) throws Exception {
        boolean sparse = shape == Shape.SPARSE;
        String[] column = {Tables.VECTOR};
        report.add(new Race(title("fit", shape))
                .with(TARE, () -> plan(column, sparse).fit(table))
                .with(READ, () -> Peers.read(table))
                .with(MLLIB, () -> Peers.fitMllib(table, Tables.VECTOR))
                .run(rounds));
        ScalerModel tare = new StandardScaler()
                .setInputCols(column)
                .setOutputCols("scaled")
                .setWithMean(!sparse)
                .fit(table);
        StandardScalerModel mllib = new org.apache.spark.ml.feature.StandardScaler()
                .setInputCol(Tables.VECTOR)
                .setOutputCol("scaled")
                .setWithMean(!sparse)
                .fit(table);
        report.add(new Race(title("transform", shape))
                .with(TARE, () -> Peers.toNowhere(tare.transform(table).select("scaled")))
                .with(READ, () -> Peers.toNowhere(table))
                .with(MLLIB, () -> Peers.toNowhere(mllib.transform(table).select("scaled")))
                .run(rounds));
    }

    /** Standard and MinMax of the same columns; on sparse vectors without a shift, which would fill them. */
    private static ColumnScaler plan(String[] columns, boolean sparse) {
        return new ColumnScaler()
                .add(new StandardScaler().setInputCols(columns).setWithMean(!sparse).setOutputCols(suffixed(columns, "_standard")))
                .add(new MinMaxScaler().setInputCols(columns).setOutputCols(suffixed(columns, "_minmax")));
    }

    private static String[] suffixed(String[] columns, String suffix) {
        return Arrays.stream(columns).map(c -> c + suffix).toArray(String[]::new);
    }

    private static String title(String work, Shape shape) {
        return "%s, %s, %,d x %,d".formatted(work, shape.name().toLowerCase(Locale.ROOT).replace('_', ' '), shape.rows, shape.columns);
    }
}
