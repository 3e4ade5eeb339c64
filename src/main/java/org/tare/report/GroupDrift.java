package org.tare.report;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.tare.feature.plan.GroupName;
import org.tare.report.plot.NumberText;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.GroupedStatistics;

/**
 * How groups differ from what they were, each compared with itself. Groups are compared where their statistics are, so that there
 * may be millions; those with fewer rows than asked for, then or now, are only counted, since chance alone moves them.
 *
 * @param keys the group columns
 * @param groups how many groups there are of each finding; those without any too
 * @param found the groups that are {@link Finding#DRIFTED}, {@link Finding#GONE} or {@link Finding#NEW}, the largest first, up
 *     to {@value #LISTED}
 */
public record GroupDrift(List<String> keys, Map<Finding, Long> groups, List<Group> found) {
    /** So many groups are told by name. */
    public static final int LISTED = 1000;

    private static final StructType CELLS = new StructType()
            .add("tare_finding", DataTypes.StringType)
            .add("tare_before", DataTypes.LongType)
            .add("tare_now", DataTypes.LongType)
            .add("tare_features", DataTypes.createArrayType(DataTypes.StringType))
            .add("tare_measures", DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.StringType)))
            .add("tare_numbers", DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.DoubleType)));

    /** What became of a group. */
    public enum Finding {
        /** A feature passed a threshold, is gone, or has no values any more. */
        DRIFTED,
        /** There were rows and are none. */
        GONE,
        /** There were no rows. */
        NEW,
        /** It has too few rows, then or now. */
        FEW,
        /** Nothing to say. */
        SAME
    }

    /**
     * One group.
     *
     * @param key its values as text; null for null
     * @param before how many rows it had
     * @param now how many it has
     * @param features what there is to say of each feature that drifted
     * @param numbers each measure of these features; NaN where it is not known
     */
    public record Group(
            List<String> key,
            Finding finding,
            long before,
            long now,
            Map<String, List<String>> features,
            Map<String, Map<Measure, Double>> numbers) {}

    /**
     * Compares group by group.
     *
     * @param minRows how many rows a group must have, then and now, to be compared, and to be missed or new
     * @throws IllegalArgumentException if the two are not by as many columns
     */
    public static GroupDrift of(
            GroupedStatistics reference, GroupedStatistics current, Thresholds thresholds, long minRows) {
        Objects.requireNonNull(reference, "The reference is null; give the statistics of the earlier rows by group.");
        Objects.requireNonNull(current, "The current statistics are null; give those of the rows to compare by group.");
        Objects.requireNonNull(
                thresholds, "The thresholds are null; give Thresholds.usual() for those of the measures.");
        List<String> keys = List.of(reference.keys().fieldNames());
        Judge judge = new Judge(thresholds, minRows);
        Dataset<Row> all = reference.beside(current, CELLS, judge::of).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Map<Finding, Long> counts = new LinkedHashMap<>();
            Arrays.stream(Finding.values()).forEach(finding -> counts.put(finding, 0L));
            for (Row count : all.groupBy("tare_finding").count().collectAsList()) {
                counts.put(Finding.valueOf(count.getString(0)), count.getLong(1));
            }
            List<Group> found = all
                    .where(functions.col("tare_finding").isInCollection(List.of("DRIFTED", "GONE", "NEW")))
                    .orderBy(functions.greatest("tare_before", "tare_now").desc())
                    .limit(LISTED)
                    .collectAsList()
                    .stream()
                    .map(row -> group(row, keys.size()))
                    .toList();
            return new GroupDrift(keys, counts, found);
        } finally {
            all.unpersist();
        }
    }

    private static Group group(Row row, int keys) {
        Map<String, List<String>> features = new LinkedHashMap<>();
        Map<String, Map<Measure, Double>> numbers = new LinkedHashMap<>();
        List<String> names = row.getList(keys + 3);
        for (int f = 0; f < names.size(); f++) {
            features.put(names.get(f), inner(row, keys + 4, f));
            Iterator<Double> known = GroupDrift.<Double>inner(row, keys + 5, f).iterator();
            Map<Measure, Double> one = new EnumMap<>(Measure.class);
            for (Measure measure : Measure.values()) {
                one.put(measure, known.next());
            }
            numbers.put(names.get(f), one);
        }
        return new Group(
                IntStream.range(0, keys)
                        .mapToObj(k -> GroupName.value(row.get(k)))
                        .toList(),
                Finding.valueOf(row.getString(keys)),
                row.getLong(keys + 1),
                row.getLong(keys + 2),
                features,
                numbers);
    }

    private static <T> List<T> inner(Row row, int cell, int feature) {
        return scala.jdk.javaapi.CollectionConverters.asJava(
                row.<scala.collection.Seq<T>>getList(cell).get(feature));
    }

    /** How many groups make a schedule stop. */
    public long drifted() {
        return groups.get(Finding.DRIFTED) + groups.get(Finding.GONE);
    }

    /** How many groups there are of each finding, in words. */
    @Override
    public String toString() {
        return groups.entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> NumberText.count(count.getValue()) + " " + words(count.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String words(Finding finding) {
        return switch (finding) {
            case DRIFTED -> "drifted";
            case GONE -> "gone";
            case NEW -> "new";
            case FEW -> "of too few rows";
            case SAME -> "as before";
        };
    }

    private record Judge(Thresholds thresholds, long minRows) implements Serializable {
        List<Object> of(Optional<DatasetStatistics> reference, Optional<DatasetStatistics> current) {
            long before = reference.map(DatasetStatistics::rows).orElse(0L);
            long now = current.map(DatasetStatistics::rows).orElse(0L);
            List<String> features = new ArrayList<>();
            List<Object> measures = new ArrayList<>();
            List<Object> numbers = new ArrayList<>();
            Finding finding = Finding.FEW;
            if (before >= minRows && now >= minRows && before > 0 && now > 0) {
                Comparison comparison = Comparison.of(reference.orElseThrow(), current.orElseThrow());
                for (FeatureComparison feature : comparison.drifted(thresholds)) {
                    features.add(feature.feature());
                    measures.add(thresholds.findings(feature).toArray());
                    numbers.add(Stream.of(Measure.values())
                            .map(measure -> measure.of(feature))
                            .toArray());
                }
                finding = features.isEmpty() ? Finding.SAME : Finding.DRIFTED;
            } else if (Math.max(before, now) >= minRows && Math.min(before, now) == 0) {
                finding = now == 0 ? Finding.GONE : Finding.NEW;
            }
            return List.of(finding.name(), before, now, features.toArray(), measures.toArray(), numbers.toArray());
        }
    }
}
