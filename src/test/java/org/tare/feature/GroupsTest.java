package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkRuntimeException;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;
import org.tare.feature.plan.FittedFeature;
import org.tare.feature.plan.FittedGroups;
import org.tare.feature.plan.FittedScaler;
import org.tare.scan.GroupedStatistics;
import scala.reflect.ClassTag;

/** Each group is scaled by its own statistics, as a loop over the groups would do. */
class GroupsTest {
    private static final ClassTag<ScalerModel> ANY = ClassTag.apply(ScalerModel.class);
    private static final SparkSession SPARK = TestSpark.session();
    private static final Dataset<Row> DATA = SPARK.range(0, 400, 1, 3)
            .selectExpr(
                    "id",
                    "IF(id % 5 = 3, NULL, concat('g', id % 5)) AS text",
                    "CASE id % 3 WHEN 0 THEN IF(id % 2 = 0, -0D, 0D) WHEN 1 THEN double('NaN') ELSE NULL END AS d",
                    "IF(id % 11 = 0, NULL, 10 * (id % 5) + sin(id)) AS x",
                    "CAST(id * id AS int) AS n");
    private static final Dataset<Row> WITH_VECTORS = new org.apache.spark.ml.feature.VectorAssembler()
            .setInputCols(new String[] {"n", "id"})
            .setOutputCol("v")
            .transform(DATA.selectExpr(
                    "*", "array(CAST(n + 1 AS float), IF(id % 2 = 0, NULL, 1F), CAST(id AS float)) AS a"));

    @TempDir
    Path folder;

    static Stream<Scaler<?>> scalers() {
        return ResultColumnsTest.scalers();
    }

    private static List<Row> sorted(Dataset<Row> rows) {
        List<Row> list = new java.util.ArrayList<>(rows.collectAsList());
        list.sort(Comparator.comparingLong(row -> row.<Long>getAs("id")));
        return list;
    }

    private static List<Row> loop(Scaler<?> scaler, Dataset<Row> data, String... keys) {
        Dataset<Row> all = null;
        for (Row key : data.selectExpr(keys).distinct().collectAsList()) {
            Dataset<Row> rows = data;
            for (int k = 0; k < keys.length; k++) {
                rows = rows.where(data.col(keys[k]).eqNullSafe(key.get(k)));
            }
            Dataset<Row> scaled = scaler.fit(rows).transform(rows);
            all = all == null ? scaled : all.union(scaled);
        }
        return sorted(all);
    }

    @ParameterizedTest
    @MethodSource("scalers")
    void a_group_is_scaled_as_if_it_were_alone(Scaler<?> scaler) {
        if (scaler.hasParam("exact")) {
            scaler.set(scaler.getParam("exact"), false);
        }
        assertThat(numGroupsScaledAlone(scaler, "text")).isEqualTo(5);
    }

    @Test
    void groups_by_two_keys_are_those_of_their_pairs() {
        assertThat(numGroupsScaledAlone(new MinMaxScaler(), "text", "d")).isEqualTo(15);
    }

    private static long numGroupsScaledAlone(Scaler<?> scaler, String... keys) {
        Dataset<Row> data = DATA.selectExpr("id", "text", "d", "coalesce(x, 0.5D) + 1 AS x", "n + 1 AS n");
        scaler.setInputCols("x", "n");
        List<Row> expected = loop(scaler, data, keys);
        ScalerModel model = scaler.setGroupCols(keys).fit(data);
        assertThat(sorted(model.transform(data))).isEqualTo(expected);
        assertThat(model.transform(data).schema()).isEqualTo(model.transformSchema(data.schema()));
        return model.numGroups();
    }

    /** As Spark's own methods name a column with a dot. */
    @ParameterizedTest
    @ValueSource(strings = {"`a.b``c`", "a.b`c", "`A.B``C`"})
    void a_key_may_be_named_within_backticks(String name) {
        Dataset<Row> data = DATA.selectExpr("id", "text AS `a.b``c`", "coalesce(x, 0.5D) AS x");
        ScalerModel model =
                new MinMaxScaler().setInputCols("x").setGroupCols(name).fit(data);
        Dataset<Row> plain = data.withColumnRenamed("a.b`c", "text");
        Dataset<Row> expected = new MinMaxScaler()
                .setInputCols("x")
                .setGroupCols("text")
                .fit(plain)
                .transform(plain);
        assertThat(sorted(model.transform(data))).isEqualTo(sorted(expected));
    }

    @Test
    void vectors_arrays_and_a_vector_of_all_go_by_group() throws Exception {
        MinMaxScaler scaler =
                new MinMaxScaler().setInputCols("v", "a", "x").setMin(-1).setMax(0.1);
        List<Row> expected = loop(scaler, WITH_VECTORS, "text");
        ScalerModel model = scaler.setGroupCols("text").fit(WITH_VECTORS);
        assertThat(sorted(model.transform(WITH_VECTORS))).isEqualTo(expected);
        model.save(folder.resolve("m").toString());
        ScalerModel loaded = ScalerModel.load(folder.resolve("m").toString());
        assertThat(sorted(loaded.transform(WITH_VECTORS))).isEqualTo(expected);
        assertThat(loaded.getGroupCols()).containsExactly("text");
        ScalerModel vector =
                model.copy(new org.apache.spark.ml.param.ParamMap()).setVectorCol("all");
        assertThat(sorted(vector.transform(WITH_VECTORS))
                        .get(1)
                        .<Object>getAs("all")
                        .toString())
                .startsWith("[" + expected.get(1).getAs("v_scaled").toString().replaceAll("[\\[\\]]", ""));
        assertThat(sorted(model.select("x").transform(DATA)).get(9).<Double>getAs("x_scaled"))
                .isEqualTo(expected.get(9).getAs("x_scaled"));
    }

    @Test
    void the_inverse_goes_by_group_too() {
        ScalerModel model =
                new StandardScaler().setInputCols("n", "v").setGroupCols("text").fit(WITH_VECTORS);
        Dataset<Row> back =
                model.inverse().transform(model.transform(WITH_VECTORS).drop("n", "v"));
        List<Row> found = sorted(back);
        for (int i = 0; i < found.size(); i++) {
            // Three roundings of numbers up to 160,000.
            assertThat(found.get(i).<Double>getAs("n"))
                    .isCloseTo((double) i * i, org.assertj.core.api.Assertions.within(1e-10));
        }
    }

    @ParameterizedTest
    @MethodSource("scalers")
    void a_model_of_one_group_tells_what_the_fit_of_its_rows_tells(Scaler<?> scaler) throws Exception {
        if (scaler.hasParam("exact")) {
            scaler.set(scaler.getParam("exact"), false);
        }
        scaler.setInputCols("x", "n");
        ScalerModel expected = scaler.fit(DATA.where("text = 'g1' AND d = 0"));
        ScalerModel model = scaler.setGroupCols("text", "d").fit(DATA);
        String path = folder.resolve("model").toString();
        String ofGroup = folder.resolve("group").toString();
        model.save(path);
        model.group("g1", 0.0).save(ofGroup);
        for (ScalerModel group :
                List.of(model.group("g1", 0.0), ScalerModel.load(path).group("g1", 0.0), ScalerModel.load(ofGroup))) {
            assertThat(group.fitted().columns()).isEqualTo(expected.fitted().columns());
            assertThat(group.summary(SPARK).collectAsList())
                    .isEqualTo(expected.summary(SPARK).collectAsList());
        }
        assertThat(model.inverse().group("g1", 0.0).fitted().columns())
                .isEqualTo(expected.inverse().fitted().columns());
    }

    /** Which is how 0.2.0 saved them. */
    @Test
    void groups_that_were_saved_without_what_they_were_learned_from_tell_none_of_it() {
        FittedScaler fitted = new StandardScaler()
                .setInputCols("x")
                .setGroupCols("text")
                .fit(DATA)
                .fitted();
        FittedGroups groups = fitted.groups();
        Dataset<Row> saved = groups.toSave(fitted.columns());
        FittedGroups read = FittedGroups.read(groups.keys(), groups.groups(), fitted.columns(), saved.drop("learned"));
        FittedFeature expected = fitted.group("g1").features().get(0);
        FittedFeature found =
                FittedScaler.of(fitted.columns(), read).group("g1").features().get(0);
        assertThat(found.curve()).isEqualTo(expected.curve());
        assertThat(found.learned("mean")).isNaN();
        assertThat(expected.learned("mean")).isFinite();
    }

    @Test
    void a_model_is_sent_with_its_groups() {
        ScalerModel model =
                new StandardScaler().setInputCols("x").setGroupCols("text", "d").fit(DATA);
        for (Serializer serializer :
                List.of(new JavaSerializer(new SparkConf(false)), new KryoSerializer(new SparkConf(false)))) {
            SerializerInstance instance = serializer.newInstance();
            ScalerModel sent = instance.deserialize(instance.serialize(model, ANY), ANY);
            assertThat(sent.group("g1", -0.0).apply(7))
                    .isEqualTo(model.group("g1", 0.0).apply(7));
            assertThat(sorted(sent.transform(DATA))).isEqualTo(sorted(model.transform(DATA)));
        }
        assertThat(model.toString())
                .startsWith(model.uid() + ": 1 columns, 1 features, " + model.numGroups()
                        + " groups by text, d; of all rows");
    }

    @Test
    void lines_are_plain_arithmetic_and_a_small_table_is_broadcast() {
        ScalerModel model =
                new StandardScaler().setInputCols("x", "n").setGroupCols("text").fit(DATA);
        String plan = model.transform(DATA).queryExecution().executedPlan().toString();
        assertThat(plan).contains("BroadcastHashJoin").doesNotContain("UDF").doesNotContain("invoke");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep", "null", "global", "error"})
    void an_unseen_group_gets_what_was_chosen(String how) {
        Dataset<Row> seen = WITH_VECTORS.where("text = 'g1'");
        for (Scaler<?> scaler : List.of(new StandardScaler(), new MinMaxScaler().setClip(true))) {
            ScalerModel model = scaler.setInputCols("x", "v")
                    .setGroupCols("text")
                    .setUnseenGroup(how)
                    .fit(seen);
            Dataset<Row> scaled = model.transform(WITH_VECTORS);
            if (how.equals("error")) {
                assertThatThrownBy(() ->
                                model.transform(WITH_VECTORS.where("id = 0")).collectAsList())
                        .isInstanceOf(SparkRuntimeException.class)
                        .hasMessage("The group 'text' = g0 was not there in the fit;"
                                + " set unseenGroup to keep, null or global, or fit again.");
                continue;
            }
            ScalerModel ofAll = scaler.copy(new org.apache.spark.ml.param.ParamMap())
                    .setGroupCols()
                    .fit(seen);
            Row row = sorted(scaled).get(2);
            Row global = sorted(ofAll.transform(WITH_VECTORS)).get(2);
            assertThat(row.<Object>getAs("text")).isEqualTo("g2");
            for (String column : new String[] {"x", "v"}) {
                assertThat(row.<Object>getAs(column + "_scaled"))
                        .isEqualTo(
                                how.equals("keep")
                                        ? row.getAs(column)
                                        : how.equals("null") ? null : global.getAs(column + "_scaled"));
            }
            assertThat(scaled.count()).isEqualTo(400);
        }
    }

    @Test
    void a_small_group_takes_the_statistics_of_all_rows() {
        Dataset<Row> data = DATA.where("text = 'g1' OR id < 5");
        ScalerModel model = new StandardScaler()
                .setInputCols("x")
                .setGroupCols("text")
                .setMinGroupRows(5)
                .fit(data);
        ScalerModel ofAll = new StandardScaler().setInputCols("x").fit(data);
        assertThat(model.group("g2").apply(7.5)).isEqualTo(ofAll.apply(7.5));
        assertThat(model.group("g1").apply(7.5)).isNotEqualTo(ofAll.apply(7.5));
        assertThat(model.group("g2").mean()).isEqualTo(ofAll.mean());
        assertThat(model.fitted().largestGroups(1)).containsOnlyKeys(List.of((Object) "g1"));
        Dataset<Row> holes = DATA.selectExpr("id", "text", "IF(text = 'g2', NULL, x) AS x");
        assertThatThrownBy(() -> new StandardScaler()
                        .setInputCols("x")
                        .setGroupCols("text")
                        .fit(holes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "In the group [g2]: Feature 'x' has no finite value; set minGroupRows to 1 or more, so that it takes"
                                + " the statistics of all rows, or leave it out.");
        assertThat(new StandardScaler()
                        .setInputCols("x")
                        .setGroupCols("text")
                        .setMinGroupRows(1)
                        .fit(holes)
                        .numGroups())
                .isEqualTo(5);
    }

    @Tag("long")
    @Test
    void groups_too_many_for_the_driver_stay_where_they_are() throws Exception {
        Dataset<Row> many =
                SPARK.range(0, 300_000, 1, 2).selectExpr("id", "id % 120000 AS g", "sin(id) AS x", "id % 9 AS y");
        Scaler<?> scaler = new StandardScaler().setInputCols("x", "y").setGroupCols("g");
        ScalerModel model = scaler.fit(many);
        Dataset<Row> some = many.where("g % 40000 = 7");
        List<Row> expected = loop(new StandardScaler().setInputCols("x", "y"), some, "g");
        assertThat(sorted(model.transform(some))).isEqualTo(expected);
        model.save(folder.resolve("m").toString());
        ScalerModel loaded = ScalerModel.load(folder.resolve("m").toString());
        assertThat(sorted(loaded.transform(some))).isEqualTo(expected);
        assertThat(loaded.transform(many).count()).isEqualTo(300_000);
        assertThat(loaded.numGroups()).isEqualTo(120_000);
    }

    @Test
    void several_scalers_a_pipeline_and_a_stream() throws Exception {
        ColumnScaler plan = new ColumnScaler()
                .add(new StandardScaler().setInputCols("x"))
                .add(new MinMaxScaler().setInputCols("n").setClip(true))
                .setGroupCols("text");
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {plan});
        pipeline.save(folder.resolve("p").toString());
        PipelineModel model = Pipeline.load(folder.resolve("p").toString()).fit(DATA);
        model.save(folder.resolve("m").toString());
        List<Row> expected = sorted(model.transform(DATA));
        assertThat(sorted(PipelineModel.load(folder.resolve("m").toString()).transform(DATA)))
                .isEqualTo(expected);
        String in = folder.resolve("in").toString();
        DATA.write().parquet(in);
        StreamingQuery query = model.transform(
                        SPARK.readStream().schema(DATA.schema()).parquet(in))
                .writeStream()
                .format("memory")
                .queryName("scaled_groups")
                .start();
        query.processAllAvailable();
        query.stop();
        assertThat(sorted(SPARK.table("scaled_groups"))).isEqualTo(expected);
        assertThatThrownBy(() -> new ColumnScaler()
                        .add(new StandardScaler().setInputCols("x").setGroupCols("text"))
                        .fit(DATA))
                .hasMessageContaining("sets groupCols; set it on the ColumnScaler");
    }

    @Test
    void group_columns_are_found_and_compared_like_others() {
        ScalerModel model =
                new StandardScaler().setInputCols("x").setGroupCols("TEXT").fit(DATA);
        assertThat(sorted(model.transform(DATA.withColumnRenamed("text", "Text"))))
                .hasSize(400);
        assertThat(sorted(model.setGroupCols("t").transform(DATA.withColumnRenamed("text", "t"))))
                .hasSize(400);
        ScalerModel byNumber =
                new StandardScaler().setInputCols("x").setGroupCols("n").fit(DATA.where("x IS NOT NULL"));
        assertThat(byNumber.transform(DATA.where("x IS NOT NULL")
                                .withColumn("n", DATA.col("n").cast("bigint")))
                        .count())
                .isEqualTo(363);
        assertThatThrownBy(() -> byNumber.transform(DATA.withColumn("n", DATA.col("text"))))
                .hasMessage("Group column 'n' is of type string where the model was fitted by int; cast it to that.");
        assertThatThrownBy(() -> byNumber.transform(DATA.drop("n"))).hasMessageStartingWith("There is no column 'n'");
        assertThatThrownBy(() ->
                        new StandardScaler().setInputCols("x").setGroupCols("x").fit(DATA))
                .hasMessageContaining("is among groupCols and is scaled itself");
        assertThatThrownBy(() -> new StandardScaler()
                        .setInputCols("x")
                        .setGroupCols("text")
                        .fit(new StandardScaler().setInputCols("x").scan(DATA)))
                .hasMessageContaining("the statistics are not by group");
        assertThat(Arrays.asList(model.numGroups())).containsExactly(5L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_group_that_weighs_nothing_is_one_without_rows(boolean vectors) {
        Dataset<Row> weighted = WITH_VECTORS.selectExpr("*", "IF(text = 'g2', 0, id % 3) AS w");
        Dataset<Row> repeated = weighted.selectExpr("*", "explode(array_repeat(1, CAST(w AS int))) AS again");
        Scaler<?> scaler = new StandardScaler()
                .setInputCols(vectors ? new String[] {"v", "a"} : new String[] {"x", "n"})
                .setGroupCols("text");
        GroupedStatistics byRepeating = scaler.scanGroups(repeated);
        ScalerModel model = scaler.setWeightCol("w").fit(weighted);
        assertThat(scaler.scanGroups(weighted).groups()).isEqualTo(byRepeating.groups());
        assertThat(model.numGroups()).isEqualTo(4);
        assertThat(model.transform(weighted.where("text = 'g1'")).count()).isEqualTo(80);
        assertThatThrownBy(() -> model.transform(weighted).collectAsList())
                .hasStackTraceContaining("The group 'text' = g2 was not there in the fit");
        assertThat(model.setUnseenGroup("global").transform(weighted).count()).isEqualTo(400);
    }

    @Test
    void a_group_is_asked_for_by_its_bytes() {
        Dataset<Row> data = DATA.selectExpr("id", "CAST(text AS binary) AS key", "n");
        ScalerModel model =
                new StandardScaler().setInputCols("n").setGroupCols("key").fit(data);
        ScalerModel byText =
                new StandardScaler().setInputCols("n").setGroupCols("text").fit(DATA);
        byte[] key = {'g', '1'};
        assertThat(model.group(key).apply(7)).isEqualTo(byText.group("g1").apply(7));
        assertThat(model.group(new Object[] {null}).apply(7))
                .isEqualTo(byText.group(new Object[] {null}).apply(7));
        assertThatThrownBy(() -> model.group(new byte[] {7}))
                .hasMessage("There was no group [[7]] of [key] in the fit; name one of its 5.");
    }
}
