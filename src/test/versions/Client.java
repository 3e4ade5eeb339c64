import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.feature.ScalerModel;
import org.tare.feature.StandardScaler;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.Scan;
import org.tare.sql.Tare;
import org.tare.train.NeuralNetworkClassifier;

/**
 * What a Java program can do as a client of Spark Connect, whose class path has no driver: {@code Client PLACE}, with the table of
 * statistics and the model that {@code Client PLACE} made there as the driver.
 */
public final class Client {
    private static final String ROWS = "SELECT id * 0.1D AS x, array(id * 0.1D) AS v, id % 2 AS label FROM range(100)";

    public static void main(String[] arguments) throws Exception {
        SparkSession spark = SparkSession.builder().getOrCreate();
        Dataset<Row> rows = spark.sql(ROWS);
        StandardScaler scaler = new StandardScaler().setInputCols("x");
        String table = arguments[0] + "/table";
        String model = arguments[0] + "/model";
        if (!spark.getClass().getName().contains(".connect.")) {
            Scan.of(rows, "x").run().toDataset(spark).write().parquet(table);
            scaler.fit(rows).write().save(model);
            return;
        }
        double exact = spark.sql("SELECT exact_avg(x) FROM (" + ROWS + ")").first().getDouble(0);
        DatasetStatistics statistics = DatasetStatistics.of(spark.read().parquet(table));
        ScalerModel fitted = scaler.fit(statistics);
        require(statistics.column("x").feature().moments().mean() == exact, "the mean is " + exact + " in SQL");

        refused("Dataset", () -> scaler.fit(rows));
        refused("Dataset", () -> scaler.scan(rows));
        refused("Dataset", () -> Scan.of(rows, "x").run());
        refused("Dataset", () -> fitted.transform(rows));
        refused("Dataset", () -> new NeuralNetworkClassifier().setFeaturesCol("v").fit(rows));
        refused("session", () -> {
            Tare.register(spark);
            return null;
        });
        refused("session", () -> DatasetStatistics.load(spark, table));
        refused("session", () -> ScalerModel.load(model));
        refused("session", () -> {
            fitted.write().overwrite().save(model);
            return null;
        });
        System.out.println("A client has the SQL functions, statistics from tables and fits to them.");
    }

    private static void refused(String what, Callable<?> use) throws Exception {
        try {
            Object result = use.call();
            throw new AssertionError("There is a " + result + ".");
        } catch (IllegalArgumentException e) {
            require(e.getMessage().startsWith("The " + what + " is one of Spark Connect, "), List.of(what, e) + " says so");
        }
    }

    private static void require(boolean isSo, String what) {
        if (!isSo) {
            throw new AssertionError("It is not so that " + what + ".");
        }
    }
}
