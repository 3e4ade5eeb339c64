package org.tare.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.job.option.ColumnList;
import org.tare.job.option.InputOptions;
import org.tare.job.option.ModeOption;
import org.tare.job.option.ScanOptions;
import org.tare.job.output.OutputTransaction;
import org.tare.job.output.Place;
import org.tare.job.output.WriteMode;
import org.tare.job.publish.Target;
import org.tare.job.report.Learned;
import org.tare.job.report.Rescan;
import org.tare.job.report.Summaries;
import org.tare.scan.ColumnStatistics;
import org.tare.scan.Scan;
import org.tare.spark.column.ColumnIndex;
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
            names = "--range-only",
            description =
                    "Take counts, minimum and maximum only. Of whole numbers, decimals and booleans in plain Parquet files "
                            + "nothing but the footers is then read, where these tell all of it.")
    private boolean rangeOnly;

    @Option(
            names = "--merge",
            paramLabel = "PATH",
            arity = "1..*",
            description = "Saved statistics to merge, with each other and with those of --input if that is given.")
    private List<String> merge = new ArrayList<>();

    @Option(
            names = "--group-cols",
            paramLabel = "COLUMN,...",
            converter = ColumnList.Parser.class,
            description = "Columns whose values make a group: each group gets statistics of its own. Null is a value.")
    private ColumnList groupCols = ColumnList.NONE;

    @Option(
            names = "--statistics",
            paramLabel = "PATH",
            description = "Where the statistics go: Parquet with a row per feature, or per group.")
    private String statistics;

    @Option(
            names = "--update",
            paramLabel = "PATH",
            description =
                    "Saved statistics that those of --input or --merge are merged into, in place, all or nothing. The "
                            + "columns, groups, weights, sums and histograms are theirs unless given. If there are none yet, they are "
                            + "made.")
    private String update;

    @Mixin
    private ModeOption mode;

    private Optional<String> taken = Optional.empty();
    private Optional<String> leftOut = Optional.empty();

    /** Runs the job and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        main(new Statistics(), arguments);
    }

    @Override
    void check() {
        mode.requireNoAppend();
        columns.requireDistinct("--columns");
        if ((statistics == null) == (update == null)) {
            throw usage("Give either --statistics or --update");
        }
        if (!input.given() && merge.isEmpty()) {
            throw usage("There is nothing to learn from; give --input or --merge");
        }
        if (input.given()) {
            input.check();
        } else {
            input.requireNone();
            refuse("no rows are read", "--columns", "--weight-col", "--quantiles", "--range-only", "--group-cols");
        }
        if (rangeOnly) {
            refuse("--range-only takes no histograms", "--quantiles");
        }
    }

    @Override
    void run(SparkSession spark) throws Exception {
        List<String> reads = new ArrayList<>(input.paths());
        reads.addAll(merge);
        String place = update == null ? statistics : update;
        Optional<Dataset<Row>> rows = input.given() ? Optional.of(input.read(spark)) : Optional.empty();
        try (OutputTransaction outputs =
                new OutputTransaction(spark, update == null ? mode.mode() : WriteMode.OVERWRITE)) {
            Target folder = outputs.folder(place);
            say(outputs.claim(reads, rows));
            // Read when the place is claimed, so that two updates cannot read the same.
            Optional<Learned> before = update != null
                            && Place.of(spark.sparkContext().hadoopConfiguration(), update)
                                    .exists()
                    ? Optional.of(Learned.load(spark, update))
                    : Optional.empty();
            Learned learned = learn(spark, rows, before);
            learned.save(spark, outputs.fresh(folder));
            outputs.publish();
            print(Summaries.table(learned.all()));
            tell(
                    "Rows",
                    String.format(Locale.ROOT, "%,d", learned.all().rows()),
                    "Groups",
                    Optional.ofNullable(learned.groups())
                            .map(groups -> String.format(Locale.ROOT, "%,d", groups.groups())),
                    "Columns",
                    taken,
                    "Left out",
                    leftOut,
                    "Statistics",
                    place);
        }
    }

    private Learned learn(SparkSession spark, Optional<Dataset<Row>> rows, Optional<Learned> before) {
        List<Learned> parts = new ArrayList<>();
        if (!merge.isEmpty()) {
            parts.add(Summaries.load(spark, merge));
        }
        if (rows.isPresent()) {
            describe(spark, "learn from " + input);
            parts.add(scan(rows.get(), before));
        }
        // What would be lost is not merged, so that no log tells of a loss that was refused.
        before.ifPresent(known -> parts.forEach(part -> part.requireAllOf(known, update)));
        return Stream.concat(before.stream(), parts.stream())
                .reduce(Learned::merge)
                .orElseThrow();
    }

    private Learned scan(Dataset<Row> rows, Optional<Learned> before) {
        List<String> groups =
                groupCols.isEmpty() ? before.map(Learned::groupCols).orElse(List.of()) : groupCols.names();
        List<String> names = before.isPresent() && columns.isEmpty()
                ? before.get().all().columns().stream()
                        .map(ColumnStatistics::name)
                        .toList()
                : names(rows, groups);
        Scan asked = before.isPresent()
                ? Rescan.of(before.get().all(), rows, names, scan.weightCol())
                : Scan.of(rows, names.toArray(String[]::new)).weightCol(scan.weightCol());
        if (rangeOnly) {
            before.ifPresent(this::requireNoSums);
        }
        Scan withKinds = quantiles ? asked.with(new HistogramStatistic()) : asked;
        return Learned.scan(rangeOnly ? withKinds.withoutSums() : withKinds, groups);
    }

    /** Tells before data is read what would be lost by reading less. */
    private void requireNoSums(Learned before) {
        List<String> summed = before.all().columns().stream()
                .filter(ColumnStatistics::hasSums)
                .map(ColumnStatistics::name)
                .toList();
        if (!summed.isEmpty()) {
            throw new IllegalArgumentException("--range-only would lose the sums of " + summed + " in '" + update
                    + "'; leave it out, or give another place with --statistics and both with --merge.");
        }
    }

    private List<String> names(Dataset<Row> rows, List<String> groups) {
        if (!columns.isEmpty()) {
            return List.of(columns.in(rows.schema(), "--columns"));
        }
        List<String> names = scan.numeric(rows.schema()).stream()
                .filter(name -> groups.stream().noneMatch(group -> ColumnIndex.isSame(group, name)))
                .toList();
        taken = ScanOptions.taken(names);
        leftOut = scan.leftOut(rows);
        return names;
    }
}
