package org.tare;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.ml.param.Params;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tare.curve.Affine;
import org.tare.curve.AffineKernel;
import org.tare.curve.Bins;
import org.tare.curve.Chain;
import org.tare.curve.Clipped;
import org.tare.curve.Curve;
import org.tare.curve.CurveStep;
import org.tare.curve.Curves;
import org.tare.curve.Elementary;
import org.tare.curve.Fill;
import org.tare.curve.Knots;
import org.tare.curve.Missing;
import org.tare.curve.Normal;
import org.tare.curve.Power;
import org.tare.curve.PowerMethod;
import org.tare.curve.SqlDialect;
import org.tare.feature.ColumnScaler;
import org.tare.feature.CurveScaler;
import org.tare.feature.MinMaxScaler;
import org.tare.feature.ScalerModel;
import org.tare.feature.StandardScaler;
import org.tare.feature.plan.CurveKernel;
import org.tare.feature.plan.Encoding;
import org.tare.feature.plan.FittedColumn;
import org.tare.feature.plan.FittedScaler;
import org.tare.feature.plan.Norm;
import org.tare.feature.plan.RowCurves;
import org.tare.feature.plan.SourceVector;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.FeatureStatistics;
import org.tare.scan.GroupedStatistics;
import org.tare.scan.Scan;
import org.tare.scoring.AssembleStep;
import org.tare.scoring.LabelStep;
import org.tare.scoring.NetworkStep;
import org.tare.scoring.NormStep;
import org.tare.scoring.PlanBuilder;
import org.tare.scoring.Port;
import org.tare.scoring.ScaleStep;
import org.tare.scoring.Scoring;
import org.tare.scoring.ScoringPlan;
import org.tare.stat.HistogramStatistic;
import org.tare.stat.HistogramsWithin;
import org.tare.stat.KolmogorovSmirnov;
import org.tare.stat.MissingStatistic;
import org.tare.stat.Mode;
import org.tare.stat.Quantiles;
import org.tare.stat.ValueRange;
import org.tare.stat.WeightSum;
import org.tare.train.FittedNetwork;
import org.tare.train.NeuralNetworkClassificationModel;
import org.tare.train.NeuralNetworkClassifier;
import org.tare.train.NeuralNetworkModel;
import org.tare.train.NeuralNetworkRegressionModel;
import org.tare.train.NeuralNetworkRegressor;
import org.tare.train.RateCurve;
import scala.reflect.ClassTag;

/** What users put into a closure, a broadcast or an RDD: all that is public and a value, by Java and by Kryo. */
class ShippedValuesTest {
    private static final ClassTag<Object> ANY = ClassTag.apply(Object.class);
    /** Packages whose types nobody holds but within a value. */
    private static final Set<String> INSIDE = Set.of("org.tare.feature.power", "org.tare.train.rows");

    /** A package that has workers on the driver beside what a model holds. */
    private static final String PLAN = "org.tare.feature.plan";

    private static final RecursiveComparisonConfiguration EXACTLY = RecursiveComparisonConfiguration.builder()
            .withEqualsForType(Double::equals, Double.class)
            // Made when it is first asked for.
            .withIgnoredFields("index")
            .withIgnoredFieldsMatchingRegexes("(.*\\.)?table\\.rows")
            .build();

    private static final List<Object> VALUES = values();

    static Stream<Class<?>> types() {
        Stream<Class<?>> named = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(
                                "org.tare.stat",
                                "org.tare.curve",
                                "org.tare.scan",
                                "org.tare.feature",
                                "org.tare.train",
                                "org.tare.scoring")
                        .stream()
                        .filter(type -> !INSIDE.contains(type.getPackageName()))
                        .filter(ShippedValuesTest::isPublic)
                        .filter(type -> type.isAssignableTo(Serializable.class)
                                || (type.isRecord() && !type.getPackageName().equals(PLAN)))
                        .filter(type -> !type.isInterface()
                                && !type.isAssignableTo(Throwable.class)
                                && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::reflect);
        return Stream.concat(named, Stream.of(Curve.class.getPermittedSubclasses()))
                .distinct();
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ShippedValuesTest::isPublic).orElse(true);
    }

    /** What {@link #values} has of that type, or what a constructor without parameters makes. */
    private static Object one(Class<?> type) throws ReflectiveOperationException {
        for (Object value : VALUES) {
            if (type.isInstance(value)) {
                return value;
            }
        }
        return type.getConstructor().newInstance();
    }

    private static List<Object> values() {
        Dataset<Row> data = TestSpark.session()
                .range(40)
                .selectExpr("id - 9.5D AS x", "sqrt(id) AS y", "CAST(id % 2 AS double) AS label")
                .selectExpr("*", "array(x, y) AS features");
        HistogramStatistic histogram = new HistogramStatistic(8);
        DatasetStatistics statistics =
                Scan.of(data, "x", "features").with(histogram).run();
        FeatureStatistics feature = statistics.column("x").feature();
        Quantiles quantiles = feature.get(histogram).quantiles();
        Affine line = new Affine(3, 2, 0, 1);
        ColumnScaler scaler = new ColumnScaler()
                .add(new StandardScaler().setInputCols("x"))
                .add(new MinMaxScaler().setInputCols("features").setClip(true));
        ScalerModel model = scaler.fit(data);
        FittedScaler byGroup = new StandardScaler()
                .setInputCols("x")
                .setGroupCols("label")
                .fit(data)
                .fitted();
        FittedColumn column = byGroup.columns().get(0);
        Port port = Port.number("x");
        NeuralNetworkClassificationModel classifier = new NeuralNetworkClassifier()
                .setLayers("dense(3) batchNorm relu dense(2)")
                .setBatchSize(20)
                .setEpochs(1)
                .fit(data);
        NeuralNetworkRegressionModel regressor = new NeuralNetworkRegressor()
                .setLayers("dense(1)")
                .setBatchSize(20)
                .setEpochs(1)
                .fit(data);
        NetworkStep network = new NetworkStep(
                "features",
                2,
                "dense(1)",
                Map.of("0.weight", new double[] {1, 2}, "0.bias", new double[1]),
                0,
                "raw",
                "probability",
                "prediction",
                List.of());
        ScoringPlan plan = new ScoringPlan(Map.of("uid", "x"), List.of(network));
        return List.of(
                Scan.of(data, "x").groupBy("label").run(),
                byGroup,
                byGroup.groups(),
                column,
                column.mapping(),
                column.features().get(0),
                new SourceVector("v", false, 2, List.of(0, 1)),
                new RowCurves(model.fitted()),
                Encoding.NUMBERS,
                new Norm(2),
                new CurveKernel("row", new Curve[] {line}),
                port,
                new AssembleStep(List.of(port), "v"),
                new NormStep(List.of(port), List.of("y"), 2),
                new ScaleStep(List.of(port), 0, port, List.of(line.toText()), List.of()),
                new LabelStep("prediction", "label", List.of("a", "b")),
                new PlanBuilder.ScaledColumn("x", "y", "double", List.of(line.toText())),
                new PlanBuilder.Source("v", 1, List.of(0)),
                network,
                plan,
                Scoring.of(plan),
                new CurveScaler().setCurve(line.toText()),
                statistics,
                statistics.column("x"),
                feature,
                feature.moments(),
                feature.get(histogram),
                quantiles,
                quantiles.bounds(0.3),
                new ValueRange(1, 2),
                histogram,
                new HistogramsWithin(List.of(new ValueRange(1, 2)), 8),
                line,
                new AffineKernel(List.of(line, line)),
                new Chain(line, new Clipped(line, 0, 1)),
                new Clipped(line, 0, 1),
                new Fill(2),
                new Knots(new double[] {0, 1}, new double[] {0, 2}),
                new Bins(0, 1, 2),
                new Power(PowerMethod.BOX_COX, 0.3),
                new Normal(true),
                Elementary.ASINH,
                PowerMethod.BOX_COX,
                Curves.parse("pinned(x0=0.0, dx=3.0, y0=0.0, dy=1.0, x1=3.0, y1=0.99)"),
                new Missing(),
                SqlDialect.ANSI,
                new RateCurve(List.of(new RateCurve.Point(0.1, 2))),
                new RateCurve.Point(0.1, 2),
                new CurveStep("affine", Map.of("x0", new double[] {1})),
                KolmogorovSmirnov.between(quantiles, quantiles),
                new Mode(3, true),
                new WeightSum(3, 1, "7p-1"),
                new MissingStatistic(),
                new Quantiles.Point(3, 2),
                model,
                classifier,
                regressor,
                classifier.network(),
                classifier.history().get(0));
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_value_comes_back_from_java_and_from_kryo(Class<?> type) throws ReflectiveOperationException {
        Object value = one(type);
        SparkConf strict = new SparkConf(false)
                .set("spark.kryo.registrationRequired", "true")
                .set("spark.kryo.classesToRegister", type.getName());
        for (SerializerInstance serializer : List.of(
                new JavaSerializer(new SparkConf(false)).newInstance(),
                new KryoSerializer(new SparkConf(false)).newInstance(),
                new KryoSerializer(strict).newInstance())) {
            Object back = serializer.deserialize(serializer.serialize(value, ANY), ANY);
            assertThat(back).isInstanceOf(type);
            assertThat(seen(back)).usingRecursiveComparison(EXACTLY).isEqualTo(seen(value));
        }
    }

    /** A stage's equality is its identity, so that one has to look at what it does. */
    private static Object seen(Object value) {
        if (value instanceof ScalerModel model) {
            return List.of(model.toString(), model.apply(new double[model.numFeatures()]));
        }
        if (value instanceof NeuralNetworkModel model) {
            return List.of(seen(model.network()), model.predict(1, 2), ((Params) model).explainParams());
        }
        if (value instanceof FittedNetwork network) {
            return List.of(network.toString(), network.loss(), network.weights(), network.history());
        }
        if (value instanceof Scoring scoring) {
            return List.of(scoring.inputs(), scoring.outputs(), scoring.apply(1, 2));
        }
        if (value instanceof GroupedStatistics statistics) {
            return List.of(statistics.keys(), statistics.all(), statistics.group(1.0));
        }
        return value instanceof Params stage ? List.of(stage.uid(), stage.explainParams()) : value;
    }
}
