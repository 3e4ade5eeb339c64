package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What scikit-learn gives for the same rows; {@code golden/transforms.py} wrote it. */
class TransformsGoldenTest {
    private static final JsonNode DATASETS = read().get("datasets");

    private static JsonNode read() {
        try (InputStream in = TransformsGoldenTest.class.getResourceAsStream("/golden/transforms.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Arguments> quantile() {
        return cases("quantile ");
    }

    private static Stream<Arguments> cases(String prefix) {
        List<Arguments> cases = new ArrayList<>();
        DATASETS.fieldNames()
                .forEachRemaining(dataset -> DATASETS.get(dataset)
                        .get("cases")
                        .fieldNames()
                        .forEachRemaining(name -> {
                            if (name.startsWith(prefix)) {
                                cases.add(Arguments.of(dataset, name));
                            }
                        }));
        return cases.stream();
    }

    /**
     * Its ranks are rounded once more, in percent, and twice interpolated: a few ulps of 1, which the normal quantile function
     * stretches by up to 1e6 where it ends, at 5 of either sign.
     */
    @ParameterizedTest
    @MethodSource("quantile")
    void quantile_transforms(String dataset, String name) {
        String[] words = name.split(" ", -1);
        QuantileTransformer transformer =
                new QuantileTransformer().setOutputDistribution(words[1]).setNumQuantiles(Integer.parseInt(words[2]));
        requireRows(transformer, dataset, name, words[1].equals("uniform") ? 1e-14 : 1e-9);
    }

    static Stream<Arguments> power() {
        return cases("power ");
    }

    /** Brent's search stops at about 1e-8 of λ there; here it goes on, and 1e-6 is what that leaves in the results. */
    @ParameterizedTest
    @MethodSource("power")
    void power_transforms(String dataset, String name) {
        String[] words = name.split(" ", -1);
        PowerTransformer transformer =
                new PowerTransformer().setMethod(words[1]).setStandardize(words[2].equals("True"));
        JsonNode lambdas = DATASETS.get(dataset).get("cases").get(name).get("lambda");
        Dataset<Row> data = data(dataset);
        ScalerModel model = transformer.setInputCols(data.columns()).fit(data);
        for (int j = 0; j < lambdas.size(); j++) {
            double lambda = lambdas.get(j).doubleValue();
            assertThat(model.learned("lambda").apply(j))
                    .isCloseTo(lambda, within(1e-6 * Math.max(1, Math.abs(lambda))));
        }
        requireRows(transformer, dataset, name, 1e-5);
    }

    static Stream<Arguments> imputer() {
        return cases("imputer ");
    }

    /** A mean is rounded once here and at each step there; a few dozen values are within 1e-14 of it. */
    @ParameterizedTest
    @MethodSource("imputer")
    void imputers_alone_and_before_a_scaler(String dataset, String name) {
        String strategy = name.split(" ", -1)[1];
        Dataset<Row> data = data(dataset);
        JsonNode golden = DATASETS.get(dataset).get("cases").get(name);
        Imputer imputer = new Imputer()
                .setStrategy(strategy.equals("most_frequent") ? "mode" : strategy)
                .setInputCols(data.columns());
        if (strategy.equals("constant")) {
            imputer.setFillValue(1.5);
        }
        requireEqual(imputer.fit(data).transform(data), data.columns().length, golden.get("output"), 1e-14);
        ColumnScaler both = new ColumnScaler().add(imputer, new RobustScaler().setInputCols(data.columns()));
        requireEqual(both.fit(data).transform(data), data.columns().length, golden.get("robust"), 1e-13);
    }

    static Stream<Arguments> bins() {
        return cases("bins ");
    }

    @ParameterizedTest
    @MethodSource("bins")
    void bins_of_filled_values(String dataset, String name) {
        Dataset<Row> data = data(dataset);
        ColumnScaler both = new ColumnScaler()
                .add(new Imputer().setStrategy("median").setInputCols(data.columns()))
                .add(new KBinsDiscretizer()
                        .setNumBins(4)
                        .setStrategy(name.split(" ", -1)[1])
                        .setInputCols(data.columns()));
        requireEqual(
                both.fit(data).transform(data),
                data.columns().length,
                DATASETS.get(dataset).get("cases").get(name).get("output"),
                0);
    }

    private static void requireRows(Scaler<?> scaler, String dataset, String name, double tolerance) {
        Dataset<Row> data = data(dataset);
        scaler.setInputCols(data.columns());
        requireEqual(
                scaler.fit(data).transform(data),
                data.columns().length,
                DATASETS.get(dataset).get("cases").get(name).get("output"),
                tolerance);
    }

    private static void requireEqual(Dataset<Row> result, int from, JsonNode expected, double tolerance) {
        List<Row> rows = result.collectAsList();
        assertThat(rows).hasSize(expected.size());
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < expected.get(i).size(); j++) {
                JsonNode value = expected.get(i).get(j);
                if (value.isNull()) {
                    assertThat(rows.get(i).isNullAt(from + j)).isTrue();
                } else {
                    assertThat(rows.get(i).getDouble(from + j))
                            .as("row %d, column %d", i, j)
                            .isCloseTo(
                                    value.doubleValue(),
                                    within(tolerance * Math.max(1, Math.abs(value.doubleValue()))));
                }
            }
        }
    }

    /** Columns x0, x1, ..., in the order of the rows. */
    private static Dataset<Row> data(String dataset) {
        JsonNode rows = DATASETS.get(dataset).get("rows");
        StructType schema = new StructType();
        for (int j = 0; j < rows.get(0).size(); j++) {
            schema = schema.add("x" + j, DataTypes.DoubleType);
        }
        return Data.of(
                schema,
                IntStream.range(0, rows.size())
                        .mapToObj(i ->
                                RowFactory.create(IntStream.range(0, rows.get(i).size())
                                        .mapToObj(j -> rows.get(i).get(j))
                                        .map(value -> value.isNull() ? null : (Object) value.doubleValue())
                                        .toArray()))
                        .toArray(Row[]::new));
    }
}
