package org.tare.feature;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tare.feature.plan.AssembledColumn;
import org.tare.feature.plan.ColumnMapping;
import org.tare.feature.plan.CurveKernel;
import org.tare.feature.plan.Encoding;
import org.tare.feature.plan.FeatureTable;
import org.tare.feature.plan.FittedColumn;
import org.tare.feature.plan.FittedFeature;
import org.tare.feature.plan.OutputColumns;
import org.tare.scan.ColumnStatistics;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.FeatureStatistics;
import org.tare.scan.GroupedStatistics;
import org.tare.scan.Scan;
import org.tare.spark.column.ColumnIndex;
import org.tare.spark.column.VectorAttributes;
import org.tare.spark.group.GroupKeys;
import org.tare.stat.Moments;
import org.tare.stat.Statistic;

/** From data to statistics, and from those to curves, for any number of scalers. */
final class Fitting {
    private static final Logger LOG = LoggerFactory.getLogger(Fitting.class);

    /** No scaler of ours asks for as many; a formula that never has enough would scan for ever. */
    private static final int MOST_SCANS = 100;

    /** What the states of a further scan may take in each task: 128 MiB fit in an executor of 1 GiB with two of them. */
    private static final long MEMORY = 1L << 27;

    private static final List<FittedFeature> NONE = List.of();

    private Fitting() {}

    /** The schema after a fit and a transform. */
    static StructType schema(
            ColumnFormula.Source source, AssembledColumn assembled, String[] groupCols, StructType schema) {
        ColumnIndex known = ColumnIndex.of(schema);
        List<ColumnMapping> mappings = source.formulas(name -> known.find(name).name()).stream()
                .map(ColumnFormula::mapping)
                .toList();
        if (groupCols.length > 0) {
            mappings.forEach(Fitting::requireNumbers);
        }
        GroupKeys.find(
                schema,
                List.of(groupCols),
                mappings.stream().map(ColumnMapping::input).toList());
        return OutputColumns.of(schema, mappings, assembled);
    }

    /** Refuses vectors whose size would differ from group to group. */
    static void requireNumbers(ColumnMapping mapping) {
        if (mapping.encoding() != Encoding.NUMBERS) {
            throw new IllegalArgumentException("encode is onehot for column '" + mapping.input()
                    + "' while each group has bins of its own, so that vectors would differ in size; set encode to"
                    + " ordinal, or leave groupCols out.");
        }
    }

    /** Scans the data, again while a formula asks for more. */
    static DatasetStatistics scan(ColumnFormula.Source source, String weightCol, Dataset<?> data) {
        Map<String, List<Statistic<?>>> needs = needs(source, data);
        Scan scan = Scan.of(data, needs.keySet().toArray(String[]::new)).weightCol(weightCol);
        DatasetStatistics seen = sparing(source, data, scan.with(needs)).run();
        ColumnIndex known = ColumnIndex.of(data.schema());
        seen.columns().stream()
                .filter(column -> column.size() > 0)
                .forEach(column -> VectorAttributes.requireSize(known.find(column.name()), column.size()));
        int scans = 1;
        for (Map<String, List<List<Statistic<?>>>> more = more(source, seen);
                !more.isEmpty();
                more = more(source, seen)) {
            if (scans++ == MOST_SCANS) {
                throw new IllegalStateException("After " + MOST_SCANS + " scans the scalers still ask for more of "
                        + more.keySet() + "; a scaler's more(...) must end.");
            }
            seen = seen.and(scan.further(more).run());
        }
        LOG.info("Scanned {} columns {} times.", needs.size(), scans);
        return seen;
    }

    /** Scans the data once, by group; what a formula would ask of a further scan differs from group to group. */
    static GroupedStatistics scan(ColumnFormula.Source source, String weightCol, String[] groupCols, Dataset<?> data) {
        Map<String, List<Statistic<?>>> needs = needs(source, data);
        Scan scan = Scan.of(data, needs.keySet().toArray(String[]::new))
                .weightCol(weightCol)
                .with(needs);
        return sparing(source, data, scan).groupBy(groupCols).run();
    }

    private static Map<String, List<Statistic<?>>> needs(ColumnFormula.Source source, Dataset<?> data) {
        ColumnIndex known = ColumnIndex.of(data.schema());
        Map<String, List<Statistic<?>>> needs = new LinkedHashMap<>();
        for (ColumnFormula column : source.formulas(name -> known.find(name).name())) {
            needs.merge(column.mapping().input(), column.formula().needs(), Fitting::both);
        }
        return needs;
    }

    /** Without sums of the columns of which no formula needs them. */
    private static Scan sparing(ColumnFormula.Source source, Dataset<?> data, Scan scan) {
        ColumnIndex known = ColumnIndex.of(data.schema());
        List<ColumnFormula> columns = source.formulas(name -> known.find(name).name());
        Set<String> found =
                columns.stream().map(column -> column.mapping().input()).collect(Collectors.toSet());
        columns.stream()
                .filter(column -> column.formula().needsSums())
                .forEach(column -> found.remove(column.mapping().input()));
        return found.isEmpty() ? scan : scan.withoutSums(found.toArray(String[]::new));
    }

    private static List<Statistic<?>> both(List<Statistic<?>> a, List<Statistic<?>> b) {
        return Stream.concat(a.stream(), b.stream()).distinct().toList();
    }

    /** What the formulas ask of each element of each column; columns of which nobody asks anything are left out. */
    private static Map<String, List<List<Statistic<?>>>> more(ColumnFormula.Source source, DatasetStatistics seen) {
        Map<String, List<List<Statistic<?>>>> more = new HashMap<>();
        for (ColumnFormula column : formulas(source, seen)) {
            ColumnStatistics statistics = seen.column(column.mapping().input());
            List<List<Statistic<?>>> asked = statistics.features().stream()
                    .map(feature -> of(feature, () -> unknown(column.formula().more(feature), feature)))
                    .toList();
            if (asked.stream().anyMatch(kinds -> !kinds.isEmpty())) {
                more.merge(statistics.name(), asked, Fitting::element);
            }
        }
        long asked = more.values().stream()
                .flatMap(List::stream)
                .mapToLong(List::size)
                .sum();
        more.replaceAll((column, elements) -> elements.stream()
                .map(kinds -> kinds.stream()
                        .<Statistic<?>>map(kind -> kind.within(MEMORY / asked))
                        .toList())
                .toList());
        return more;
    }

    private static List<Statistic<?>> unknown(List<Statistic<?>> asked, FeatureStatistics feature) {
        return asked.stream().filter(kind -> !feature.kinds().contains(kind)).toList();
    }

    private static List<List<Statistic<?>>> element(List<List<Statistic<?>>> a, List<List<Statistic<?>>> b) {
        List<List<Statistic<?>>> elements = new ArrayList<>();
        for (int e = 0; e < a.size(); e++) {
            elements.add(both(a.get(e), b.get(e)));
        }
        return Collections.unmodifiableList(elements);
    }

    /** Fits to statistics taken earlier. */
    static List<FittedColumn> fit(ColumnFormula.Source source, String weightCol, DatasetStatistics statistics) {
        requireWeights(weightCol, statistics);
        if (statistics.rows() == 0) {
            throw new IllegalArgumentException("There are no rows to fit to; give data with at least one.");
        }
        List<FittedColumn> fitted = new ArrayList<>();
        Map<String, Set<String>> warnings = new LinkedHashMap<>();
        for (ColumnFormula column : formulas(source, statistics)) {
            ColumnStatistics seen = statistics.column(column.mapping().input());
            fitted.add(fit(column.formula(), column.mapping(), seen, statistics.rows(), NONE));
            seen.features()
                    .forEach(feature -> column.formula()
                            .warning(feature)
                            .ifPresent(warning -> warnings.computeIfAbsent(warning, any -> new LinkedHashSet<>())
                                    .add(feature.name())));
        }
        Set<String> inexact = more(source, statistics).keySet();
        if (!inexact.isEmpty()) {
            LOG.warn(
                    "What one scan tells was fitted, as by group and to saved statistics; a fit to the data without groups would"
                            + " take further scans and make it exact: {}",
                    some(List.copyOf(inexact)));
        }
        warnOfConstants(fitted);
        warnings.forEach((warning, features) -> LOG.warn("{}: {}", warning, some(List.copyOf(features))));
        return fitted;
    }

    static List<ColumnFormula> formulas(ColumnFormula.Source source, DatasetStatistics statistics) {
        return source.formulas(name -> statistics.column(name).name());
    }

    private static void requireWeights(String weightCol, DatasetStatistics statistics) {
        Objects.requireNonNull(statistics, "The statistic is null; give one that was scanned.");
        Optional<String> taken = statistics.weightCol();
        if (!Optional.ofNullable(weightCol).map(ColumnIndex::key).equals(taken.map(ColumnIndex::key))) {
            throw new IllegalArgumentException(
                    "weightCol is " + named(weightCol) + " and the statistics were taken with "
                            + named(taken.orElse(null)) + "; set weightCol to theirs, or take them again.");
        }
    }

    private static String named(String weightCol) {
        return weightCol == null ? "no weights" : "'" + weightCol + "'";
    }

    /** @param instead what is taken of the first features, null where the feature is to be fitted */
    static FittedColumn fit(
            Formula formula, ColumnMapping mapping, ColumnStatistics column, long rows, List<FittedFeature> instead) {
        if (column.size() == 0) {
            throw new IllegalArgumentException("Column '" + column.name() + "' has no values: all " + rows
                    + " rows are null; leave it out or fill it in.");
        }
        FittedColumn fitted = new FittedColumn(
                mapping,
                column.type(),
                IntStream.range(0, column.size())
                        .mapToObj(e -> e < instead.size() && instead.get(e) != null
                                ? instead.get(e)
                                : fit(formula, column.feature(e)))
                        .toList());
        CurveKernel curves = fitted.curves();
        if (column.sparseRows() > 0 && !curves.keepsZero()) {
            throw new IllegalArgumentException(curves.becomesDense(formula.howToKeepZero()));
        }
        return fitted;
    }

    private static FittedFeature fit(Formula formula, FeatureStatistics feature) {
        Moments moments = feature.moments();
        if (moments.count() == 0 && formula.needsValues()) {
            throw new IllegalArgumentException(
                    "Feature '" + feature.name() + "' has no finite value (" + moments.missing() + " missing, "
                            + moments.infinite() + " infinite); leave it out or fill it in.");
        }
        formula.requires().forEach(feature::require);
        return of(
                feature,
                () -> new FittedFeature(
                        formula.name(feature), formula.curve(feature), moments, formula.learned(feature)));
    }

    /** What a formula makes of a feature; if it cannot, the feature's name is added to the reason. */
    private static <T> T of(FeatureStatistics feature, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException | IllegalStateException e) {
            String reason = e.getMessage();
            throw new IllegalArgumentException(
                    "Feature '" + feature.name() + "' cannot be scaled: " + reason + (reason.endsWith(".") ? "" : "."),
                    e);
        }
    }

    private static void warnOfConstants(List<FittedColumn> columns) {
        List<String> constants = columns.stream()
                .flatMap(column -> column.features().stream())
                .filter(feature -> feature.moments().isConstant())
                .map(FittedFeature::name)
                .distinct()
                .toList();
        if (!constants.isEmpty()) {
            LOG.warn(
                    "{} constant features, which are shifted and not stretched: {}", constants.size(), some(constants));
        }
    }

    private static String some(List<String> features) {
        return features.stream().limit(FeatureTable.ROWS).collect(Collectors.joining(", "))
                + (features.size() > FeatureTable.ROWS ? ", ..." : "");
    }
}
