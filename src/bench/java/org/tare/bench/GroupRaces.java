package org.tare.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.tare.scan.Scan;

/** Scans by group beside those without groups, and beside Spark SQL's aggregates of the same columns. */
final class GroupRaces {
    private static final String BY_GROUP = Contender.TARE_GROUPS.title;
    private static final String UNGROUPED = Contender.TARE_SCAN.title;
    private static final String SQL = Contender.SQL.title;
    private static final int COLUMNS = 5;

    private final RaceTable table = new RaceTable(List.of(BY_GROUP, UNGROUPED, SQL));
    private final Set<String> admitted;
    private final int rounds;

    GroupRaces(Set<String> admitted, int rounds) {
        this.admitted = admitted;
        this.rounds = rounds;
    }

    RaceTable table() {
        return table;
    }

    /** @param rows of {@link BenchTables#byGroup} */
    void run(TableShape shape, Dataset<Row> rows, int groups) throws Exception {
        String key = rows.columns()[0];
        String[] columns = Arrays.copyOfRange(rows.columns(), 1, 1 + COLUMNS);
        Column[] aggregates = Arrays.stream(columns)
                .flatMap(x ->
                        Stream.of(functions.avg(x), functions.stddev_pop(x), functions.min(x), functions.max(x)))
                .toArray(Column[]::new);
        Column[] others = Arrays.copyOfRange(aggregates, 1, aggregates.length);
        table.add(new Race(shape.title("scan of " + COLUMNS + " by " + groups + " groups", rows.count()), admitted::contains)
                .with(BY_GROUP, () -> Scan.of(rows, columns).groupBy(key).run())
                .with(UNGROUPED, () -> Scan.of(rows, columns).run())
                .with(SQL, () -> SparkReading.drop(rows.groupBy(key).agg(aggregates[0], others)))
                .run(rounds));
    }
}
