package org.tare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tare.curve.Curves;
import org.tare.export.ModelExport;
import org.tare.export.StagePlans;
import org.tare.feature.ColumnCast;
import org.tare.feature.ColumnScaler;
import org.tare.feature.CurveScaler;
import org.tare.feature.Imputer;
import org.tare.feature.KBinsDiscretizer;
import org.tare.feature.LogScaler;
import org.tare.feature.MaxAbsScaler;
import org.tare.feature.MinMaxScaler;
import org.tare.feature.Normalizer;
import org.tare.feature.PowerTransformer;
import org.tare.feature.QuantileTransformer;
import org.tare.feature.RobustScaler;
import org.tare.feature.Scaler;
import org.tare.feature.ScalerModel;
import org.tare.feature.StandardScaler;
import org.tare.feature.StatisticsTransformer;
import org.tare.report.Comparison;
import org.tare.report.GroupDrift;
import org.tare.report.HtmlReport;
import org.tare.report.Measure;
import org.tare.report.Thresholds;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.Scan;
import org.tare.scoring.Scoring;
import org.tare.stat.HistogramStatistic;
import org.tare.stat.KolmogorovSmirnov;
import org.tare.stat.MomentsStatistic;
import org.tare.stat.PopulationStability;
import org.tare.stat.Statistic;
import org.tare.train.NeuralNetworkClassificationModel;
import org.tare.train.NeuralNetworkClassifier;
import org.tare.train.NeuralNetworkRegressionModel;
import org.tare.train.NeuralNetworkRegressor;

/**
 * Whatever public method is given a null, or a list with a null in it, either takes it, as one that stands for a parameter that is
 * not set, or says in a sentence of ours what is null.
 */
class NullArgumentsTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final Dataset<Row> DATA = SPARK.range(20)
            .selectExpr(
                    "id - 9.5D AS x",
                    "CAST(id % 2 AS double) AS label",
                    "id % 3 AS g",
                    "array(id / 20, 1D) AS features");

    /** What may not be taken. */
    private static final Set<String> REFUSED = Set.of(
            "add",
            "fit",
            "load",
            "merge",
            "predict",
            "save",
            "scan",
            "select",
            "setGroupCols",
            "setInputCols",
            "setLayers",
            "setOutputCols",
            "transform");

    /** What Spark, and no user, calls with what it made itself; what whoever writes a scaler or a statistic overrides. */
    private static final Set<String> INNER = Set.of(
            "copy",
            "curve",
            "equals",
            "explainParam",
            "fill",
            "filled",
            "getParam",
            "learned",
            "more",
            "name",
            "param",
            "quantile",
            "raw2probabilityInPlace",
            "read",
            "toText",
            "train",
            "unresolved",
            "valueOf",
            "warning",
            "write");

    private static final List<Class<? extends Exception>> TOLD = List.of(
            IllegalArgumentException.class,
            IllegalStateException.class,
            NullPointerException.class,
            UnsupportedOperationException.class);

    /** What Java says by itself begins otherwise, or has no full stop. */
    private static final Pattern SENTENCE =
            Pattern.compile("(?!Cannot (invoke|read|load|store|throw|assign)\\b)['\\w].*[.]", Pattern.DOTALL);

    private static final List<Object> SAMPLES = samples();

    private static List<Object> samples() {
        DatasetStatistics statistics =
                Scan.of(DATA, "x", "features").with(new HistogramStatistic()).run();
        ScalerModel scaler = new StandardScaler().setInputCols("x").fit(DATA);
        NeuralNetworkClassificationModel classes = new NeuralNetworkClassifier()
                .setLayers("dense(2)")
                .setEpochs(1)
                .setBatchSize(20)
                .fit(DATA);
        return List.of(
                scaler,
                new StandardScaler().setInputCols("x").setGroupCols("g").fit(DATA),
                classes,
                new NeuralNetworkRegressor()
                        .setLayers("dense(1)")
                        .setEpochs(1)
                        .setBatchSize(20)
                        .fit(DATA),
                statistics,
                Scan.of(DATA, "x").groupBy("g").run(),
                statistics.column("x"),
                statistics.column("x").feature(),
                statistics.column("x").feature().moments(),
                statistics.column("x").feature().get(new HistogramStatistic()),
                Scan.of(DATA, "x"),
                classes.network(),
                Comparison.of(statistics, statistics),
                Scoring.of(StagePlans.of(scaler)),
                Thresholds.usual(),
                new ColumnCast(),
                new ColumnScaler(),
                new CurveScaler(),
                new Imputer(),
                new KBinsDiscretizer(),
                new LogScaler(),
                new MaxAbsScaler(),
                new MinMaxScaler(),
                new Normalizer(),
                new PowerTransformer(),
                new QuantileTransformer(),
                new RobustScaler(),
                new StandardScaler(),
                new StatisticsTransformer(),
                new NeuralNetworkClassifier(),
                new NeuralNetworkRegressor());
    }

    /** Methods of what there is a sample of, and static ones. */
    static Stream<Class<?>> types() {
        return Stream.concat(
                SAMPLES.stream().<Class<?>>map(Object::getClass).distinct(),
                Stream.of(
                        Curves.class,
                        GroupDrift.class,
                        HistogramStatistic.class,
                        HtmlReport.class,
                        KolmogorovSmirnov.class,
                        ModelExport.class,
                        MomentsStatistic.class,
                        PopulationStability.class,
                        Statistic.class));
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_null_is_told_in_a_sentence(Class<?> type) throws IllegalAccessException {
        List<String> faults = new ArrayList<>();
        for (Method method : type.getMethods()) {
            boolean isOurs = method.getDeclaringClass().getName().startsWith("org.tare.")
                    || method.getName().equals("save");
            if (isOurs
                    && Modifier.isPublic(method.getDeclaringClass().getModifiers())
                    && !method.isSynthetic()
                    && !INNER.contains(method.getName())
                    && (Modifier.isStatic(method.getModifiers()) || sample(type) != null)) {
                for (int i = 0; i < method.getParameterCount(); i++) {
                    for (Object wrong : nulls(method.getParameterTypes()[i])) {
                        fault(type, method, i, wrong).ifPresent(faults::add);
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private static List<Object> nulls(Class<?> type) {
        List<Object> nulls = new ArrayList<>();
        if (!type.isPrimitive()) {
            nulls.add(null);
        }
        if (type.isArray() && !type.getComponentType().isPrimitive() && type != Object[].class) {
            nulls.add(Array.newInstance(type.getComponentType(), 1));
        }
        return nulls;
    }

    /** What is wrong with the answer, if anything is. */
    private static Optional<String> fault(Class<?> type, Method method, int at, Object wrong)
            throws IllegalAccessException {
        Object[] arguments = Stream.of(method.getParameterTypes())
                .map(NullArgumentsTest::sample)
                .toArray();
        arguments[at] = wrong;
        Object on = sample(type);
        Optional<String> answer;
        try {
            method.invoke(on instanceof Params stage ? stage.copy(ParamMap.empty()) : on, arguments);
            answer = REFUSED.contains(method.getName()) ? Optional.of("it is taken") : Optional.empty();
        } catch (InvocationTargetException e) {
            boolean isSentence = TOLD.stream().anyMatch(told -> told.isInstance(e.getCause()))
                    && SENTENCE.matcher(String.valueOf(e.getCause().getMessage()))
                            .matches();
            answer = isSentence ? Optional.empty() : Optional.of(e.getCause().toString());
        }
        return answer.map(fault -> method + " with " + Arrays.deepToString(arguments) + ": " + fault);
    }

    private static Object sample(Class<?> type) {
        Map<Class<?>, Object> values = Map.of(
                int.class,
                1,
                long.class,
                1L,
                double.class,
                0.5,
                boolean.class,
                false,
                String.class,
                "x",
                SparkSession.class,
                SPARK,
                StructType.class,
                DATA.schema(),
                Map.class,
                Map.of(),
                Measure.class,
                Measure.MISSING,
                List.class,
                List.of());
        if (values.containsKey(type)) {
            return values.get(type);
        }
        if (type == Dataset.class) {
            return DATA;
        }
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 0);
        }
        return SAMPLES.stream().filter(type::isInstance).findFirst().orElse(null);
    }

    @Test
    void a_model_of_nothing_says_so() {
        for (Transformer model : List.of(new NeuralNetworkClassificationModel(), new NeuralNetworkRegressionModel())) {
            assertThatThrownBy(() -> model.transform(DATA))
                    .hasMessageContaining("has no network; fit one, or load one");
        }
        assertThatThrownBy(() -> new NeuralNetworkClassificationModel().predict(1, 2))
                .hasMessageContaining("has no network; fit one, or load one");
        assertThatThrownBy(() -> new NeuralNetworkRegressionModel().predict(Vectors.dense(1, 2)))
                .hasMessageContaining("has no network; fit one, or load one");
        assertThatThrownBy(() -> new NeuralNetworkClassificationModel().write()).hasMessageContaining("has no network");
        assertThatThrownBy(() -> new ScalerModel().apply(1)).hasMessageMatching("[A-Z].*[.]");
    }

    @Test
    void an_element_that_is_none_is_told() {
        assertThatThrownBy(() -> Scan.of(DATA, "x").run().column("x").feature(7))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Column 'x' has no feature 7 of 1; give one from 0 on.");
    }

    @Test
    void a_scaler_that_is_null_is_none() {
        assertThatThrownBy(() -> new ColumnScaler().add((Scaler<?>) null))
                .hasMessage("A scaler is null; give scalers, or none.");
    }
}
