package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.tare.feature.plan.FittedScaler;
import org.tare.feature.plan.ModelText;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.Scan;

/** The same rows give the same model, and the model is what the optimizer sees. */
class ExactnessTest {
    private static final Dataset<Row> DATA = data(3);

    private static Dataset<Row> data(int seed) {
        Random random = new Random(seed);
        return Data.columns(IntStream.range(0, 500)
                .mapToObj(i -> new double[] {
                    1e9 + random.nextGaussian() * 1e-3,
                    Math.scalb(random.nextDouble(), random.nextInt(200) - 100),
                    random.nextInt(5)
                })
                .toArray(double[][]::new));
    }

    private static List<Scaler<?>> scalers() {
        return List.of(
                new StandardScaler().setInputCols("x0", "x1"),
                new StandardScaler().setVariance("sample").setInputCols("x0", "x1"),
                new StandardScaler().setWeightCol("x2").setInputCols("x0", "x1"),
                new MinMaxScaler().setInputCols("x0", "x1"),
                new MaxAbsScaler().setInputCols("x0", "x1"));
    }

    private static String learned(ScalerModel model) {
        return String.join("\n", ModelText.lines(FittedScaler.of(model.fitted().columns())));
    }

    @Test
    void any_partitioning_and_any_order_give_the_same_model() {
        for (Scaler<?> scaler : scalers()) {
            String expected = learned(scaler.fit(DATA.repartition(1)));
            assertThat(learned(scaler.fit(DATA.repartition(7)))).isEqualTo(expected);
            assertThat(learned(scaler.fit(DATA.orderBy("x1")))).isEqualTo(expected);
        }
    }

    @Test
    void a_fit_to_all_rows_equals_a_fit_to_the_merged_statistics_of_two_parts() {
        Dataset<Row> more = data(8);
        for (Scaler<?> scaler : scalers()) {
            assertThat(learned(scaler.fit(statistics(scaler, DATA).merge(statistics(scaler, more)))))
                    .isEqualTo(learned(scaler.fit(DATA.union(more))));
        }
    }

    private static DatasetStatistics statistics(Scaler<?> scaler, Dataset<Row> data) {
        return scaler.getWeightCol() == null
                ? Scan.of(data, scaler.getInputCols()).run()
                : Scan.of(data, scaler.getInputCols())
                        .weightCol(scaler.getWeightCol())
                        .run();
    }

    @Test
    void a_second_fit_forgets_the_first() {
        StandardScaler scaler = new StandardScaler().setInputCols("x0", "x1");
        scaler.fit(data(8));
        assertThat(learned(scaler.fit(DATA)))
                .isEqualTo(learned(
                        scaler.copy(new org.apache.spark.ml.param.ParamMap()).fit(DATA)));
    }

    @Test
    void numbers_are_scaled_by_column_arithmetic_in_one_projection() {
        String[] inputs = IntStream.range(0, 150).mapToObj(i -> "x" + i).toArray(String[]::new);
        Dataset<Row> wide = Data.columns(
                new double[150], IntStream.range(0, 150).mapToDouble(i -> i).toArray());
        for (Scaler<?> scaler : List.of(
                new StandardScaler(), new MinMaxScaler().setMin(-1).setMax(0.1).setClip(true))) {
            scaler.setInputCols(inputs);
            Dataset<Row> scaled = scaler.fit(wide).transform(wide);
            var plan = ((org.apache.spark.sql.classic.Dataset<Row>) scaled)
                    .queryExecution()
                    .logical();
            assertThat(plan.nodeName()).isEqualTo("Project");
            assertThat(plan.children().head().nodeName()).isNotEqualTo("Project");
            assertThat(plan.toString()).doesNotContainIgnoringCase("udf").doesNotContain("invoke(");
        }
    }
}
