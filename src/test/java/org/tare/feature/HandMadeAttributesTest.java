package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;
import org.tare.train.NeuralNetworkClassifier;

/** Metadata of vectors that no stage of Spark's wrote: they hold for the result, or one sentence says what is wrong with them. */
class HandMadeAttributesTest {
    private static final String WAY_OUT =
            "; give the column those of its vectors, or none, by as(name, Metadata.empty()).";

    private static Dataset<Row> data(String attributes) {
        StructType schema = new StructType()
                .add("f", SQLDataTypes.VectorType(), true, Metadata.fromJson("{\"ml_attr\":" + attributes + "}"))
                .add("label", DataTypes.DoubleType);
        return TestSpark.session()
                .createDataFrame(
                        List.of(
                                RowFactory.create(Vectors.dense(1, 2), 0.0),
                                RowFactory.create(Vectors.dense(3, 5), 1.0),
                                RowFactory.create(Vectors.dense(4, 9), 0.0)),
                        schema);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"attrs\":{\"numeric\":[{\"idx\":0,\"name\":\"a\"},{\"idx\":1,\"name\":\"a\"}]},\"num_attrs\":2}",
                "{\"attrs\":{\"numeric\":[{\"idx\":0,\"name\":\"f[1]\"},{\"idx\":1,\"name\":\"f[0]\"}]},\"num_attrs\":2}",
                "{\"attrs\":{\"numeric\":[{\"idx\":1,\"name\":\"b\"}]},\"num_attrs\":2}",
                "{\"num_attrs\":-1}",
                "{}"
            })
    void names_that_are_doubled_or_missing_are_no_harm(String attributes) {
        Dataset<Row> data = data(attributes);
        ScalerModel model = new MaxAbsScaler().setInputCols("f").fit(data);
        Dataset<Row> scaled = model.transform(data);
        assertThat(scaled.first().get(2)).isEqualTo(Vectors.dense(1 / 4.0, 2 / 9.0));
        assertThat(scaled.schema()).isEqualTo(model.transformSchema(data.schema()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void another_size_is_told_by_the_fit(int size) {
        Dataset<Row> data = data("{\"num_attrs\":" + size + "}");
        assertThatThrownBy(() -> new MaxAbsScaler().setInputCols("f").fit(data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The ML attributes of column 'f' tell " + size + (size == 1 ? " element" : " elements")
                        + ", and its vectors have 2" + WAY_OUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\"",
                "{\"attrs\":\"x\",\"num_attrs\":2}",
                "{\"attrs\":{\"numeric\":[{\"idx\":0,\"name\":\"a\"}]}}",
                "{\"attrs\":{\"numeric\":[{\"idx\":7,\"name\":\"a\"}]},\"num_attrs\":2}",
                "{\"attrs\":{\"numeric\":[{\"idx\":0,\"name\":\"\"}]},\"num_attrs\":2}"
            })
    void what_is_no_attributes_is_told(String attributes) {
        Dataset<Row> data = data(attributes);
        String sentence = "The ML attributes of column 'f' cannot be read" + WAY_OUT;
        assertThatThrownBy(() -> new MaxAbsScaler().setInputCols("f").fit(data)).hasMessage(sentence);
        assertThatThrownBy(() -> new Normalizer().setInputCols("f").transform(data))
                .hasMessage(sentence);
        assertThatThrownBy(() -> new NeuralNetworkClassifier()
                        .setFeaturesCol("f")
                        .setLayers("dense(2)")
                        .setBatchSize(3)
                        .setShards(1)
                        .setEpochs(1)
                        .fit(data))
                .hasMessage(sentence);
    }
}
