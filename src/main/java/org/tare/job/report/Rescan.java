package org.tare.job.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tare.scan.ColumnStatistics;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.Scan;
import org.tare.spark.column.ColumnIndex;
import org.tare.stat.Statistic;

/** A scan of other rows that learns what is known of some already. */
public final class Rescan {
    private Rescan() {}

    /**
     * A scan that takes of each known column what the statistics have, sums too only if they have these, and of others the kinds
     * that they have of their first.
     *
     * @param weightCol that of the statistics where it is null
     */
    public static Scan of(DatasetStatistics known, Dataset<Row> rows, List<String> columns, String weightCol) {
        Map<String, List<Statistic<?>>> kinds = new LinkedHashMap<>();
        ColumnIndex index = ColumnIndex.of(rows.schema());
        List<Statistic<?>> usual =
                known.columns().isEmpty() ? List.of() : known.columns().get(0).mergedKinds();
        for (String column : columns) {
            kinds.put(
                    index.find(column).name(),
                    known.find(column).map(ColumnStatistics::mergedKinds).orElse(usual));
        }
        Scan scan = Scan.of(rows, columns.toArray(String[]::new))
                .weightCol(weightCol == null ? known.weightCol().orElse(null) : weightCol)
                .with(kinds);
        String[] withoutSums = kinds.keySet().stream()
                .filter(name ->
                        known.find(name).filter(ColumnStatistics::lacksSums).isPresent())
                .toArray(String[]::new);
        return withoutSums.length == 0 ? scan : scan.withoutSums(withoutSums);
    }
}
