import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.math.BigDecimal;
import java.nio.file.*;
import java.util.*;
import java.util.stream.*;
import org.apache.spark.ml.*;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.*;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.*;
import org.tare.feature.*;
import org.tare.scan.*;
import org.tare.train.*;

/** Writes saved artifacts of every kind, and what they gave, with the classes of the first build (commit 51d757f). */
public class FirstBuildFiles {
    static String out;
    static SparkSession spark;
    static final Map<String, Object> expected = new TreeMap<>();

    static String cell(Object o) {
        if (o instanceof Double d) return Double.toHexString(d);
        if (o instanceof Float f) return Float.toHexString(f);
        if (o instanceof SparseVector s) return "sparse " + s.size() + " " + Arrays.toString(s.indices()) + " " + cells(s.values());
        if (o instanceof org.apache.spark.ml.linalg.Vector v) return "dense " + cells(v.toArray());
        if (o instanceof scala.collection.Seq<?> s)
            return scala.jdk.javaapi.CollectionConverters.asJava(s).stream().map(FirstBuildFiles::cell).toList().toString();
        return String.valueOf(o);
    }
    static String cells(double[] x) { return Arrays.stream(x).mapToObj(Double::toHexString).toList().toString(); }

    static List<String> rows(Dataset<Row> data, String... columns) {
        return data.orderBy("id").select(Arrays.stream(columns).map(c -> org.apache.spark.sql.functions.col("`" + c + "`")).toArray(Column[]::new)).collectAsList().stream()
            .map(row -> IntStream.range(0, row.size()).mapToObj(i -> cell(row.get(i))).collect(Collectors.joining("; "))).toList();
    }
    static void expect(String name, Dataset<Row> result, String... columns) {
        Map<String, Object> e = new TreeMap<>();
        e.put("columns", columns); e.put("rows", rows(result, columns));
        expected.put(name, e);
    }

    static Dataset<Row> data() {
        Random r = new Random(5);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            double x = i % 7 == 3 ? Double.NaN : i == 11 ? Double.POSITIVE_INFINITY : r.nextGaussian() * 3 - 1;
            org.apache.spark.ml.linalg.Vector dense = Vectors.dense(r.nextDouble(), 1e6 + r.nextInt(100), -7.25);
            org.apache.spark.ml.linalg.Vector sparse = Vectors.sparse(4, new int[] {i % 3, 3}, new double[] {r.nextInt(9) - 4, r.nextGaussian()});
            Double[] a = {r.nextDouble(), i % 4 == 0 ? null : 1e-300 * r.nextInt(50)};
            Float[] f = {(float) r.nextDouble(), (float) r.nextGaussian()};
            int k = i % 3;
            rows.add(RowFactory.create(i, i % 5 == 2 ? null : (Object) x, 9007199254740993L + 2 * r.nextInt(100), BigDecimal.valueOf(r.nextInt(9999), 2),
                (float) r.nextGaussian(), r.nextInt(4) / 8.0 + (i % 6 == 0 ? 0 : 1.0 / 3), r.nextInt(4),
                i == 9 ? null : dense, i == 4 ? null : sparse, i == 6 ? null : a, f,
                (double) k, 2.5 * k - r.nextDouble(), Vectors.dense(k + r.nextGaussian(), r.nextGaussian() - k), i % 5 == 0));
        }
        StructType schema = StructType.fromDDL("id INT, x DOUBLE, l BIGINT, cents DECIMAL(9,2), f FLOAT, w DOUBLE, n INT")
            .add("dense", SQLDataTypes.VectorType()).add("sparse", SQLDataTypes.VectorType())
            .add("doubles", DataTypes.createArrayType(DataTypes.DoubleType)).add("floats", DataTypes.createArrayType(DataTypes.FloatType))
            .add("label", DataTypes.DoubleType).add("number", DataTypes.DoubleType).add("features", SQLDataTypes.VectorType()).add("held", DataTypes.BooleanType);
        Dataset<Row> all = spark.createDataFrame(rows, schema);
        return new VectorAssembler().setInputCols(new String[] {"f", "number"}).setOutputCol("named").transform(all);
    }

    static void statistics(String name, FeatureStatistics s) {
        s.save(spark, out + "/statistics/" + name);
        Map<String, Object> e = new TreeMap<>();
        e.put("rows", s.rows()); e.put("weightCol", s.weightCol().orElse(null));
        List<Object> columns = new ArrayList<>();
        for (ColumnStatistics c : s.columns()) {
            Map<String, Object> column = new TreeMap<>();
            column.put("name", c.name()); column.put("type", c.type().simpleString());
            column.put("sparseRows", c.sparseRows()); 
            List<String> features = new ArrayList<>();
            for (int i = 0; i < c.size(); i++) {
                var m = c.moments(i);
                features.add(c.feature(i) + " " + m.count() + " " + m.missing() + " " + m.infinite() + " " + cells(new double[] {m.mean(), m.variance(), m.min(), m.max()}) + " " + m.toText());
            }
            column.put("features", features);
            columns.add(column);
        }
        e.put("columns", columns);
        expected.put("statistics/" + name, e);
    }

    static void model(String name, ScalerModel m, Dataset<Row> data) throws Exception {
        m.save(out + "/models/" + name);
        String[] results = m.getVectorCol() == null ? m.getOutputCols() : new String[] {m.getVectorCol()};
        expect("models/" + name, m.transform(data), results);
    }

    static void stage(String name, org.apache.spark.ml.util.MLWritable stage) throws Exception { stage.save(out + "/stages/" + name); }

    static void network(String name, NeuralNetworkModel m) {
        Map<String, Object> weights = new TreeMap<>();
        m.weights().forEach((k, v) -> weights.put(k, cells(v)));
        expected.put(name, Map.of("layers", m.layers(), "weights", weights, "history", m.history().stream().map(e -> e.number() + " " + cells(new double[] {e.loss(), e.validationLoss(), e.validationMetric()})).toList()));
    }

    public static void main(String[] args) throws Exception {
        out = args[0];
        spark = SparkSession.builder().master("local[1]").config("spark.ui.enabled", "false").getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        data().coalesce(1).write().parquet(out + "/data");
        Dataset<Row> data = spark.read().parquet(out + "/data");
        String[] all = {"x", "l", "cents", "f", "dense", "sparse", "named", "doubles", "floats"};
        statistics("plain", FeatureStatistics.of(data, all));
        statistics("weighted", FeatureStatistics.weighted(data, "w", all));
        statistics("whole", FeatureStatistics.weighted(data, "n", all));
        statistics("early", FeatureStatistics.of(data.filter("id < 10"), all));
        statistics("nulls", FeatureStatistics.of(data.filter("id = 9"), "x", "dense"));

        StandardScaler standard = new StandardScaler().setInputCols("x", "l", "cents", "dense", "named", "doubles", "floats").setHandleInvalid("keep");
        MinMaxScaler minMax = new MinMaxScaler().setMin(-1).setMax(0.1).setClip(true).setInputCols("x", "f", "doubles").setOutputCols("a", "b", "doubles").setHandleInvalid("skip");
        MaxAbsScaler maxAbs = new MaxAbsScaler().setInputCols("sparse", "f");
        StandardScaler sample = new StandardScaler().setVariance("sample").setWithMean(false).setConstant("zero").setWeightCol("w").setInputCols("sparse", "dense");
        ColumnScaler several = new ColumnScaler().add(new StandardScaler().setInputCols("f", "cents"), new MinMaxScaler().setInputCols("dense")).setVectorCol("all").setWeightCol("n");
        Normalizer norm = new Normalizer().setP(3).setInputCols("sparse", "floats");
        model("standard", standard.fit(data), data);
        model("minMax", minMax.fit(data), data);
        model("minMaxPinned", new MinMaxScaler().setMin(0.1).setMax(0.7).setInputCols("f", "dense").fit(data), data);
        model("maxAbs", maxAbs.fit(data), data);
        model("maxAbsClip", new MaxAbsScaler().setClip(true).setInputCols("f").fit(data.filter("id < 8")), data);
        model("sample", sample.fit(data), data);
        ScalerModel columns = several.fit(data);
        model("columns", columns, data);
        ScalerModel inverse = columns.inverse();
        inverse.save(out + "/models/inverse");
        expect("models/inverse", inverse.transform(columns.transform(data)), inverse.getOutputCols());
        expect("stages/normalizer", norm.transform(data), "sparse_scaled", "floats_scaled");
        for (Map.Entry<String, Scaler<?>> e : Map.<String, Scaler<?>>of("standard", standard, "minMax", minMax, "maxAbs", maxAbs, "sample", sample).entrySet()) stage(e.getKey(), e.getValue());
        stage("columns", several);
        stage("normalizer", norm);
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {standard.copy(org.apache.spark.ml.param.ParamMap.empty()), new ColumnScaler().add(new MaxAbsScaler().setInputCols("sparse"), new MinMaxScaler().setInputCols("f")).setVectorCol("both"), new Normalizer().setNorm("l1").setInputCols("both")});
        stage("pipeline", pipeline);
        PipelineModel fitted = pipeline.fit(data);
        fitted.save(out + "/models/pipeline");
        expect("models/pipeline", fitted.transform(data), "x_scaled", "named_scaled", "both", "both_scaled");

        NeuralNetworkClassifier classifier = new NeuralNetworkClassifier().setLayers("dense(3) batchNorm relu dense(3)").setBatchSize(7).setEpochs(2)
            .setLearningRate(0.3).setShards(2).setWorkers(1).setSeed(9).setMomentum(0.5).setWeightDecay(1e-4).setRowOrder("asIs").setWeightCol("w").setValidationIndicatorCol("held")
            .setPopulationStatistics(true);
        NeuralNetworkRegressor regressor = new NeuralNetworkRegressor().setLayers("dense(2) tanh dense(1)").setLabelCol("number").setOptimizer("adam").setSchedule("cosine(6)")
            .setLearningRate(0.05).setBatchSize(8).setEpochs(2).setShards(2).setWorkers(1);
        stage("classifier", classifier);
        stage("regressor", regressor);
        NeuralNetworkClassificationModel c = classifier.fit(data);
        c.save(out + "/models/classifier");
        network("networks/classifier", c);
        expect("models/classifier", c.transform(data), "rawPrediction", "probability", "prediction");
        NeuralNetworkRegressionModel g = regressor.fit(data);
        g.save(out + "/models/regressor");
        network("networks/regressor", g);
        expect("models/regressor", g.transform(data), "prediction");
        network("networks/checkpoint", classifier.copy(org.apache.spark.ml.param.ParamMap.empty()).setPopulationStatistics(false).setCheckpointDir(out + "/checkpoint").fit(data));
        network("networks/resumed", classifier.copy(org.apache.spark.ml.param.ParamMap.empty()).setPopulationStatistics(false).setEpochs(4).fit(data));
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(Path.of(out, "expected.json").toFile(), expected);
        spark.stop();
    }
}
