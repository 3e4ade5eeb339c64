package org.tare.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.ml.feature.StandardScalerModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.tare.feature.ColumnScaler;
import org.tare.feature.MinMaxScaler;
import org.tare.feature.ScalerModel;
import org.tare.feature.StandardScaler;

/** Fits of Standard and MinMax, and transforms of Standard. */
final class FitRaces {
    private static final String TARE = Contender.TARE.title;
    private static final String READING = Contender.READING.title;
    private static final String DUCKDB = Contender.DUCKDB.title;
    private static final String POLARS = Contender.POLARS.title;
    private static final String MLLIB = Contender.MLLIB.title;

    private final RaceTable table = new RaceTable(List.of(TARE, READING, DUCKDB, POLARS, MLLIB));
    private final Set<String> admitted;
    private final int rounds;
    private final Polars polars;

    /** @param polars null where it is not admitted */
    FitRaces(Set<String> admitted, int rounds, Polars polars) {
        this.admitted = admitted;
        this.rounds = rounds;
        this.polars = polars;
    }

    RaceTable table() {
        return table;
    }

    void fit(TableShape shape, Dataset<Row> rows) throws Exception {
        Race race = new Race(shape.title("fit", rows.count()), admitted::contains)
                .with(TARE, () -> standardAndMinMax(rows.columns(), shape != TableShape.SPARSE).fit(rows))
                .with(READING, () -> SparkReading.decode(rows));
        if (shape.isOfVectors()) {
            race.with(MLLIB, () -> Mllib.standardAndMinMax(rows));
        } else if (shape != TableShape.VERY_WIDE) {
            // DuckDB does not come back from 50,000 aggregates, nor MLlib from assembling 10,000 columns.
            race.with(DUCKDB, () -> DuckDb.moments(rows))
                    .withClock(POLARS, () -> polars.moments(rows))
                    .with(MLLIB, () -> Mllib.standardAndMinMax(Mllib.assemble(rows)));
        }
        Race.Result result = race.run(rounds);
        table.add(result);
        Map<String, Double> seconds = result.seconds();
        if (!shape.isOfVectors() && seconds.keySet().containsAll(List.of(TARE, READING))) {
            double nanos = (seconds.get(TARE) - seconds.get(READING)) * ScalingBench.CORES * 1e9;
            table.add(
                    "… beyond reading, a value and core",
                    Map.of(TARE, "%.2f ns".formatted(nanos / ((double) rows.count() * shape.columns))));
        }
    }

    /** What a job pays, which fits once: the first call of a fresh process with 1 GiB. */
    void firstFit(TableShape shape, Dataset<Row> rows, Path python) throws Exception {
        table.add(new Race(shape.title("first fit", rows.count()), admitted::contains)
                .withClock(TARE, () -> FirstCall.seconds(Contender.TARE, rows))
                .withClock(DUCKDB, () -> FirstCall.seconds(Contender.DUCKDB, rows))
                .withClock(POLARS, () -> {
                    try (Polars fresh = new Polars(python)) {
                        return fresh.moments(rows);
                    }
                })
                .run(rounds));
    }

    void transform(TableShape shape, Dataset<Row> rows) throws Exception {
        boolean withMean = shape != TableShape.SPARSE;
        String[] columns = rows.columns();
        ScalerModel tare = new StandardScaler().setInputCols(columns).setWithMean(withMean).fit(rows);
        Column[] outputs = Arrays.stream(tare.getOutputCols()).map(functions::col).toArray(Column[]::new);
        Race race = new Race(shape.title("transform", rows.count()), admitted::contains)
                .with(TARE, () -> SparkReading.drop(tare.transform(rows).select(outputs)))
                .with(READING, () -> SparkReading.drop(rows));
        if (admitted.contains(MLLIB)) {
            StandardScalerModel mllib = Mllib.standard(vectors(shape, rows), withMean);
            race.with(MLLIB, () -> SparkReading.drop(mllib.transform(vectors(shape, rows)).select(Mllib.SCALED)));
        }
        table.add(race.run(rounds));
    }

    private static Dataset<Row> vectors(TableShape shape, Dataset<Row> rows) {
        return shape.isOfVectors() ? rows : Mllib.assemble(rows);
    }

    /** Both of the same columns, in one scan; without a shift where that would fill sparse vectors. */
    static ColumnScaler standardAndMinMax(String[] columns, boolean withMean) {
        return new ColumnScaler()
                .add(new StandardScaler()
                        .setInputCols(columns)
                        .setWithMean(withMean)
                        .setOutputCols(suffixed(columns, "_standard")))
                .add(new MinMaxScaler().setInputCols(columns).setOutputCols(suffixed(columns, "_minmax")));
    }

    private static String[] suffixed(String[] columns, String suffix) {
        return Stream.of(columns).map(c -> c + suffix).toArray(String[]::new);
    }
}
