package org.tare.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tare.feature.MinMaxScaler;
import org.tare.scan.Scan;

/** Scans that weigh rows beside those that do not, and fits of ranges alone beside those that take sums. */
final class ScanRaces {
    private final RaceTable weights = new RaceTable(List.of(
            Contender.TARE_UNWEIGHTED.title, Contender.TARE_WHOLE.title, Contender.TARE_FRACTIONS.title));
    private final RaceTable ranges = new RaceTable(List.of(Contender.TARE_RANGE.title, Contender.TARE_SUMS.title));
    private final Set<String> admitted;
    private final int rounds;

    ScanRaces(Set<String> admitted, int rounds) {
        this.admitted = admitted;
        this.rounds = rounds;
    }

    List<RaceTable> tables() {
        return List.of(weights, ranges);
    }

    /** @param rows of {@link BenchTables#weighted} */
    void weights(TableShape shape, Dataset<Row> rows) throws Exception {
        String[] columns = Arrays.copyOfRange(rows.columns(), 2, rows.columns().length);
        weights.add(new Race(shape.title("weighted scan", rows.count()), admitted::contains)
                .with(Contender.TARE_UNWEIGHTED.title, () -> Scan.of(rows, columns).run())
                .with(Contender.TARE_WHOLE.title, () -> Scan.of(rows, columns)
                        .weightCol("whole")
                        .run())
                .with(Contender.TARE_FRACTIONS.title, () -> Scan.of(rows, columns)
                        .weightCol("part")
                        .run())
                .run(rounds));
    }

    /** @param rows of {@link BenchTables#whole} */
    void ranges(TableShape shape, Dataset<Row> rows) throws Exception {
        MinMaxScaler scaler = new MinMaxScaler().setInputCols(rows.columns());
        ranges.add(new Race(shape.title("fit of whole numbers", rows.count()), admitted::contains)
                .with(Contender.TARE_RANGE.title, () -> scaler.setRangeOnly(true).fit(rows))
                .with(Contender.TARE_SUMS.title, () -> scaler.setRangeOnly(false).fit(rows))
                .run(rounds));
    }
}
