package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.logging.log4j.Level;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.tare.LogLines;
import org.tare.TestSpark;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.Scan;

class ScalerModelTest {
    private static final StructType MIXED = new StructType()
            .add("n", DataTypes.IntegerType)
            .add("d", DataTypes.createDecimalType(10, 2))
            .add("v", Data.VECTOR)
            .add("f", Data.FLOATS)
            .add("a", Data.DOUBLES);

    private static Dataset<Row> mixed() {
        return Data.of(
                MIXED,
                RowFactory.create(1, new BigDecimal("0.50"), Vectors.dense(1, 10), List.of(1f, 4f), List.of(-1.0, 1.0)),
                RowFactory.create(2, new BigDecimal("1.50"), Vectors.dense(2, 20), List.of(2f, 6f), List.of(0.0, 5.0)),
                RowFactory.create(null, null, null, null, Arrays.asList(3.0, null)),
                RowFactory.create(
                        6,
                        new BigDecimal("4.00"),
                        Vectors.dense(6, Double.NaN),
                        List.of(Float.NaN, 8f),
                        List.of(Double.NaN, 9.0)));
    }

    private static final String[] INPUTS = {"n", "d", "v", "f", "a"};

    @Test
    void every_kind_of_column_keeps_its_type_and_numbers_become_double() {
        ScalerModel model = new StandardScaler().setInputCols(INPUTS).fit(mixed());
        StructType schema = model.transform(mixed()).schema();
        assertThat(schema.fieldNames())
                .containsExactly("n", "d", "v", "f", "a", "n_scaled", "d_scaled", "v_scaled", "f_scaled", "a_scaled");
        assertThat(Arrays.stream(schema.fields()).skip(5).map(StructField::dataType))
                .containsExactly(DataTypes.DoubleType, DataTypes.DoubleType, Data.VECTOR, Data.FLOATS, Data.DOUBLES);
        assertThat(model.transformSchema(MIXED).fieldNames()).isEqualTo(schema.fieldNames());
    }

    @Test
    void null_stays_null_and_nan_stays_nan_wherever_they_stand() {
        Row[] rows = (Row[]) new StandardScaler()
                .setInputCols(INPUTS)
                .fit(mixed())
                .transform(mixed())
                .select("n_scaled", "d_scaled", "v_scaled", "f_scaled", "a_scaled")
                .collect();
        assertThat(rows[2].get(0)).isNull();
        assertThat(rows[2].get(1)).isNull();
        assertThat(rows[2].get(2)).isNull();
        assertThat(rows[2].get(3)).isNull();
        assertThat(rows[2].<Double>getList(4).get(0)).isFinite();
        assertThat(rows[2].<Double>getList(4).get(1)).isNull();
        assertThat(((Vector) rows[3].get(2)).apply(1)).isNaN();
        assertThat(rows[3].<Float>getList(3).get(0)).isNaN();
        assertThat(rows[3].<Double>getList(4).get(0)).isNaN();
        assertThat(rows[3].<Double>getList(4).get(1)).isFinite();
    }

    @Test
    void all_results_become_one_vector_with_names() {
        ScalerModel model =
                new StandardScaler().setInputCols(INPUTS).setVectorCol("all").fit(mixed());
        Dataset<Row> scaled = model.transform(mixed());
        assertThat(scaled.schema().fieldNames()).containsExactly("n", "d", "v", "f", "a", "all");
        assertThat(Arrays.stream(AttributeGroup.fromStructField(scaled.schema().apply("all"))
                                .attributes()
                                .get())
                        .map(attribute -> attribute.name().get()))
                .containsExactly("n", "d", "v[0]", "v[1]", "f[0]", "f[1]", "a[0]", "a[1]");
        double[] row = ((Vector) Data.objects(scaled, "all")[1]).toArray();
        double[] expected = model.apply(2, 1.5, 2, 20, 2, 6, 0, 5);
        // The array<float> holds what the model computed, rounded to float.
        expected[4] = (float) expected[4];
        expected[5] = (float) expected[5];
        assertThat(row).containsExactly(expected);
        double[] missing = ((Vector) Data.objects(scaled, "all")[2]).toArray();
        assertThat(Arrays.copyOf(missing, 6)).containsOnly(Double.NaN);
        assertThat(missing[7]).isNaN();
    }

    @Test
    void one_row_without_spark_gives_the_bits_of_the_dataset() {
        Random random = new Random(3);
        double[][] rows = new double[200][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.doubles(6)
                    .map(x -> Math.scalb(x, random.nextInt(20)))
                    .toArray();
        }
        Dataset<Row> data = Data.columns(rows);
        String[] names = data.columns();
        for (Scaler<?> scaler : List.of(
                new StandardScaler(),
                new MinMaxScaler().setMin(-1).setMax(0.1).setClip(true),
                new MaxAbsScaler().setClip(true))) {
            scaler.setInputCols(names);
            ScalerModel model = scaler.fit(data);
            List<Row> scaled = model.transform(data).collectAsList();
            ScalerModel asVector = scaler.setVectorCol("all").fit(data);
            List<Row> vectors = asVector.transform(data).select("all").collectAsList();
            Dataset<Row> array = data.select(
                    functions.array("x0", "x1", "x2", "x3", "x4", "x5").as("a"));
            ScalerModel ofArray =
                    ((Scaler<?>) scaler.copy(new ParamMap())).setInputCols("a").fit(array);
            List<Row> arrays = ofArray.transform(array).select("all").collectAsList();
            for (int i = 0; i < rows.length; i++) {
                double[] expected = model.apply(rows[i]);
                Row row = scaled.get(i);
                for (int j = 0; j < 6; j++) {
                    assertThat(row.getDouble(6 + j)).isEqualTo(expected[j]);
                }
                assertThat(((Vector) vectors.get(i).get(0)).toArray()).containsExactly(expected);
                assertThat(((Vector) arrays.get(i).get(0)).toArray()).containsExactly(expected);
            }
        }
    }

    @Test
    void names_and_size_of_a_vector_are_kept_and_nominal_attributes_become_numbers() {
        Attribute[] attributes = {
            NumericAttribute.defaultAttr().withName("age"),
            NominalAttribute.defaultAttr().withName("color").withValues(new String[] {"red", "green"})
        };
        Dataset<Row> data = Data.of(
                new StructType().add("v", Data.VECTOR),
                RowFactory.create(Vectors.dense(1, 0)),
                RowFactory.create(Vectors.dense(3, 1)));
        Dataset<Row> named = data.withMetadata("v", new AttributeGroup("v", attributes).toMetadata());
        ScalerModel model =
                new StandardScaler().setInputCol("v").setOutputCol("y").fit(named);
        StructField field = model.transform(named).schema().apply("y");
        assertThat(field.metadata())
                .isEqualTo(model.transformSchema(named.schema()).apply("y").metadata());
        AttributeGroup group = AttributeGroup.fromStructField(field);
        assertThat(group.name()).isEqualTo("y");
        assertThat(group.getAttr("color").attrType())
                .isEqualTo(NumericAttribute.defaultAttr().attrType());
        assertThat(group.getAttr("age").index().get()).isEqualTo(0);
        assertThat(model.summary(TestSpark.session()).select("feature").collectAsList())
                .containsExactly(RowFactory.create("age"), RowFactory.create("color"));
        Dataset<Row> sized = data.withMetadata("v", new AttributeGroup("v", 2).toMetadata());
        assertThat(AttributeGroup.fromStructField(
                                model.transform(sized).schema().apply("y"))
                        .size())
                .isEqualTo(2);
    }

    @Test
    void a_column_with_a_dot_or_in_other_letter_case_is_found_and_replaced_in_its_place() {
        Dataset<Row> data = Data.columns(new double[] {1, 2}, new double[] {3, 6})
                .withColumnRenamed("x0", "a.b")
                .withColumn("c", functions.lit("c"));
        Dataset<Row> scaled = new MaxAbsScaler()
                .setInputCols("a.b", "X1")
                .setOutputCols("a.b", "x1")
                .fit(data)
                .transform(data);
        assertThat(scaled.columns()).containsExactly("a.b", "x1", "c");
        assertThat(scaled.collectAsList())
                .containsExactly(RowFactory.create(1 / 3.0, 2 / 6.0, "c"), RowFactory.create(1.0, 1.0, "c"));
    }

    @Test
    void a_join_with_two_columns_of_one_name_is_transformed_as_any_data() {
        Dataset<Row> left = Data.columns(new double[] {1, 2}, new double[] {3, 6});
        Dataset<Row> joined = left.as("l").join(left.select("x0").as("r"), functions.expr("l.x0 = r.x0"));
        ScalerModel model = new MaxAbsScaler().setInputCols("x1").fit(left);
        assertThat(model.transform(joined).columns()).containsExactly("x0", "x1", "x0", "x1_scaled");
        assertThat(model.transformSchema(joined.schema()).fieldNames()).containsExactly("x0", "x1", "x0", "x1_scaled");
        assertThat(new Normalizer().setInputCols("x1").transform(joined).columns())
                .containsExactly("x0", "x1", "x0", "x1_scaled");
    }

    @Test
    void the_summary_and_the_text_say_what_was_learned() {
        Dataset<Row> data = Data.column(1.0, 3.0, null);
        ScalerModel model = new StandardScaler("s").setInputCol("x").fit(data);
        assertThat(model.summary(TestSpark.session()).collectAsList())
                .containsExactly(
                        RowFactory.create("x", 2L, 1L, 2.0, 1.0, 1.0, 3.0, "affine(x0=2.0, dx=1.0, y0=0.0, dy=1.0)"));
        assertThat(model).hasToString("""
                s: 1 columns, 1 features
                feature  count  missing  mean  standardDeviation  min  max  curve
                x        2      1        2.0   1.0                1.0  3.0  affine(x0=2.0, dx=1.0, y0=0.0, dy=1.0)""");
        Dataset<Row> wide = Data.columns(random(30), random(30));
        assertThat(new StandardScaler()
                        .setInputCols(wide.columns())
                        .fit(wide)
                        .toString()
                        .lines()
                        .toList())
                .hasSize(23)
                .last()
                .isEqualTo("... and 10 more");
    }

    private static double[] random(int n) {
        return new Random(n).doubles(n).toArray();
    }

    @Test
    void a_model_is_fitted_to_statistics_of_more_columns_in_another_order() {
        DatasetStatistics statistics = Scan.of(mixed(), "a", "v", "d").run();
        ScalerModel model = new MaxAbsScaler().setInputCols("d", "v").fit(statistics);
        assertThat(model.getInputCols()).containsExactly("d", "v");
        assertThat(model.getOutputCols()).containsExactly("d_scaled", "v_scaled");
        assertThat(model.numFeatures()).isEqualTo(3);
        assertThat(model.transform(mixed()).select("d_scaled", "v_scaled").collectAsList())
                .hasToString(new MaxAbsScaler()
                        .setInputCols("d", "v")
                        .fit(mixed())
                        .transform(mixed())
                        .select("d_scaled", "v_scaled")
                        .collectAsList()
                        .toString());
    }

    @Test
    void constant_features_are_warned_of_once_with_their_names() {
        try (LogLines log = new LogLines(Fitting.class, Level.WARN)) {
            new StandardScaler()
                    .setInputCols("x0", "x1", "x2")
                    .fit(Data.columns(new double[] {1, 2, 3}, new double[] {1, 5, 3}));
            assertThat(log.lines()).containsExactly("2 constant features, which are shifted and not stretched: x0, x2");
        }
    }
}
