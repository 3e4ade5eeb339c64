import org.apache.spark.ml.*;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.sql.*;
import org.tare.feature.*;

public class Flights {
    public static void main(String[] args) throws Exception {
        SparkSession spark = SparkSession.builder().appName("flights").getOrCreate();
        Dataset<Row> flights = spark.read().parquet("src/sample/flights.parquet")
                .selectExpr("*", "hour(date) AS hour", "IF(delay > 15, 1, 0) AS late");
        ScalerModel model = new StandardScaler().setInputCols("delay", "distance").fit(flights);    // one scan
        System.out.println(model);                                  // what it learned, as a table
        Dataset<Row> scaled = model.transform(flights);             // adds delay_scaled and distance_scaled
        Dataset<Row> back = model.inverse().transform(scaled);      // replaces delay and distance, equal up to rounding

        ColumnScaler features = new ColumnScaler()                  // two scalers, still fitted together
                .add(new MinMaxScaler().setInputCols("hour").setMin(-1).setMax(1))
                .add(new RobustScaler().setInputCols("distance"))
                .setVectorCol("features");                          // all results in one ML vector
        PipelineStage[] stages = {features, new LogisticRegression().setLabelCol("late")};
        PipelineModel late = new Pipeline().setStages(stages).fit(flights);
        late.write().overwrite().save("target/late");
        late.transform(flights).select("late", "features", "prediction").show(3);
    }
}
