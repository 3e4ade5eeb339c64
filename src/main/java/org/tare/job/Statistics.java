package org.tare.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.job.option.ColumnList;
import org.tare.job.option.InputOptions;
import org.tare.job.option.ModeOption;
import org.tare.job.option.ScanOptions;
import org.tare.job.output.OutputTransaction;
import org.tare.job.publish.Target;
import org.tare.job.report.Summaries;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.Scan;
import org.tare.stat.HistogramStatistic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jobs/statistics}: scans rows, or merges saved statistics, into statistics that others can merge and fit. */
@Command(
        name = "statistics",
        description = "Learns the exact statistics of columns in one scan, or merges saved ones without reading any "
                + "rows: statistics of days merge to those of the month, bit for bit.")
public final class Statistics extends Job {
    @Mixin
    private InputOptions input;

    @Option(
            names = "--columns",
            paramLabel = "COLUMN,...",
            converter = ColumnList.Parser.class,
            description = "Columns to scan: numbers, vectors, arrays. A name with a comma stands in double quotes. "
                    + "Default: all of a numeric type.")
    private ColumnList columns = ColumnList.NONE;

    @Mixin
    private ScanOptions scan;

    @Option(
            names = "--quantiles",
            description =
                    "Take histograms too, which merge as exactly: the quartiles are shown, and robust scalers can be "
                            + "fitted to the statistics.")
    private boolean quantiles;

    @Option(
            names = "--merge",
            paramLabel = "PATH",
            arity = "1..*",
            description = "Saved statistics to merge, with each other and with those of --input if that is given.")
    private List<String> merge = new ArrayList<>();

    @Option(
            names = "--statistics",
            paramLabel = "PATH",
            required = true,
            description = "Where the statistics go: Parquet with a row per feature.")
    private String statistics;

    @Mixin
    private ModeOption mode;

    private Optional<String> leftOut = Optional.empty();

    /** Runs the job and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        main(new Statistics(), arguments);
    }

    @Override
    void check() {
        mode.requireNoAppend();
        if (!input.given() && merge.isEmpty()) {
            throw usage("There is nothing to learn from; give --input or --merge");
        }
        if (input.given()) {
            input.check();
        }
    }

    @Override
    void run(SparkSession spark) throws Exception {
        List<String> reads = new ArrayList<>(input.paths());
        reads.addAll(merge);
        Optional<Dataset<Row>> rows = input.given() ? Optional.of(input.read(spark)) : Optional.empty();
        try (OutputTransaction outputs = new OutputTransaction(spark, mode.mode())) {
            Target folder = outputs.folder(statistics);
            say(outputs.claim(reads, rows));
            DatasetStatistics learned = learn(spark, rows);
            learned.save(spark, outputs.fresh(folder));
            outputs.publish();
            print(Summaries.table(learned));
            tell(
                    "Rows",
                    String.format(Locale.ROOT, "%,d", learned.rows()),
                    "Left out",
                    leftOut,
                    "Statistics",
                    statistics);
        }
    }

    private DatasetStatistics learn(SparkSession spark, Optional<Dataset<Row>> given) {
        List<DatasetStatistics> parts = new ArrayList<>();
        if (!merge.isEmpty()) {
            parts.add(Summaries.load(spark, merge));
        }
        if (given.isPresent()) {
            describe(spark, "learn from " + input);
            Dataset<Row> rows = given.get();
            if (columns.isEmpty()) {
                leftOut = scan.leftOut(rows);
            }
            List<String> names = columns.isEmpty() ? scan.numeric(rows.schema()) : columns.names();
            Scan scanned = Scan.of(rows, names.toArray(String[]::new)).weightCol(scan.weightCol());
            parts.add((quantiles ? scanned.with(new HistogramStatistic()) : scanned).run());
        }
        return parts.stream().reduce(DatasetStatistics::merge).orElseThrow();
    }
}
