package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scikit-learn 1.2.1 gives for the same rows. */
class GoldenTest {
    /**
     * Its mean and variance are rounded at every step where ours are once: a few dozen ulps of the sum of up to 178 values,
     * which show in the result relative to the largest of the column, not to a result near 0.
     */
    private static final double RELATIVE = 1e-13;

    private static final JsonNode DATASETS = read().get("datasets");

    private static JsonNode read() {
        try (InputStream in = GoldenTest.class.getResourceAsStream("/golden/scalers.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Scaler<?> scaler(String name) {
        return switch (name) {
            case "standard", "standard_weighted" -> StandardScaler.likeScikitLearn();
            case "standard_sample_variance" -> new StandardScaler().setVariance("sample");
            case "standard_no_mean" -> new StandardScaler().setWithMean(false);
            case "standard_no_std" -> new StandardScaler().setWithStd(false);
            case "minmax" -> new MinMaxScaler();
            case "minmax_-1_1" -> new MinMaxScaler().setMin(-1).setMax(1);
            case "maxabs" -> new MaxAbsScaler();
            case "robust" -> new RobustScaler();
            case "robust_10_90" -> new RobustScaler().setLower(0.1).setUpper(0.9);
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "people, standard",
        "people, standard_sample_variance",
        "people, standard_no_mean",
        "people, standard_no_std",
        "people, minmax",
        "people, minmax_-1_1",
        "people, maxabs",
        "people, robust",
        "people, robust_10_90",
        "wine, standard",
        "wine, standard_sample_variance",
        "wine, standard_no_mean",
        "wine, standard_no_std",
        "wine, minmax",
        "wine, minmax_-1_1",
        "wine, maxabs",
        "wine, robust",
        "wine, robust_10_90",
        "wine, standard_weighted"
    })
    void scalers_agree_with_scikit_learn(String dataset, String name) {
        JsonNode golden = DATASETS.get(dataset).get("cases").get(name);
        JsonNode rows = DATASETS.get(dataset).get("rows");
        JsonNode weights = golden.get("weights");
        Dataset<Row> data = data(rows, weights);
        String[] inputs = inputs(rows);
        Scaler<?> scaler = scaler(name);
        scaler.setInputCols(inputs);
        if (weights != null) {
            scaler.setWeightCol("w");
        }
        ScalerModel model = scaler.fit(data);
        requireFitted(model, golden);
        if (golden.get("output") != null) {
            requireRows(model.transform(data).collectAsList(), inputs.length + 1, golden.get("output"), RELATIVE);
        }
    }

    private static void requireFitted(ScalerModel model, JsonNode golden) {
        List<Row> features = model.summary(org.tare.TestSpark.session()).collectAsList();
        for (String known : new String[] {"mean", "min", "max"}) {
            for (int i = 0; golden.has(known) && i < features.size(); i++) {
                double expected = golden.get(known).get(i).doubleValue();
                assertThat(features.get(i).<Double>getAs(known))
                        .isCloseTo(expected, within(Math.abs(expected) * RELATIVE));
            }
        }
        for (int i = 0; golden.has("variance") && i < features.size(); i++) {
            double expected = golden.get("variance").get(i).doubleValue();
            double root = features.get(i).<Double>getAs("standardDeviation");
            assertThat(root * root).isCloseTo(expected, within(expected * RELATIVE));
        }
    }

    @ParameterizedTest
    @CsvSource({"normalizer_l1, l1", "normalizer_l2, l2", "normalizer_max, max"})
    void normalizers_agree_with_scikit_learn(String name, String norm) {
        JsonNode rows = DATASETS.get("wine").get("rows");
        Dataset<Row> scaled =
                new Normalizer().setNorm(norm).setInputCols(inputs(rows)).transform(data(rows, null));
        // A sum of 13 terms of one sign and a quotient: fewer than 16 roundings of 1.1e-16 each.
        requireRows(
                scaled.collectAsList(),
                inputs(rows).length + 1,
                DATASETS.get("wine").get("cases").get(name).get("output"),
                2e-15);
    }

    private static void requireRows(List<Row> rows, int from, JsonNode expected, double relative) {
        assertThat(rows).hasSize(expected.size());
        for (int j = 0; j < expected.get(0).size(); j++) {
            int column = j;
            double largest = IntStream.range(0, rows.size())
                    .mapToDouble(i -> Math.abs(expected.get(i).get(column).doubleValue()))
                    .max()
                    .orElseThrow();
            for (int i = 0; i < rows.size(); i++) {
                JsonNode value = expected.get(i).get(j);
                if (value.isNull()) {
                    assertThat(rows.get(i).isNullAt(from + j)).isTrue();
                } else {
                    assertThat(rows.get(i).getDouble(from + j))
                            .isCloseTo(value.doubleValue(), within(largest * relative));
                }
            }
        }
    }

    private static String[] inputs(JsonNode rows) {
        return IntStream.range(0, rows.get(0).size()).mapToObj(i -> "x" + i).toArray(String[]::new);
    }

    /** Columns x0, x1, ... and w. */
    private static Dataset<Row> data(JsonNode rows, JsonNode weights) {
        StructType schema = new StructType();
        for (String name : inputs(rows)) {
            schema = schema.add(name, DataTypes.DoubleType);
        }
        List<Row> all = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<Object> values = new ArrayList<>();
            rows.get(i).forEach(value -> values.add(value.isNull() ? null : value.doubleValue()));
            values.add(weights == null ? 1.0 : weights.get(i).doubleValue());
            all.add(RowFactory.create(values.toArray()));
        }
        return Data.of(schema.add("w", DataTypes.DoubleType), all.toArray(Row[]::new));
    }
}
