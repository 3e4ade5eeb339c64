package org.tare.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.tare.curve.Curve;
import org.tare.curve.Curves;
import org.tare.feature.ColumnScaler;
import org.tare.feature.param.ExactParam;
import org.tare.feature.Imputer;
import org.tare.feature.KBinsDiscretizer;
import org.tare.feature.PowerTransformer;
import org.tare.feature.QuantileTransformer;
import org.tare.feature.RobustScaler;
import org.tare.feature.Scaler;
import org.tare.feature.ScalerModel;
import org.tare.feature.StandardScaler;

/** Fits of each scaler beside those of Robust and of Standard, and transforms by curves that are no lines beside UDFs and SQL. */
final class ScalerRaces {
    private static final String SCALER = Contender.TARE_SCALER.title;
    private static final String ROBUST = Contender.TARE_ROBUST.title;
    private static final String STANDARD = Contender.TARE_STANDARD.title;
    private static final String READING = Contender.READING.title;
    private static final String UDF = Contender.UDF.title;
    private static final String SQL = Contender.SQL.title;

    private final RaceTable table = new RaceTable(List.of(SCALER, ROBUST, STANDARD, READING, UDF, SQL));
    private final Set<String> admitted;
    private final int rounds;

    ScalerRaces(Set<String> admitted, int rounds) {
        this.admitted = admitted;
        this.rounds = rounds;
    }

    RaceTable table() {
        return table;
    }

    void fit(TableShape shape, Dataset<Row> rows) throws Exception {
        for (boolean exact : new boolean[] {true, false}) {
            fit(shape, rows, exact, "quantile", new QuantileTransformer());
            fit(shape, rows, exact, "bins", new KBinsDiscretizer());
            fit(shape, rows, exact, "imputer, median", new Imputer().setStrategy("median"));
            fit(shape, rows, exact, "robust, clipped", new RobustScaler().setClipQuantiles(0.01, 0.99));
        }
        fit(shape, rows, true, "power", new PowerTransformer());
    }

    private void fit(TableShape shape, Dataset<Row> rows, boolean exact, String name, Scaler<?> scaler) throws Exception {
        if (scaler instanceof ExactParam<?> quantiles) {
            quantiles.setExact(exact);
        }
        scaler.setInputCols(rows.columns());
        String title = "fit of " + name + (exact ? ", exact, " : ", one scan, ");
        table.add(new Race(shape.title(title + "beside robust", rows.count()), admitted::contains)
                .with(SCALER, () -> scaler.fit(rows))
                .with(ROBUST, () -> new RobustScaler().setInputCols(rows.columns()).setExact(exact).fit(rows))
                .with(STANDARD, () -> new StandardScaler().setInputCols(rows.columns()).fit(rows))
                .run(rounds));
    }

    void transform(TableShape shape, Dataset<Row> rows) throws Exception {
        transform(shape, rows, "quantile", new QuantileTransformer().setExact(false));
        transform(shape, rows, "power", new PowerTransformer().setStandardize(false));
    }

    private void transform(TableShape shape, Dataset<Row> rows, String name, Scaler<?> scaler) throws Exception {
        String[] columns = rows.columns();
        ScalerModel model = new ColumnScaler().add(scaler.setInputCols(columns)).fit(rows.limit(100_000));
        Column[] outputs = Arrays.stream(model.getOutputCols()).map(functions::col).toArray(Column[]::new);
        List<Curve> curves = model.summary(rows.sparkSession()).select("curve").collectAsList().stream()
                .map(row -> Curves.parse(row.getString(0)))
                .toList();
        double[] lambdas = name.equals("power") ? model.learned("lambda").toArray() : new double[0];
        Column[] udfs = new Column[columns.length];
        Column[] sql = new Column[lambdas.length];
        for (int c = 0; c < columns.length; c++) {
            Curve curve = curves.get(c);
            UserDefinedFunction udf =
                    functions.udf((UDF1<Double, Double>) x -> x == null ? null : curve.apply(x), DataTypes.DoubleType);
            udfs[c] = udf.apply(functions.col(columns[c]));
            if (c < lambdas.length) {
                sql[c] = yeoJohnson(functions.col(columns[c]), lambdas[c]);
            }
        }
        Race race = new Race(shape.title("transform by " + name, rows.count()), admitted::contains)
                .with(SCALER, () -> SparkReading.drop(model.transform(rows).select(outputs)))
                .with(READING, () -> SparkReading.drop(rows))
                .with(UDF, () -> SparkReading.drop(rows.select(udfs)));
        if (sql.length > 0) {
            race.with(SQL, () -> SparkReading.drop(rows.select(sql)));
        }
        table.add(race.run(rounds));
    }

    /** As a user of SQL would write it. */
    private static Column yeoJohnson(Column x, double lambda) {
        Column positive = functions.pow(x.plus(1), functions.lit(lambda)).minus(1).divide(lambda);
        double mirrored = 2 - lambda;
        Column negative = functions.negate(
                functions.pow(functions.lit(1).minus(x), functions.lit(mirrored)).minus(1).divide(mirrored));
        return functions.when(x.geq(0), positive).otherwise(negative);
    }
}
