package org.tare.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tare.feature.RobustScaler;

/** Fits of Robust, which needs the quartiles of every column, beside who else finds them, and whether all find the same. */
final class QuartileRaces {
    private static final String EXACT = Contender.TARE_EXACT.title;
    private static final String ONE_SCAN = Contender.TARE_ONE_SCAN.title;
    private static final String MOMENTS = Contender.TARE_MOMENTS.title;
    private static final String DUCKDB = Contender.DUCKDB.title;
    private static final String POLARS = Contender.POLARS.title;
    private static final String MLLIB = Contender.MLLIB.title;

    private final RaceTable table = new RaceTable(List.of(EXACT, ONE_SCAN, MOMENTS, DUCKDB, POLARS, MLLIB));
    private final Set<String> admitted;
    private final int rounds;
    private final Polars polars;

    /** @param polars null where it is not admitted */
    QuartileRaces(Set<String> admitted, int rounds, Polars polars) {
        this.admitted = admitted;
        this.rounds = rounds;
        this.polars = polars;
    }

    RaceTable table() {
        return table;
    }

    void run(TableShape shape, Dataset<Row> rows) throws Exception {
        Map<String, Quartiles> found = new LinkedHashMap<>();
        table.add(new Race(shape.title("quartiles", rows.count()), admitted::contains)
                .with(EXACT, () -> found.put(EXACT, fit(rows, true)))
                .with(ONE_SCAN, () -> found.put(ONE_SCAN, fit(rows, false)))
                .with(MOMENTS, () -> FitRaces.standardAndMinMax(rows.columns(), true).fit(rows))
                .with(DUCKDB, () -> found.put(DUCKDB, DuckDb.quartiles(rows)))
                .withClock(POLARS, () -> {
                    Polars.Answer answer = polars.quartiles(rows);
                    found.put(POLARS, answer.quartiles());
                    return answer.seconds();
                })
                .withSlow(MLLIB, () -> Mllib.robust(Mllib.assemble(rows)))
                .run(rounds));
        compare(rows, found);
    }

    private static Quartiles fit(Dataset<Row> rows, boolean exact) {
        return Quartiles.of(
                new RobustScaler().setInputCols(rows.columns()).setExact(exact).fit(rows));
    }

    private void compare(Dataset<Row> rows, Map<String, Quartiles> found) throws Exception {
        Quartiles exact = found.remove(EXACT);
        Quartiles oneScan = found.remove(ONE_SCAN);
        if (exact != null) {
            Map<String, String> equal = new LinkedHashMap<>();
            found.forEach((peer, quartiles) ->
                    equal.put(peer, "%,d of %,d".formatted(quartiles.equalTo(exact), exact.size())));
            table.add("… equal to Tare's bit by bit, the others within one unit in the last place", equal);
        }
        if (oneScan != null) {
            double error = oneScan.rankError(DuckDb.ranks(rows, oneScan), rows.count());
            table.add("… greatest error of a rank, as a part of the rows", Map.of(ONE_SCAN, "%.1e".formatted(error)));
        }
    }
}
