package org.tare.export;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tare.TestSpark;
import org.tare.feature.ColumnScaler;
import org.tare.feature.Imputer;
import org.tare.feature.KBinsDiscretizer;
import org.tare.feature.MaxAbsScaler;
import org.tare.feature.MinMaxScaler;
import org.tare.feature.Normalizer;
import org.tare.feature.QuantileTransformer;
import org.tare.feature.RobustScaler;
import org.tare.feature.StandardScaler;
import org.tare.scoring.Port;
import org.tare.train.NeuralNetworkClassifier;
import org.tare.train.NeuralNetworkRegressor;

/** Fitted models that leave Spark, and what Spark makes of rows with them. */
public record Exported(String name, Dataset<Row> data, Transformer model) {
    private static final Dataset<Row> DATA = TestSpark.session()
            .range(0, 90, 1, 2)
            .selectExpr(
                    "id AS n",
                    "IF(id % 7 = 0, NULL, sqrt(id) - 3) AS `a \"b`",
                    "id % 5 = 0 AS flag",
                    "CAST(id * id AS decimal(10, 2)) / 4 AS price",
                    "CAST(id % 9 AS float) AS f",
                    "named_struct('x', CAST(id AS float) / 3, 'y.z', -id) AS `inner`",
                    "array(CAST(id AS float), CAST(id % 4 AS float)) AS floats",
                    "array(id * 1.1D, id % 3 - 1D, sqrt(id)) AS doubles",
                    "id % 3 AS label",
                    "concat('class ', id % 3) AS word",
                    "id * 0.5D - 7 AS target");

    /** Scalers of every kind that is arithmetic, over every kind of column. */
    private static final ColumnScaler SCALERS = new ColumnScaler()
            .add(new Imputer().setInputCols("a \"b").setStrategy("median").setMissingIndicator(true))
            .add(new StandardScaler().setInputCols("n", "a \"b").setClipQuantiles(0.1, 0.9))
            .add(new MinMaxScaler()
                    .setInputCols("n", "price", "flag", "inner.x")
                    .setOutputCols("ends", "p", "f1", "inner_x")
                    .setMax(0.1)
                    .setMin(-1)
                    .setClip(true))
            .add(new KBinsDiscretizer().setInputCols("n").setOutputCols("bin"))
            .add(new QuantileTransformer()
                    .setInputCols("n")
                    .setOutputCols("rank")
                    .setNumQuantiles(11))
            .add(new RobustScaler().setInputCols("floats", "doubles"))
            .add(new MaxAbsScaler().setInputCols("inner.`y.z`", "f").setOutputCols("yz", "f"));

    /** All of them; every result is bit by bit what Spark gives, but for networks. */
    public static List<Exported> all() {
        return List.of(
                new Exported("scalers", DATA, SCALERS.fit(DATA)),
                new Exported("vector", DATA, vector().fit(DATA)),
                new Exported(
                        "inverse",
                        vector().fit(DATA).transform(DATA),
                        vector().fit(DATA).inverse()),
                pipeline(
                        "norm",
                        new MaxAbsScaler().setInputCols("doubles"),
                        new Normalizer()
                                .setInputCols("n", "target", "doubles_scaled")
                                .setP(Double.POSITIVE_INFINITY)),
                pipeline(
                        "classifier",
                        new ColumnScaler()
                                .add(new StandardScaler().setInputCols("n", "price"))
                                .add(new MinMaxScaler().setInputCols("doubles"))
                                .setVectorCol("features"),
                        new NeuralNetworkClassifier()
                                .setLayers("dense(6) batchNorm relu dense(3)")
                                .setShards(1)
                                .setEpochs(2)),
                pipeline(
                        "regressor",
                        new VectorAssembler()
                                .setInputCols(new String[] {"n", "target"})
                                .setOutputCol("raw features"),
                        new StandardScaler().setInputCols("raw features").setOutputCols("features"),
                        new NeuralNetworkRegressor()
                                .setLayers("dense(4) tanh dense(1)")
                                .setLabelCol("target")
                                .setShards(1)
                                .setEpochs(2)));
    }

    /** A classifier as jobs/train makes it for labels that are texts. */
    public static Exported named() {
        return pipeline(
                "named",
                new StringIndexer().setInputCol("word").setOutputCol("index").setStringOrderType("alphabetAsc"),
                new StandardScaler().setInputCols("doubles").setOutputCols("features"),
                new NeuralNetworkClassifier()
                        .setLabelCol("index")
                        .setLayers("dense(6) relu dense(3)")
                        .setShards(1)
                        .setEpochs(2),
                new IndexToString()
                        .setInputCol("prediction")
                        .setOutputCol("predicted")
                        .setLabels(new String[] {"class 0", "class 1", "class 2"}));
    }

    private static ColumnScaler vector() {
        return new ColumnScaler()
                .add(new StandardScaler().setInputCols("n", "floats"))
                .add(new MinMaxScaler().setInputCols("doubles", "price"))
                .setVectorCol("all");
    }

    private static Exported pipeline(String name, PipelineStage... stages) {
        PipelineModel model = new Pipeline().setStages(stages).fit(DATA);
        return new Exported(name, DATA, model);
    }

    /** Whether no matrix product is among what is done. */
    public boolean isExact() {
        return !name.equals("classifier") && !name.equals("regressor");
    }

    /** The rows with all that Spark's transform adds. */
    public List<Row> transformed() {
        return model.transform(data).collectAsList();
    }

    /** The columns of these ports, a row each. */
    public static Map<String, double[][]> columns(List<Port> ports, List<Row> rows) {
        Map<String, double[][]> columns = new LinkedHashMap<>();
        for (Port port : ports) {
            columns.put(
                    port.name(), rows.stream().map(row -> numbers(port, row)).toArray(double[][]::new));
        }
        return columns;
    }

    /** The numbers of all ports, one behind the other. */
    public static double[] row(List<Port> ports, Row row) {
        return ports.stream()
                .flatMapToDouble(port -> Arrays.stream(numbers(port, row)))
                .toArray();
    }

    private static double[] numbers(Port port, Row row) {
        Object value = value(port.name(), row);
        if (value instanceof Vector vector) {
            return vector.toArray();
        }
        if (value instanceof scala.collection.Seq<?> list) {
            return scala.jdk.javaapi.CollectionConverters.asJava(list).stream()
                    .mapToDouble(Exported::number)
                    .toArray();
        }
        return new double[] {number(value)};
    }

    /** A column, or else the field of the one struct that the data have. */
    private static Object value(String name, Row row) {
        if (Arrays.asList(row.schema().fieldNames()).contains(name)) {
            return row.getAs(name);
        }
        Row struct = row.getAs("inner");
        return struct.getAs(name.replace("inner.", "").replace("`", ""));
    }

    private static double number(Object value) {
        return value == null
                ? Double.NaN
                : value instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) value).doubleValue();
    }

    @Override
    public String toString() {
        return name;
    }
}
