package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.StartedJobs;
import org.tare.TestSpark;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.Scan;

class ColumnScalerTest {
    private static final Dataset<Row> DATA =
            Data.columns(new double[] {1, 10}, new double[] {2, 40}, new double[] {6, 20});

    private static ColumnScaler plan() {
        return new ColumnScaler()
                .add(new StandardScaler().setInputCols("x0"))
                .add(
                        new MinMaxScaler().setInputCols("x1", "x0").setOutputCols("x1", "range"),
                        new MaxAbsScaler().setInputCol("x1").setOutputCol("abs"));
    }

    @Test
    void each_scaler_gives_what_it_gives_alone() {
        Dataset<Row> scaled = plan().fit(DATA).transform(DATA);
        assertThat(scaled.columns()).containsExactly("x0", "x1", "x0_scaled", "range", "abs");
        assertThat(Data.doubles(scaled, "x0_scaled"))
                .isEqualTo(Data.doubles(
                        new StandardScaler().setInputCol("x0").fit(DATA).transform(DATA), "x0_scaled"));
        assertThat(Data.doubles(scaled, "x1")).containsExactly(0.0, 1.0, 10 / 30.0);
        assertThat(Data.doubles(scaled, "range")).containsExactly(0.0, 0.2, 1.0);
        assertThat(Data.doubles(scaled, "abs")).containsExactly(0.25, 1.0, 0.5);
    }

    @Test
    void all_are_fitted_in_as_many_jobs_as_one() {
        assertThat(StartedJobs.of(() -> plan().fit(DATA)))
                .isEqualTo(StartedJobs.of(
                        () -> new StandardScaler().setInputCols("x0", "x1").fit(DATA)))
                .isPositive();
    }

    @Test
    void all_results_become_one_vector_in_the_order_of_the_scalers() {
        ColumnScaler plan = new ColumnScaler()
                .add(new MinMaxScaler().setInputCols("x1"), new MaxAbsScaler().setInputCols("x0"))
                .setVectorCol("v");
        Object[] vectors = Data.objects(plan.fit(DATA).transform(DATA), "v");
        assertThat(((Vector) vectors[2]).toArray()).containsExactly(10 / 30.0, 1);
    }

    @Test
    void a_plan_fits_to_statistics_too() {
        DatasetStatistics statistics = Scan.of(DATA, "x0", "x1").run();
        assertThat(table(plan().fit(statistics))).isEqualTo(table(plan().fit(DATA)));
    }

    @Test
    void a_plan_comes_back_from_disk_with_all_parameters(@TempDir java.nio.file.Path folder) throws Exception {
        ColumnScaler plan = plan().add(new MinMaxScaler()
                        .setInputCols("x0")
                        .setOutputCols("again")
                        .setMin(-1)
                        .setMax(0.1)
                        .setClip(true))
                .setHandleInvalid("skip");
        plan.save(folder.resolve("plan").toString());
        ColumnScaler read = ColumnScaler.load(folder.resolve("plan").toString());
        assertThat(read.uid()).isEqualTo(plan.uid());
        // Asked for first, as they are a text until then.
        assertThat(Arrays.stream(read.getScalers()).map(Scaler::explainParams))
                .containsExactlyElementsOf(Arrays.stream(plan.getScalers())
                        .map(Scaler::explainParams)
                        .toList());
        assertThat(read.explainParams()).isEqualTo(plan.explainParams());
        assertThat(table(read.fit(DATA))).isEqualTo(table(plan.fit(DATA)));
    }

    @Test
    void a_copy_hands_parameters_to_the_scalers_within_and_leaves_the_original_alone() {
        MinMaxScaler inner = new MinMaxScaler().setInputCols("x0");
        ColumnScaler plan = new ColumnScaler().add(inner);
        ColumnScaler copy = plan.copy(
                new ParamMap().put(inner.max().w(5.0)).put(plan.vectorCol().w("v")));
        assertThat(((MinMaxScaler) copy.getScalers()[0]).getMax()).isEqualTo(5);
        assertThat(copy.getVectorCol()).isEqualTo("v");
        assertThat(inner.getMax()).isEqualTo(1);
        assertThat(plan.getVectorCol()).isNull();
        assertThat(Data.objects(plan.fit(DATA, inner.max().w(5.0)).transform(DATA), "x0_scaled"))
                .containsExactly(0.0, 1.0, 5.0);
    }

    @Test
    void what_holds_for_all_is_set_on_the_plan() {
        StandardScaler inner = new StandardScaler("inner").setInputCols("x0").setHandleInvalid("skip");
        assertThatThrownBy(() -> new ColumnScaler().add(inner).fit(DATA))
                .hasMessage("inner sets handleInvalid; set it on the ColumnScaler, for all scalers.");
        assertThatThrownBy(() -> new ColumnScaler().fit(DATA)).hasMessage("There are no scalers; add at least one.");
        assertThatThrownBy(() -> new ColumnScaler()
                        .add(new StandardScaler().setInputCols("x0"), new MaxAbsScaler().setInputCols("x0"))
                        .fit(DATA))
                .hasMessage("outputCols has 'x0_scaled' twice; name each column once.");
    }

    private static java.util.List<Row> table(ScalerModel model) {
        return model.summary(TestSpark.session()).collectAsList();
    }
}
