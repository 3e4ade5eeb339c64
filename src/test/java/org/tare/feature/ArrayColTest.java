package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.scoring.Scoring;

/** {@code arrayCol} holds what {@code vectorCol} does, in a type that every store of tables knows. */
class ArrayColTest {
    private static final StructType SCHEMA = new StructType()
            .add("x", DataTypes.DoubleType)
            .add("n", DataTypes.IntegerType)
            .add("v", Data.VECTOR)
            .add("f", Data.FLOATS);

    /** Powers of two, which scale without rounding; nulls, NaN and sparse vectors. */
    private static final Dataset<Row> DATA = Data.of(
            SCHEMA,
            RowFactory.create(-4.0, 8, Vectors.sparse(3, new int[] {1}, new double[] {2}), List.of(1f, 4f)),
            RowFactory.create(null, 2, Vectors.dense(1, 2, 4), List.of(0.5f, 2f)),
            RowFactory.create(Double.NaN, null, Vectors.dense(1, 0.5, -4), null),
            RowFactory.create(2.0, -1, null, List.of(0.25f, 1f)));

    private static MaxAbsScaler scaler() {
        return new MaxAbsScaler().setInputCols(SCHEMA.fieldNames());
    }

    /** As lists, in which NaN equals NaN. */
    private static List<List<Double>> arrays(Dataset<Row> data, String column) {
        return data.select(column).collectAsList().stream()
                .map(row -> row.<Double>getList(0))
                .toList();
    }

    @Test
    void it_has_the_elements_of_the_vector() {
        Dataset<Row> asArray = scaler().setArrayCol("all").fit(DATA).transform(DATA);
        Dataset<Row> asVector = scaler().setVectorCol("all").fit(DATA).transform(DATA);
        assertThat(asArray.schema().apply("all").dataType())
                .isEqualTo(DataTypes.createArrayType(DataTypes.DoubleType, false));
        assertThat(scaler().setArrayCol("all").transformSchema(SCHEMA)).isEqualTo(asArray.schema());
        List<List<Double>> vectors = Arrays.stream(Data.objects(asVector, "all"))
                .map(vector ->
                        Arrays.stream(((Vector) vector).toArray()).boxed().toList())
                .toList();
        assertThat(arrays(asArray, "all")).isEqualTo(vectors);
    }

    @Test
    void its_inverse_gives_the_columns_back() {
        ScalerModel model = scaler().setArrayCol("all").fit(DATA);
        Dataset<Row> scaled = model.transform(DATA);
        Dataset<Row> back = model.inverse().transform(scaled.select("all"));
        ScalerModel asVector = scaler().setVectorCol("all").fit(DATA);
        assertThat(back.drop("all").schema().json())
                .isEqualTo(asVector.inverse()
                        .transform(asVector.transform(DATA).select("all"))
                        .drop("all")
                        .schema()
                        .json());
        assertThat(back.select("n", "v", "f").first())
                .isEqualTo(RowFactory.create(
                        8.0,
                        Vectors.dense(0, 2, 0),
                        scala.jdk.javaapi.CollectionConverters.asScala(List.of(1f, 4f))
                                .toSeq()));
        assertThat(arrays(model.inverse().inverse().transform(DATA), "all")).isEqualTo(arrays(scaled, "all"));
        // A null array, as of a table that was joined, gives null and no numbers.
        assertThat(model.inverse()
                        .transform(scaled.selectExpr("CAST(NULL AS array<double>) AS all"))
                        .first()
                        .isNullAt(1))
                .isTrue();
    }

    @Test
    void models_of_it_and_their_inverses_are_saved(@TempDir Path folder) throws Exception {
        ScalerModel model = scaler().setArrayCol("all").fit(DATA);
        Dataset<Row> scaled = model.transform(DATA);
        List<ScalerModel> models =
                List.of(model, model.inverse(), model.inverse().select("x", "f"));
        for (ScalerModel each : models) {
            String path = folder.resolve(Integer.toString(models.indexOf(each))).toString();
            each.save(path);
            Dataset<Row> data = each == model ? DATA : scaled.select("all");
            assertThat(ScalerModel.load(path).transform(data).collectAsList().toString())
                    .isEqualTo(each.transform(data).collectAsList().toString());
        }
    }

    @Test
    void a_plan_and_a_normalizer_have_it_too() {
        Dataset<Row> numbers = Data.columns(new double[] {3, 4}, new double[] {-6, 8});
        assertThat(arrays(
                        new Normalizer()
                                .setInputCols("x0", "x1")
                                .setArrayCol("row")
                                .transform(numbers),
                        "row"))
                .isEqualTo(List.of(List.of(0.6, 0.8), List.of(-0.6, 0.8)));
        ScalerModel plan = new ColumnScaler()
                .add(
                        new MaxAbsScaler().setInputCols("x0"),
                        new KBinsDiscretizer().setNumBins(2).setEncode("onehot").setInputCols("x1"))
                .setArrayCol("row")
                .fit(numbers);
        assertThat(arrays(plan.transform(numbers), "row"))
                .isEqualTo(List.of(List.of(0.5, 1.0, 0.0), List.of(-1.0, 0.0, 1.0)));
    }

    @Test
    void what_leaves_spark_knows_it(@TempDir Path folder) throws Exception {
        Dataset<Row> numbers = Data.columns(new double[] {3, 4}, new double[] {-6, 8});
        ScalerModel model =
                new MaxAbsScaler().setInputCols("x0", "x1").setArrayCol("row").fit(numbers);
        String path = folder.resolve("model").toString();
        model.save(path);
        assertThat(Scoring.load(path).apply(3, 4)).containsExactly(0.5, 0.5);
    }

    @Test
    void what_contradicts_it_is_told() {
        assertThatThrownBy(() -> scaler().setArrayCol("a").setVectorCol("b").fit(DATA))
                .hasMessage("vectorCol 'b' and arrayCol 'a' are both set; set the one that is to take the results.");
        assertThatThrownBy(() -> scaler().setArrayCol("a")
                        .setOutputCols("p", "q", "r", "s")
                        .fit(DATA))
                .hasMessage("arrayCol 'a' and outputCols are both set; set arrayCol for one column of all results,"
                        + " or outputCols for a column each.");
        ScalerModel inverse = scaler().setArrayCol("a").fit(DATA).inverse();
        assertThatThrownBy(() -> inverse.transform(DATA.selectExpr("v AS a")))
                .hasMessageContaining("where the inverse takes array<double> of 7 elements");
        assertThatThrownBy(() ->
                        inverse.transform(DATA.selectExpr("array(1D, 2D) AS a")).collectAsList())
                .hasMessageContaining("has 2 elements in a row where the model made 7");
        assertThatThrownBy(
                        () -> new ColumnScaler().add(scaler().setArrayCol("a")).fit(DATA))
                .hasMessageContaining("sets arrayCol; set it on the ColumnScaler");
    }
}
