package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tare.TestSpark;
import org.tare.feature.plan.FittedFeature;
import org.tare.scan.DatasetStatistics;
import org.tare.stat.Moments;
import scala.reflect.ClassTag$;

/** Scalers that need counts, minimum and maximum learn nothing else if they are told to, and scale as ever. */
class RangeOnlyTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final Dataset<Row> DATA = SPARK.range(0, 500, 1, 2)
            .selectExpr(
                    "IF(id % 5 = 0, NULL, hash(id)) AS i",
                    "CAST(hash(id, 1) % 1000 * 0.01 AS decimal(9, 2)) AS d",
                    "IF(id % 9 = 0, double('NaN'), hash(id) / 7) AS x",
                    "CAST(id % 3 AS int) AS k",
                    "id % 4 AS w");

    @TempDir
    private Path folder;

    private Dataset<Row> files() {
        String path = folder.resolve("rows").toString();
        DATA.write().mode("overwrite").parquet(path);
        return SPARK.read().parquet(path);
    }

    static Stream<Scaler<?>> scalers() {
        return Stream.of(
                new MinMaxScaler().setInputCols("i", "d", "x").setRangeOnly(true),
                new MinMaxScaler()
                        .setInputCols("i", "d", "x")
                        .setRangeOnly(true)
                        .setMin(-3)
                        .setClip(true),
                new MaxAbsScaler().setInputCols("i", "d", "x").setRangeOnly(true),
                new MinMaxScaler().setInputCols("i", "x").setRangeOnly(true).setWeightCol("w"),
                new MaxAbsScaler().setInputCols("i", "x").setRangeOnly(true).setGroupCols("k"));
    }

    private static Scaler<?> withSums(Scaler<?> scaler) {
        Scaler<?> copy = scaler.copy(org.apache.spark.ml.param.ParamMap.empty());
        copy.clear(copy.getParam("rangeOnly"));
        return copy;
    }

    private static List<List<Object>> shown(ScalerModel model) {
        return model.fitted().features().stream()
                .map(feature -> List.<Object>of(
                        feature.name(),
                        feature.curve(),
                        feature.learned(),
                        feature.moments().withoutSums()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("scalers")
    void the_model_is_the_same_but_for_sums(Scaler<?> scaler) {
        Dataset<Row> rows = files();
        ScalerModel model = scaler.fit(rows);
        ScalerModel ordinary = withSums(scaler).fit(rows);
        assertThat(shown(model)).isEqualTo(shown(ordinary));
        assertThat(model.transform(rows).collectAsList())
                .isEqualTo(ordinary.transform(rows).collectAsList());
        assertThat(model.fitted().features())
                .extracting(feature -> feature.moments().hasSums())
                .containsOnly(false);
        assertThat(ordinary.fitted().features())
                .extracting(feature -> feature.moments().hasSums())
                .containsOnly(true);
    }

    @Test
    void what_was_not_learned_is_empty_or_refused() {
        ScalerModel model =
                new MinMaxScaler().setInputCols("i").setRangeOnly(true).fit(DATA);
        assertThat(model.summary(SPARK)
                        .where("mean IS NULL AND standardDeviation IS NULL AND min IS NOT NULL")
                        .count())
                .isEqualTo(1);
        assertThat(model.toString()).doesNotContain("null").doesNotContain("NaN");
        Moments moments = new MinMaxScaler()
                .setInputCols("i")
                .fit(DATA)
                .fitted()
                .features()
                .get(0)
                .moments();
        assertThat(model.originalMax().toArray()).containsExactly(moments.max());
        assertThatThrownBy(model::mean)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The scaler of feature 'i' learned no 'mean', as it learned counts, minimum and maximum only;"
                                + " fit with rangeOnly false.");
        assertThatThrownBy(model::std).hasMessageContaining("learned no 'standardDeviation', as it");
    }

    @Test
    void a_saved_model_is_the_same() throws IOException {
        ScalerModel model =
                new MinMaxScaler().setInputCols("i", "x").setRangeOnly(true).fit(DATA);
        model.save(folder.resolve("model").toString());
        ScalerModel read = ScalerModel.load(folder.resolve("model").toString());
        assertThat(read.fitted().features()).isEqualTo(model.fitted().features());
        MinMaxScaler scaler = new MinMaxScaler().setInputCols("i").setRangeOnly(true);
        scaler.save(folder.resolve("scaler").toString());
        assertThat(MinMaxScaler.load(folder.resolve("scaler").toString()).getRangeOnly())
                .isTrue();
    }

    @Test
    void statistics_without_sums_are_refused_by_what_needs_them_and_by_nothing_else() {
        DatasetStatistics statistics =
                new MaxAbsScaler().setInputCols("i", "x").setRangeOnly(true).scan(DATA);
        assertThatThrownBy(() -> new StandardScaler().setInputCols("x").fit(statistics))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Feature 'x' cannot be scaled: The mean is not known, as the statistics were taken without"
                        + " sums; take them again with sums.");
        assertThatThrownBy(() -> new StandardScaler()
                        .setWithMean(false)
                        .setInputCols("x")
                        .fit(statistics))
                .hasMessageStartingWith("Feature 'x' cannot be scaled: The standard deviation is not known");
        assertThatThrownBy(() -> new Imputer().setInputCols("i").fit(statistics))
                .hasMessageStartingWith("Feature 'i' cannot be scaled: The mean is not known");
        MinMaxScaler ordinary = new MinMaxScaler().setInputCols("i", "x");
        assertThat(shown(ordinary.fit(statistics))).isEqualTo(shown(ordinary.fit(DATA)));
    }

    /** Whoever else scales a column decides for it alone. */
    @Test
    void beside_other_scalers_a_column_has_sums_where_one_of_them_needs_them() {
        Dataset<Row> rows = files();
        MinMaxScaler range = new MinMaxScaler().setInputCols("i", "d").setRangeOnly(true);
        StandardScaler standard = new StandardScaler().setInputCols("d", "x").setOutputCols("ds", "xs");
        ScalerModel both = new ColumnScaler().add(range, standard).fit(rows);
        assertThat(both.fitted().features()).extracting(FittedFeature::name).containsExactly("i", "d", "d", "x");
        assertThat(both.fitted().features())
                .extracting(feature -> feature.moments().hasSums())
                .containsExactly(false, true, true, true);
        ScalerModel ordinary =
                new ColumnScaler().add((Scaler<?>) withSums(range), standard).fit(rows);
        assertThat(shown(both)).isEqualTo(shown(ordinary));
    }

    @Test
    void values_that_are_filled_in_or_held_are_read() {
        Dataset<Row> rows = files();
        MinMaxScaler range = new MinMaxScaler().setInputCols("i").setRangeOnly(true);
        ColumnScaler filled = new ColumnScaler().add(new Imputer().setInputCols("i"), range);
        ColumnScaler ordinary = new ColumnScaler().add(new Imputer().setInputCols("i"), withSums(range));
        assertThat(filled.fit(rows).fitted().features())
                .isEqualTo(ordinary.fit(rows).fitted().features());
        range.setClipQuantiles(0.1, 0.9);
        assertThat(range.fit(rows).fitted().features())
                .isEqualTo(withSums(range).fit(rows).fitted().features());
    }

    @Test
    void Kryo_carries_statistics_without_sums() {
        SerializerInstance kryo = new KryoSerializer(new SparkConf()).newInstance();
        DatasetStatistics statistics =
                new MinMaxScaler().setInputCols("i").setRangeOnly(true).scan(DATA);
        Moments moments = statistics.column("i").feature().moments();
        Object carried = kryo.deserialize(
                kryo.serialize(moments, ClassTag$.MODULE$.apply(Moments.class)),
                ClassTag$.MODULE$.apply(Moments.class));
        assertThat(carried).isEqualTo(moments);
        assertThat(moments.hasSums()).isFalse();
    }
}
