package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tare.TestSpark;

/** Where results go, what their metadata says, and by which names columns are found. */
class ResultColumnsTest {
    private static final Dataset<Row> DATA = TestSpark.session()
            .range(9)
            .selectExpr(
                    "id",
                    "id % 3 = 0 AS flag",
                    "CAST(id * id AS double) AS x",
                    "IF(id = 2, NULL, id - 3.5) AS y",
                    "CAST(id + 1 AS decimal(9, 2)) AS price",
                    "named_struct('b', CAST(id + 1 AS int), 'deep', named_struct('c.d', id / 2)) AS a",
                    "IF(id = 5, NULL, named_struct('b', id + 0.5D, 'text', 't')) AS n",
                    "array(CAST(id + 1 AS float), 2F) AS floats",
                    "array(id * 1.5D, NULL, 1D) AS doubles");

    private static Dataset<Row> assembled() {
        return new VectorAssembler()
                .setInputCols(new String[] {"id", "x"})
                .setOutputCol("v")
                .transform(DATA);
    }

    @SuppressWarnings("rawtypes")
    static Stream<Scaler<?>> scalers() {
        return ServiceLoader.load(Estimator.class).stream()
                .map(ServiceLoader.Provider<Estimator>::get)
                .filter(Scaler.class::isInstance)
                .map(stage -> stage instanceof LogScaler log ? log.setFunction("asinh") : (Scaler<?>) stage);
    }

    @ParameterizedTest
    @MethodSource("scalers")
    void the_schema_that_is_announced_is_that_of_the_result(Scaler<?> scaler) {
        Dataset<Row> data = assembled();
        scaler.setInputCols("id", "flag", "x", "y", "price", "a.b", "n.b", "floats", "v");
        requireAnnounced(scaler.fit(data), data);
        assertThat(scaler.fit(data).transformSchema(data.schema())).isEqualTo(scaler.transformSchema(data.schema()));
        requireAnnounced(scaler.fit(data).setVectorCol("all"), data);
        ScalerModel model = scaler.fit(data);
        requireAnnounced(model.inverse(), model.transform(data));
    }

    private static void requireAnnounced(ScalerModel model, Dataset<Row> data) {
        assertThat(model.transform(data).schema()).isEqualTo(model.transformSchema(data.schema()));
    }

    @ParameterizedTest
    @CsvSource({"b, string", "a, int", "A, string", "b, 'decimal(9,2)'", "c, long"})
    void a_cast_announces_its_schema_too(String output, String type) {
        Dataset<Row> rows = TestSpark.session().range(3).selectExpr("id + 0.5D AS a", "IF(id = 1, null, id) AS c");
        ColumnCast cast = new ColumnCast().setInputCol("a").setOutputCol(output).setDataType(type);
        assertThat(cast.transformSchema(rows.schema()))
                .isEqualTo(cast.transform(rows).schema());
    }

    @Test
    void a_normalizer_announces_its_schema_too() {
        for (Normalizer stage : List.of(
                new Normalizer().setInputCols("id", "price", "floats", "n.b"),
                new Normalizer().setInputCols("id", "x").setVectorCol("unit"))) {
            assertThat(stage.transform(DATA).schema()).isEqualTo(stage.transformSchema(DATA.schema()));
        }
    }

    @Test
    void metadata_that_is_untrue_of_the_result_stays_behind() {
        Metadata table = new MetadataBuilder()
                .putString("CURRENT_DEFAULT", "5")
                .putString("EXISTS_DEFAULT", "5")
                .putString("delta.generationExpression", "id + 1")
                .putLong("delta.identity.start", 1)
                .build();
        Dataset<Row> data = new StringIndexer()
                .setInputCol("letter")
                .setOutputCol("index")
                .fit(DATA.selectExpr("string(id % 3) AS letter"))
                .transform(DATA.selectExpr("*", "string(id % 3) AS letter"))
                .withMetadata("x", table)
                .withMetadata("floats", table);
        ScalerModel model = new StandardScaler()
                .setInputCols("index", "x", "floats")
                .setOutputCols("index", "y1", "f1")
                .fit(data);
        StructType schema = model.transform(data).schema();
        assertThat(Attribute.fromStructField(schema.apply("index")).isNominal()).isFalse();
        assertThat(schema.apply("y1").metadata()).isEqualTo(Metadata.empty());
        assertThat(schema.apply("f1").metadata()).isEqualTo(Metadata.empty());
        assertThat(schema.apply("x").metadata()).isEqualTo(table);
        StructType normal = new Normalizer()
                .setInputCols("x", "index", "floats")
                .transform(data)
                .schema();
        assertThat(normal.apply("x_scaled").metadata()).isEqualTo(Metadata.empty());
        assertThat(normal.apply("floats_scaled").metadata()).isEqualTo(Metadata.empty());
        assertThat(Attribute.fromStructField(normal.apply("index_scaled")).isNominal())
                .isFalse();
    }

    @Test
    void vectors_with_attributes_go_into_a_vector_of_all() {
        ScalerModel model =
                new MaxAbsScaler().setInputCols("v", "y").setVectorCol("all").fit(assembled());
        assertThat(model.transform(assembled()).select("all").head().<Object>getAs(0))
                .isEqualTo(Vectors.dense(0, 0, -3.5 / 4.5));
    }

    @Test
    void letter_case_is_no_difference_unless_the_session_says_so() {
        ScalerModel inPlace =
                new StandardScaler().setInputCols("X").setOutputCols("x").fit(DATA);
        assertThat(inPlace.transform(DATA).columns()).isEqualTo(DATA.columns());
        Dataset<Row> upper = DATA.withColumnRenamed("x", "X");
        assertThat(inPlace.transform(upper).columns()).isEqualTo(upper.columns());
        assertThat(inPlace.inverse().transform(inPlace.transform(upper)).columns())
                .isEqualTo(upper.columns());
        assertThat(new StandardScaler()
                        .setInputCols("x")
                        .setOutputCols("X")
                        .fit(DATA)
                        .transform(DATA)
                        .columns())
                .isEqualTo(DATA.columns());
        assertThatThrownBy(() -> new StandardScaler()
                        .setInputCols("x", "y")
                        .setOutputCols("u", "U")
                        .fit(DATA))
                .hasMessage("outputCols has 'U' twice; name each column once.");
        TestSpark.session().conf().set("spark.sql.caseSensitive", true);
        try {
            ScalerModel model = new StandardScaler()
                    .setInputCols("x", "y")
                    .setOutputCols("u", "U")
                    .fit(DATA);
            assertThat(model.transform(DATA).columns()).endsWith("u", "U");
            assertThat(new StandardScaler()
                            .setInputCols("x")
                            .setOutputCols("X")
                            .fit(DATA)
                            .transform(DATA)
                            .columns())
                    .endsWith("X");
        } finally {
            TestSpark.session().conf().unset("spark.sql.caseSensitive");
        }
    }

    @Test
    void letter_case_is_that_of_the_default_session_where_none_is_active() {
        SparkSession.clearActiveSession();
        TestSpark.session().conf().set("spark.sql.caseSensitive", true);
        try {
            assertThatThrownBy(() -> new StandardScaler().setInputCols("X").fit(DATA))
                    .hasMessageContaining("'X'");
        } finally {
            TestSpark.session().conf().unset("spark.sql.caseSensitive");
            SparkSession.setActiveSession(TestSpark.session());
        }
    }

    @Test
    void columns_that_a_join_left_twice_stay_as_they_are() {
        Dataset<Row> joined = DATA.as("l").join(DATA.select("id").as("r"), functions.expr("l.id = r.id"));
        for (ScalerModel model : List.of(
                new MinMaxScaler().setInputCols("x").setOutputCols("x").fit(joined),
                new MinMaxScaler().setInputCols("x").setVectorCol("y").fit(DATA.drop("y")))) {
            Dataset<Row> data = model.isSet(model.vectorCol()) ? joined.drop("y") : joined;
            Dataset<Row> scaled = model.setHandleInvalid("skip").transform(data);
            assertThat(Arrays.stream(scaled.columns()).filter("id"::equals)).hasSize(2);
            assertThat(scaled.count()).isEqualTo(9);
        }
        Dataset<Row> unit =
                new Normalizer().setInputCols("x", "y").setOutputCols("x", "y").transform(joined);
        assertThat(unit.columns()).isEqualTo(joined.columns());
        assertThat(unit.collectAsList()).hasSize(9);
    }

    @Test
    void fields_of_structs_go_in_and_out() {
        ScalerModel model = new MinMaxScaler()
                .setInputCols("a.b", "n.b", "a.deep.`c.d`", "x")
                .setOutputCols("a.b", "n.unit", "a.deep.half", "x")
                .fit(DATA);
        Dataset<Row> scaled = model.transform(DATA);
        requireAnnounced(model, DATA);
        assertThat(scaled.columns()).isEqualTo(DATA.columns());
        assertThat(scaled.select("a.b", "n.unit", "a.deep.half", "x", "a.deep.`c.d`")
                        .collectAsList()
                        .get(8))
                .isEqualTo(RowFactory.create(1.0, 1.0, 1.0, 1.0, 4.0));
        assertThat(scaled.where("id = 5").select("n").head().isNullAt(0)).isTrue();
        Dataset<Row> back = model.inverse().transform(scaled);
        assertThat(back.select("a.b", "x").collectAsList())
                .isEqualTo(DATA.selectExpr("double(a.b)", "x").collectAsList());
        assertThat(new StandardScaler()
                        .setInputCols("n.b")
                        .fit(DATA)
                        .transform(DATA)
                        .select("n.b_scaled", "n.text")
                        .head())
                .isNotNull();
        assertThatThrownBy(() -> new StandardScaler().setInputCols("a.z").fit(DATA))
                .hasMessage("Column 'a' has no field 'z', but b, deep; name one of these.");
        assertThatThrownBy(() -> new StandardScaler().setInputCols("a.deep").fit(DATA))
                .hasMessageStartingWith("Column 'a.deep' is of type struct");
    }

    @Test
    void a_column_with_a_dot_has_its_result_beside_a_struct_of_that_name() {
        Dataset<Row> data =
                TestSpark.session().sql("SELECT 1D `a.b`, 5D x, named_struct('c', 7D) a UNION ALL SELECT 3D, 6D, NULL");
        Dataset<Row> twice = data.join(TestSpark.session().sql("SELECT 0 a"));
        for (Dataset<Row> each : List.of(data, twice)) {
            ScalerModel model = new MinMaxScaler().setInputCols("a.b").fit(each);
            Dataset<Row> scaled = model.transform(each);
            requireAnnounced(model, each);
            assertThat(scaled.drop("a.b_scaled").schema()).isEqualTo(each.schema());
            assertThat(Data.doubles(scaled, "`a.b_scaled`")).containsExactly(0.0, 1.0);
            assertThat(model.inverse().transform(scaled).drop("a.b_scaled").collectAsList())
                    .isEqualTo(each.collectAsList());
        }
        ScalerModel inPlace = new MinMaxScaler()
                .setInputCols("a.b", "x")
                .setOutputCols("a.b", "a.x")
                .fit(data);
        requireAnnounced(inPlace, data);
        Dataset<Row> replaced = inPlace.transform(data);
        assertThat(replaced.columns()).containsExactly("a.b", "x", "a", "a.x");
        assertThat(replaced.select("`a.b`", "a.c", "`a.x`").collectAsList())
                .containsExactly(RowFactory.create(0.0, 7.0, 0.0), RowFactory.create(1.0, null, 1.0));
        assertThat(inPlace.inverse().transform(replaced).drop("a.x").collectAsList())
                .isEqualTo(data.collectAsList());
        ScalerModel vector = new MinMaxScaler()
                .setInputCols("a.b", "a.c")
                .setVectorCol("a.v")
                .fit(data);
        requireAnnounced(vector, data);
        Dataset<Row> vectors = vector.transform(data);
        assertThat(vectors.columns()).containsExactly("a.b", "x", "a", "a.v");
        assertThat(Data.doubles(vector.inverse().transform(vectors.drop("a.b")), "`a.b`"))
                .containsExactly(1.0, 3.0);
        assertThat(new Normalizer().setInputCols("a.b").transform(data).columns())
                .containsExactly("a.b", "x", "a", "a.b_scaled");
    }

    @Test
    void a_name_of_a_column_and_a_field_is_an_error() {
        String message = "Column 'a.b' and field 'b' of struct 'a' have the same name; rename one of them.";
        Dataset<Row> both = DATA.selectExpr("x AS `a.b`", "a");
        assertThatThrownBy(() -> new StandardScaler().setInputCols("a.b").fit(both))
                .hasMessage(message);
        assertThatThrownBy(() -> new Normalizer().setInputCols("A.B").transform(both))
                .hasMessage(message);
        ScalerModel model = new StandardScaler().setInputCols("a.b").fit(DATA);
        assertThatThrownBy(() -> model.transform(both)).hasMessage(message);
        assertThatThrownBy(() -> model.inverse().transform(both.selectExpr("*", "1D AS `a.b_scaled`")))
                .hasMessage(message);
    }

    @Test
    void booleans_are_0_and_1() {
        ScalerModel model =
                new StandardScaler().setInputCols("flag").setWithStd(false).fit(DATA);
        assertThat(model.mean().apply(0)).isEqualTo(3 / 9.0);
        assertThat(Data.doubles(model.transform(DATA), "flag_scaled")).startsWith(1 - 3 / 9.0, -3 / 9.0);
    }

    @Test
    void a_model_of_some_columns_asks_for_no_others() {
        ScalerModel model = new StandardScaler().setInputCols("x", "y", "v").fit(assembled());
        Dataset<Row> part = assembled().select("y");
        List<Double> wanted = Data.doubles(model.transform(assembled()), "y_scaled");
        assertThat(Data.doubles(model.select("y").transform(part), "y_scaled")).isEqualTo(wanted);
        ScalerModel set = model.copy(new org.apache.spark.ml.param.ParamMap())
                .setInputCols("y")
                .setOutputCols("z");
        assertThat(Data.doubles(set.transform(part), "z")).isEqualTo(wanted);
        assertThat(set.numFeatures()).isEqualTo(1);
        assertThat(model.select("v", "x").getInputCols()).containsExactly("v", "x");
        assertThat(model.inverse().select("y").getInputCols()).containsExactly("y_scaled");
        ScalerModel vector = new MaxAbsScaler()
                .setInputCols("x", "v", "price")
                .setVectorCol("all")
                .fit(assembled());
        Dataset<Row> all = vector.transform(assembled());
        assertThat(Data.doubles(vector.inverse().select("price").transform(all.select("all")), "price"))
                .isEqualTo(Data.doubles(DATA.selectExpr("double(price) AS price"), "price"));
        assertThatThrownBy(() -> model.select("z")).hasMessageStartingWith("There is no column 'z'");
    }

    @Test
    void the_columns_of_a_model_are_parameters() {
        ScalerModel model = new StandardScaler().setInputCols("X").fit(DATA);
        assertThat(model.getOrDefault(model.inputCols())).containsExactly("x");
        assertThat(model.getOrDefault(model.outputCols())).containsExactly("x_scaled");
        assertThat(model.isSet(model.inputCols())).isFalse();
    }

    @Test
    void an_inverse_refuses_what_is_not_the_vector_of_the_model() {
        ScalerModel model = new StandardScaler()
                .setInputCols("x", "price")
                .setVectorCol("f")
                .fit(DATA);
        Dataset<Row> vectors = model.transform(DATA).select("f");
        Dataset<Row> json = TestSpark.session().read().json(vectors.toJSON());
        assertThatThrownBy(() -> model.inverse().transform(json))
                .hasMessageMatching(
                        "Column 'f' is of type struct<.*> where the inverse takes an ML vector of 2 elements;"
                                + " give it the vector that the model made.");
        for (String other : List.of("array(1D, 2D)", "1D")) {
            assertThatThrownBy(() -> model.inverse().transform(DATA.selectExpr(other + " AS f")))
                    .hasMessageContaining("where the inverse takes an ML vector of 2 elements");
        }
        Dataset<Row> sized = new VectorAssembler()
                .setInputCols(new String[] {"id", "x", "price"})
                .setOutputCol("f")
                .transform(DATA);
        assertThatThrownBy(() -> model.inverse().transform(sized))
                .hasMessage("Column 'f' has vectors of 3 elements where the inverse takes 2;"
                        + " give it the vector that the model made.");
        StructType type = new StructType().add("f", Data.VECTOR);
        for (Object vector : List.of(
                Vectors.zeros(0),
                Vectors.dense(1),
                Vectors.dense(1, 2, 3),
                Vectors.sparse(3, new int[0], new double[0]))) {
            Dataset<Row> odd = Data.of(type, RowFactory.create(vector));
            assertThatThrownBy(() -> model.inverse().transform(odd).collectAsList())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("elements in a row where the model made 2; give it as many.");
        }
        assertThat(DataTypes.DoubleType)
                .isEqualTo(
                        model.inverse().transform(vectors).schema().apply("x").dataType());
    }

    @Test
    void an_inverse_of_two_results_of_one_column_gives_it_once() {
        Dataset<Row> data = TestSpark.session().sql("SELECT 1D AS x UNION ALL SELECT 4D");
        ScalerModel model = new ColumnScaler()
                .add(
                        new StandardScaler().setInputCols("x"),
                        new MaxAbsScaler().setInputCols("x").setOutputCols("y"))
                .fit(data);
        Dataset<Row> scaled = model.transform(data).drop("x");
        Dataset<Row> back = model.inverse().transform(scaled);
        assertThat(back.columns()).containsExactly("x_scaled", "y", "x");
        assertThat(back.schema()).isEqualTo(model.inverse().transformSchema(scaled.schema()));
        assertThat(back.agg(functions.max("x")).first().getDouble(0)).isEqualTo(4);
    }
}
