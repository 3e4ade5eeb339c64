package org.tare.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.SmallestPositive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.LogLines;
import org.tare.TestSpark;
import org.tare.stat.HistogramStatistic;
import org.tare.stat.HistogramsWithin;
import org.tare.stat.Statistic;
import org.tare.stat.ValueRange;

/** Statistics of several kinds: kept, stored, and merged where both sides have them. */
class FamilyMergeTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final Dataset<Row> DATA = SPARK.sql(
            "SELECT sqrt(double(id)) AS x, IF(id % 5 = 0, NULL, array(-double(id), 1D / id)) AS a, id % 3 / 7 AS w"
                    + " FROM range(1, 300)");
    private static final HistogramStatistic HISTOGRAM = new HistogramStatistic(16);
    private static final HistogramsWithin WITHIN = new HistogramsWithin(List.of(new ValueRange(-2, 5.5)), 64);

    private static Scan scan() {
        return Scan.of(DATA, "x", "a");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void all_kinds_come_back_from_disk(@TempDir Path folder) {
        DatasetStatistics saved = scan().weightCol("w")
                .with(HISTOGRAM, new HistogramStatistic(), new SmallestPositive(), WITHIN)
                .with(Map.of("a", List.of(new HistogramStatistic(4), new HistogramsWithin())))
                .run();
        saved.save(SPARK, at(folder));
        assertThat(saved.column("a").feature(1).kinds()).hasSize(6);
        assertThat(DatasetStatistics.load(SPARK, at(folder))).isEqualTo(saved);
        saved.select("a").save(SPARK, at(folder) + "-a");
        assertThat(DatasetStatistics.load(SPARK, at(folder) + "-a")).isEqualTo(saved.select("a"));
    }

    private static String at(Path folder) {
        return folder.resolve("statistics").toString();
    }

    @Test
    void a_merge_keeps_what_both_have_and_says_what_it_leaves_out() {
        DatasetStatistics both = scan().with(HISTOGRAM, new SmallestPositive()).run();
        DatasetStatistics one = scan().with(HISTOGRAM).run();
        try (LogLines log = new LogLines(KindsInCommon.class, Level.WARN)) {
            assertThat(both.merge(one)).isEqualTo(one.merge(both)).isEqualTo(one.merge(one));
            assertThat(log.lines())
                    .hasSize(2)
                    .containsOnly(
                            "Only one of the merged statistics has [smallestPositive], which the result is without.");
        }
        assertThat(both.merge(one).column("x").feature().kinds()).containsExactly(HISTOGRAM);
    }

    @Test
    void a_merge_says_that_sums_are_lost() {
        DatasetStatistics with = scan().run();
        DatasetStatistics without = scan().withoutSums("x").run();
        DatasetStatistics none = Scan.of(DATA.filter("x IS NULL"), "x", "a").run();
        try (LogLines log = new LogLines(KindsInCommon.class, Level.WARN)) {
            assertThat(with.merge(without)).isEqualTo(without.merge(with)).isEqualTo(without.merge(without));
            assertThat(without.merge(none).column("x").feature().moments().hasSums())
                    .isFalse();
            assertThat(log.lines())
                    .hasSize(2)
                    .containsOnly(
                            "Only one of the merged statistics has sums of [x], which the result is without, so that"
                                    + " it tells no mean and no deviation.");
        }
    }

    @Test
    void a_kind_with_other_arguments_is_refused_unless_both_have_one_in_common() {
        DatasetStatistics fine = scan().with(HISTOGRAM).run();
        DatasetStatistics usual = scan().with(new HistogramStatistic()).run();
        refused(
                () -> fine.merge(usual),
                "Column 'x' has 'histogram(buckets=16)' in one statistic and 'histogram' in the other; scan both with one"
                        + " of them.");
        DatasetStatistics both =
                scan().with(HISTOGRAM, new HistogramStatistic()).run();
        assertThat(both.merge(usual)).isEqualTo(usual.merge(usual));
    }

    @Test
    void what_only_makes_sense_for_one_dataset_is_left_out_in_silence() {
        DatasetStatistics plain = scan().with(HISTOGRAM).run();
        DatasetStatistics further = scan().with(HISTOGRAM, WITHIN).run();
        DatasetStatistics nulls = Scan.of(DATA.filter("a IS NULL"), "x", "a")
                .with(HISTOGRAM, WITHIN)
                .run();
        try (LogLines log = new LogLines(KindsInCommon.class, Level.WARN)) {
            assertThat(further.merge(further)).isEqualTo(further.merge(plain)).isEqualTo(plain.merge(plain));
            assertThat(further.merge(nulls)).isEqualTo(nulls.merge(further)).isEqualTo(plain.merge(nulls));
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void a_further_scan_adds_what_it_took_and_nothing_else() {
        DatasetStatistics seen = scan().with(HISTOGRAM).run();
        DatasetStatistics further = scan().with(HISTOGRAM)
                .further(Map.of("a", List.of(List.of(WITHIN), List.of())))
                .run();
        assertThat(further.columns()).hasSize(1);
        assertThat(further.column("a").feature(0).kinds()).containsExactly(WITHIN);
        assertThat(further.column("a").feature(1).kinds()).isEmpty();
        DatasetStatistics all = seen.and(further);
        assertThat(all.select("x")).isEqualTo(seen.select("x"));
        assertThat(all.column("a").feature(1)).isEqualTo(seen.column("a").feature(1));
        assertThat(all.column("a").feature(0))
                .isEqualTo(scan().with(HISTOGRAM, WITHIN).run().column("a").feature(0));
    }

    @Test
    void further_scans_of_something_else_are_refused() {
        DatasetStatistics seen = scan().run();
        refused(
                () -> seen.and(Scan.of(DATA.limit(10), "x").run()),
                "The data has 10 rows and had 299 in the scan before; fit to data that does not change, or cache it"
                        + " first.");
        refused(
                () -> seen.and(Scan.of(DATA, "x").weightCol("w").run()),
                "The rows of one statistic are not weighted and those of the other weighted by 'w'; scan again with one"
                        + " weighting.");
        assertThatThrownBy(() -> seen.and(Scan.of(DATA, "w").run()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no column 'w'; ");
        refused(() -> scan().further(Map.of()), "No columns were named; name at least one to scan further.");
        refused(
                () -> scan().further(Map.of("X", List.of())),
                "Column 'X' is not among the scanned columns [x, a]; name one of these.");
        refused(
                () -> scan().with(Map.of("y", List.of(HISTOGRAM))),
                "Column 'y' is not among the scanned columns [x, a]; name one of these.");
    }

    @Test
    void a_damaged_statistic_is_refused_in_one_sentence(@TempDir Path folder) throws IOException {
        rewritten(folder, "transform_values(others, (k, v) -> replace(v, '*', '*1'))");
        refused(
                () -> DatasetStatistics.load(SPARK, at(folder)),
                "'" + at(folder)
                        + "' holds no whole feature statistics: the statistics of feature 'x' are damaged; save"
                        + " them again.");
    }

    @Test
    void an_unknown_kind_is_named(@TempDir Path folder) throws IOException {
        rewritten(folder, "transform_keys(others, (k, v) -> 'modes')");
        assertThatThrownBy(() -> DatasetStatistics.load(SPARK, at(folder)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no statistic 'modes'; choose among [")
                .hasMessageContaining("histogramsWithin, ")
                .hasMessageEndingWith("] or register yours in META-INF/services/org.tare.stat.Statistic.");
    }

    /** Saves statistics with a change to their further kinds, and without checksums, as the first build did. */
    private static void rewritten(Path folder, String others) throws IOException {
        DatasetStatistics statistics = Scan.of(DATA, "x").with(HISTOGRAM).run();
        statistics.save(SPARK, at(folder));
        try (Stream<Path> files = Files.list(Path.of(at(folder)))) {
            for (Path part : files.filter(file ->
                            file.toString().contains("part-") || file.toString().contains("sha256sums"))
                    .toList()) {
                Files.delete(part);
            }
        }
        statistics
                .toDataset(SPARK)
                .withColumn("others", functions.expr(others))
                .write()
                .mode("append")
                .parquet(at(folder));
    }

    @Test
    void a_kind_that_was_not_scanned_is_asked_for_with_the_scan_that_takes_it() {
        FeatureStatistics x = scan().run().column("x").feature();
        for (Statistic<?> kind : List.of(HISTOGRAM, WITHIN)) {
            refused(
                    () -> x.get(kind),
                    "Feature 'x' was scanned without '" + kind
                            + "'; scan it with Scan.of(data, columns).with(Statistic.of(\"" + kind + "\")).run().");
        }
    }
}
