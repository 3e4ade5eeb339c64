package org.tare.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.job.option.ColumnList;
import org.tare.job.option.GroupOption;
import org.tare.job.option.InputOptions;
import org.tare.job.option.ModeOption;
import org.tare.job.option.OptionSection;
import org.tare.job.option.ScanOptions;
import org.tare.job.option.ThresholdOptions;
import org.tare.job.output.Location;
import org.tare.job.output.OutputTransaction;
import org.tare.job.publish.Target;
import org.tare.job.report.DriftTable;
import org.tare.job.report.Learned;
import org.tare.job.report.Rescan;
import org.tare.job.report.SameColumns;
import org.tare.job.report.Summaries;
import org.tare.report.Comparison;
import org.tare.report.ComparisonJson;
import org.tare.report.ComparisonPage;
import org.tare.report.GroupDrift;
import org.tare.report.Thresholds;
import org.tare.scan.ColumnStatistics;
import org.tare.scan.DatasetStatistics;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jobs/compare}: how rows, or statistics, differ from statistics of earlier rows. */
@Command(
        name = "compare",
        description =
                "Tells how rows, or saved statistics, differ from the statistics of earlier rows, feature by feature, "
                        + "and fails where a threshold is passed, so that a schedule can stop.",
        exitCodeList = {
            "0:no feature passed a threshold, and none is gone",
            "1:the job failed",
            "2:wrong usage",
            "3:a feature passed a threshold, is gone, or has no values any more, or with --by-group one of a group, or a group is gone"
        })
public final class Compare extends Job {
    private static final int DRIFT = 3;

    @Option(
            names = "--reference",
            paramLabel = "PATH",
            arity = "1..*",
            required = true,
            description =
                    "Saved statistics of the earlier rows; those of several paths are merged. With histograms, as "
                            + "jobs/statistics --quantiles takes them, psi and ks are known too.")
    private List<String> reference = new ArrayList<>();

    @Option(
            names = "--current",
            paramLabel = "PLACE",
            description =
                    "What to compare: saved statistics, or rows as --input takes them, of which the same is learned.")
    private String current;

    @Mixin
    private InputOptions input;

    @Option(
            names = "--columns",
            paramLabel = "COLUMN,...",
            converter = ColumnList.Parser.class,
            description = "Columns of the reference to compare. A name with a comma stands in double quotes. Default: "
                    + "all of the reference, and numbers that are new.")
    private ColumnList columns = ColumnList.NONE;

    @Mixin
    private ScanOptions scan;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Where to write a page for people, which needs nothing beside itself.")
    private String html;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write all numbers for machines.")
    private String json;

    @Mixin
    private GroupOption group;

    @Option(
            names = "--by-group",
            description = "Compare each group with itself too, where the reference is by group: one that passed a "
                    + "threshold, or is gone, is a reason to stop.")
    private boolean byGroup;

    @Option(
            names = "--min-group-rows",
            paramLabel = "ROWS",
            description =
                    "With --by-group, groups with fewer rows, before or now, are only counted, since chance alone "
                            + "moves them. Default: ${DEFAULT-VALUE}.")
    private long minGroupRows = 1000;

    @Mixin
    private ModeOption mode;

    private final ThresholdOptions thresholds = new ThresholdOptions();
    private boolean drifted;

    /** Runs the job and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        main(new Compare(), arguments);
    }

    @Override
    void check() {
        columns.requireDistinct("--columns");
        mode.requireNoAppend();
        if ((current != null) == input.given()) {
            throw usage("Give either --current or --input");
        }
        if (input.given()) {
            input.check();
        }
        if (byGroup && group.given()) {
            throw usage("--by-group compares all groups, and --group one; give one of the two");
        }
        if (!byGroup) {
            refuse("--by-group is not given", "--min-group-rows");
        }
        if (html == null && json == null) {
            refuse("no file is written", "--mode");
        }
        if (minGroupRows < 0) {
            throw usage("--min-group-rows is " + minGroupRows + "; give a number from 0 up");
        }
    }

    @Override
    List<OptionSection> sections() {
        return List.of(thresholds.section());
    }

    @Override
    public Integer call() throws Exception {
        super.call();
        return drifted ? DRIFT : ExitCode.OK;
    }

    @Override
    void run(SparkSession spark) throws Exception {
        boolean saved =
                current != null && Location.parse(current).kind() == Location.Kind.PATH && Learned.isAt(spark, current);
        if (saved) {
            input.requireNone();
            refuse("--current is saved statistics", "--weight-col");
        } else if (current != null) {
            input.take("--current", current);
        }
        Optional<Dataset<Row>> rows = saved ? Optional.empty() : Optional.of(input.read(spark));
        List<String> reads = new ArrayList<>(reference);
        reads.addAll(saved ? List.of(current) : input.paths());
        try (OutputTransaction outputs = new OutputTransaction(spark, mode.mode())) {
            Map<Target, Form> files = new LinkedHashMap<>();
            if (html != null) {
                files.put(outputs.file(html), ComparisonPage::of);
            }
            if (json != null) {
                files.put(outputs.file(json), ComparisonJson::of);
            }
            say(outputs.claim(reads, rows));
            Learned known = ofColumns(Summaries.load(spark, reference));
            requireGroups(known, "the reference is");
            Learned before = ofGroup(known, spark);
            if (before.all().rows() == 0) {
                throw new IllegalArgumentException("The reference " + reference
                        + " is of no rows, with which nothing can be compared; give statistics of some.");
            }
            thresholds.check(before.all(), "reference", byGroup);
            Optional<SameColumns> same = rows.map(
                    all -> SameColumns.of(known, all, columns.isEmpty() ? scan.numbers(all.schema()) : List.of()));
            Learned now =
                    rows.isPresent() ? scan(spark, known, rows.get(), same.get().names()) : saved(spark, known);
            if (saved) {
                thresholds.check(now.all(), "current statistics", byGroup);
            }
            Comparison comparison = Comparison.of(before.all(), now.all());
            thresholds.check(comparison);
            Optional<GroupDrift> groups = byGroup
                    ? Optional.of(GroupDrift.of(known.groups(), now.groups(), thresholds.thresholds(), minGroupRows))
                    : Optional.empty();
            for (Map.Entry<Target, Form> file : files.entrySet()) {
                outputs.write(file.getKey(), file.getValue().of(comparison, thresholds.thresholds(), groups));
            }
            outputs.publish();
            tell(comparison, groups, same.flatMap(SameColumns::ofOtherTypes));
        }
    }

    /** What a comparison is written as. */
    private interface Form {
        String of(Comparison comparison, Thresholds thresholds, Optional<GroupDrift> groups);
    }

    private void requireGroups(Learned learned, String which) {
        if ((byGroup || group.given()) && learned.groups() == null) {
            throw new IllegalArgumentException((byGroup ? "--by-group" : "--group") + " is about groups, and " + which
                    + " not by group; take the statistics with jobs/statistics --group-cols, or leave it out.");
        }
    }

    private Learned ofColumns(Learned known) {
        return columns.isEmpty() ? known : known.select(columns.array());
    }

    private Learned ofGroup(Learned learned, SparkSession spark) {
        return group.given() ? Learned.of(group.of(learned.groups(), spark)) : learned;
    }

    private Learned saved(SparkSession spark, Learned known) {
        Learned learned = Learned.load(spark, current);
        if (!columns.isEmpty()) {
            DatasetStatistics now = learned.all();
            learned = learned.select(known.all().columns().stream()
                    .map(ColumnStatistics::name)
                    .filter(name -> now.find(name).isPresent())
                    .toArray(String[]::new));
        }
        requireGroups(learned, "the current statistics are");
        return ofGroup(learned, spark);
    }

    private Learned scan(SparkSession spark, Learned before, Dataset<Row> rows, List<String> columns) {
        if (columns.isEmpty()) {
            // Says which columns there are; one of them counts the rows, of which those that were named are gone.
            return scan(spark, before, rows, scan.numeric(rows.schema()).subList(0, 1))
                    .select();
        }
        describe(spark, "learn from " + input);
        Dataset<Row> compared = group.given() ? group.of(rows, before.groups().keys()) : rows;
        return Learned.scan(
                Rescan.of(before.all(), compared, columns, scan.weightCol()), byGroup ? before.groupCols() : List.of());
    }

    private void tell(Comparison comparison, Optional<GroupDrift> groups, Optional<String> ofOtherTypes) {
        Thresholds limits = thresholds.thresholds();
        int passed = comparison.drifted(limits).size();
        drifted = passed > 0 || groups.filter(found -> found.drifted() > 0).isPresent();
        print(DriftTable.of(comparison, limits));
        groups.filter(found -> !found.found().isEmpty()).map(DriftTable::of).ifPresent(this::print);
        tell(
                "Reference",
                rows(comparison.reference()),
                "Current",
                rows(comparison.current()),
                "Drifted",
                String.format(Locale.ROOT, "%,d of %,d features", passed, comparison.compared()),
                "New",
                comparison.appeared() == 0
                        ? Optional.empty()
                        : Optional.of(String.format(Locale.ROOT, "%,d features", comparison.appeared())),
                "Groups",
                groups.map(GroupDrift::toString),
                "Not judged",
                thresholds.unjudged(comparison),
                "Of another type",
                ofOtherTypes,
                "HTML",
                Optional.ofNullable(html),
                "JSON",
                Optional.ofNullable(json));
    }

    private static String rows(DatasetStatistics statistics) {
        return String.format(Locale.ROOT, "%,d rows", statistics.rows());
    }
}
