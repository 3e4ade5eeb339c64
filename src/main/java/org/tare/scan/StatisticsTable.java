package org.tare.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.column.SavedTypes;
import org.tare.stat.Moments;
import org.tare.stat.Statistic;
import scala.jdk.javaapi.CollectionConverters;

/** Statistics as a table that a person can query: a row per feature. */
final class StatisticsTable {
    /** A row of a folder of statistics, whose manifest tells the rest. */
    static final StructType FEATURES = new StructType()
            .add("feature", DataTypes.StringType)
            .add("column", DataTypes.StringType)
            .add("element", DataTypes.IntegerType)
            .add("count", DataTypes.LongType)
            .add("missing", DataTypes.LongType)
            .add("infinite", DataTypes.LongType)
            .add("mean", DataTypes.DoubleType)
            .add("standardDeviation", DataTypes.DoubleType)
            .add("min", DataTypes.DoubleType)
            .add("max", DataTypes.DoubleType)
            .add("exact", DataTypes.StringType)
            .add("others", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType));

    /** A row that tells all by itself. */
    static final StructType SCHEMA = FEATURES.add("state", DataTypes.StringType, true);

    private StatisticsTable() {}

    /** Rows of {@link #FEATURES}. */
    static List<Row> features(List<ColumnStatistics> columns) {
        return columns.stream()
                .flatMap(column -> IntStream.range(0, column.size())
                        .mapToObj(e -> RowFactory.create(cells(column, e).toArray())))
                .toList();
    }

    /** Rows of {@link #SCHEMA}; a column of which no element is known has one of no feature. */
    static List<Row> rows(TableState state) {
        List<Row> rows = new ArrayList<>();
        for (StateHeader header : StateHeader.of(state)) {
            ColumnStatistics column = state.columns().get(header.position());
            String json = header.toJson();
            for (int e = 0; e < column.size(); e++) {
                rows.add(row(cells(column, e), json));
            }
            if (column.size() == 0) {
                List<Object> none = new ArrayList<>(Collections.nCopies(FEATURES.size(), null));
                none.set(FEATURES.fieldIndex("column"), column.name());
                rows.add(row(none, json));
            }
        }
        return rows;
    }

    private static Row row(List<Object> cells, String json) {
        List<Object> all = new ArrayList<>(cells);
        all.add(json);
        return RowFactory.create(all.toArray());
    }

    private static List<Object> cells(ColumnStatistics column, int element) {
        FeatureStatistics feature = column.feature(element);
        Moments m = feature.moments();
        return Arrays.asList(
                feature.name(),
                column.name(),
                element,
                m.count(),
                m.missing(),
                m.infinite(),
                m.hasSums() ? m.mean() : null,
                m.hasSums() ? m.standardDeviation() : null,
                m.min(),
                m.max(),
                m.toText(),
                CollectionConverters.asScala(feature.texts()));
    }

    /** The columns of a manifest, read from the rows, whose order does not matter. */
    static List<ColumnStatistics> parse(
            StatisticsManifest manifest, List<Row> rows, BiFunction<String, Exception, RuntimeException> broken) {
        // Before memory is taken for as many as a damaged manifest may tell of.
        long told = manifest.columns().stream()
                .mapToLong(StatisticsManifest.Column::size)
                .sum();
        if (told > rows.size()) {
            throw broken.apply((told - rows.size()) + " features are missing from its rows", null);
        }
        Map<String, FeatureStatistics[]> features = new HashMap<>();
        manifest.columns().forEach(column -> features.put(column.name(), new FeatureStatistics[column.size()]));
        Map<String, Statistic<?>> kinds = new HashMap<>();
        for (Row row : rows) {
            FeatureStatistics[] column = features.get(row.<String>getAs("column"));
            Integer element = row.getAs("element");
            if (column == null
                    || element == null
                    || row.getAs("feature") == null
                    || row.getAs("exact") == null
                    || element < 0
                    || element >= column.length) {
                throw broken.apply("its rows hold something else", null);
            }
            if (column[element] != null) {
                throw broken.apply(
                        "element " + element + " of column '" + row.getAs("column") + "' is there twice", null);
            }
            for (String kind : others(row).keySet()) {
                // Finding a kind by its name is dear, and they are few; one that is unknown is no damage.
                kinds.computeIfAbsent(kind, Statistic::of);
            }
            try {
                column[element] =
                        FeatureStatistics.parse(row.getAs("feature"), row.getAs("exact"), others(row), kinds::get);
            } catch (IllegalArgumentException e) {
                throw broken.apply("the statistics of feature '" + row.getAs("feature") + "' are damaged", e);
            }
        }
        long missing = features.values().stream()
                .flatMap(Stream::of)
                .filter(Objects::isNull)
                .count();
        if (missing > 0) {
            throw broken.apply(missing + " features are missing from its rows", null);
        }
        try {
            return manifest.columns().stream()
                    .map(column -> column.with(List.of(features.get(column.name()))))
                    .toList();
        } catch (SavedTypes.UnknownTypeException e) {
            throw broken.apply(e.getMessage(), e);
        }
    }

    /** None in folders of the first versions, which knew nothing but moments. */
    private static Map<String, String> others(Row row) {
        int others = row.fieldIndex("others");
        return row.isNullAt(others) ? Map.of() : row.getJavaMap(others);
    }
}
