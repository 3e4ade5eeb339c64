package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.StartedJobs;
import org.tare.TestSpark;
import org.tare.scan.Scan;

class ModelFilesTest {
    private static final Dataset<Row> DATA = Data.of(
            new StructType()
                    .add("odd \"name\", ümlaut", DataTypes.createDecimalType(20, 5))
                    .add("v", Data.VECTOR)
                    .add("f", Data.FLOATS),
            RowFactory.create(new java.math.BigDecimal("1.5"), Vectors.dense(1, -1e300), List.of(1f, 1f)),
            RowFactory.create(new java.math.BigDecimal("-2.5"), Vectors.dense(3, 0.1), List.of(1f, 0.1f)),
            RowFactory.create(null, null, List.of(1f, 7f)));

    @TempDir
    Path folder;

    /** Spark would write there, and find nothing when it reads. */
    @Test
    void nothing_is_written_where_readers_would_look_as_for_a_pattern() throws IOException {
        ScalerModel model = saved();
        Path place = Files.createDirectory(folder.resolve("mo[d]el"));
        assertThatThrownBy(() -> model.write().overwrite().save(place.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + place
                        + "' has a '[', for which readers would look as for a pattern; name a place without it.");
        assertThat(place).isEmptyDirectory();
        for (String name : List.of("st*r", "{a,b}", "what?")) {
            String path = folder.resolve(name).toString();
            assertThatThrownBy(() -> Scan.of(DATA, "v").run().save(TestSpark.session(), path))
                    .hasMessageContaining("for which readers would look as for a pattern");
            assertThatThrownBy(() -> Scan.of(DATA.selectExpr("v", "size(f) AS g"), "v")
                            .groupBy("g")
                            .run()
                            .save(TestSpark.session(), path))
                    .hasMessageContaining("for which readers would look as for a pattern");
            assertThat(Path.of(path)).doesNotExist();
        }
    }

    private ScalerModel saved() throws IOException {
        ScalerModel model = new MinMaxScaler()
                .setMin(-1)
                .setMax(0.1)
                .setClip(true)
                .setInputCols(DATA.columns())
                .setHandleInvalid("skip")
                .fit(DATA);
        model.write().overwrite().save(path());
        return model;
    }

    private String path() {
        return folder.resolve("model").toString();
    }

    private static void requireSame(ScalerModel read, ScalerModel model) {
        assertThat(read.toString()).isEqualTo(model.toString());
        assertThat(read.explainParams()).isEqualTo(model.explainParams());
        assertThat(read.transform(DATA).collectAsList())
                .isEqualTo(model.transform(DATA).collectAsList());
        assertThat(read.inverse().toString()).isEqualTo(model.inverse().toString());
        assertThat(read.estimatedSize()).isEqualTo(model.estimatedSize());
    }

    @Test
    void a_model_comes_back_from_disk_to_the_last_bit() throws IOException {
        ScalerModel model = saved();
        requireSame(ScalerModel.load(path()), model);
        ScalerModel inverse = model.inverse();
        inverse.write().overwrite().save(path());
        requireSame(ScalerModel.load(path()).inverse(), inverse.inverse());
    }

    @Test
    void a_model_of_one_vector_and_its_inverse_come_back_too() throws IOException {
        ScalerModel model = new StandardScaler()
                .setInputCols(DATA.columns())
                .setVectorCol("all")
                .fit(DATA);
        model.inverse().write().save(path());
        assertThat(ScalerModel.load(path()).transform(model.transform(DATA)).collectAsList())
                .hasToString(model.inverse()
                        .transform(model.transform(DATA))
                        .collectAsList()
                        .toString());
    }

    @Test
    void the_features_are_json_that_a_person_can_query() throws IOException {
        saved();
        Dataset<Row> json =
                TestSpark.session().read().json(path() + "/features").where("feature is not null");
        assertThat(json.count()).isEqualTo(5);
        assertThat(json.where("feature = 'v[1]'")
                        .select("count", "missing", "min", "curve")
                        .first())
                .isEqualTo(RowFactory.create(
                        2L,
                        1L,
                        -1e300,
                        "pinned(x0=-1.0E300, dx=1.0E300, y0=-1.0, dy=1.1, x1=0.1, y1=0.1) clip(min=-1.0, max=0.1)"));
    }

    /** As a Spark Connect server does after every fit. */
    @Test
    void the_model_cache_of_spark_connect_keeps_plain_files() throws IOException {
        ScalerModel model = saved();
        String local = folder.resolve("cache").toString();
        model.write().saveToLocal(local);
        assertThat(Path.of(local, "features")).isRegularFile();
        assertThat(Path.of(local, "metadata")).isRegularFile();
        requireSame(ScalerModel.read().loadFromLocal(local), model);
    }

    @Test
    void what_is_no_whole_model_is_refused_in_one_sentence() throws Exception {
        assertThatThrownBy(() -> ScalerModel.load(path()))
                .hasMessage("There is no model at '" + path() + "'; give the path of a saved ScalerModel.");

        saved();
        removeSums();
        remove(folder.resolve("model/metadata"));
        assertThatThrownBy(() -> ScalerModel.load(path()))
                .hasMessage(
                        "'" + path() + "' holds no whole model: its metadata, which is written last, cannot be read;"
                                + " save it again.");

        saved();
        removeSums();
        remove(folder.resolve("model/features"));
        assertThatThrownBy(() -> ScalerModel.load(path()))
                .hasMessage("'" + path() + "' holds no whole model: its features cannot be read; save it again.");

        saved();
        rewrite(text -> text.substring(0, text.lastIndexOf("{\"number\"")));
        assertThatThrownBy(() -> ScalerModel.load(path()))
                .hasMessage("'" + path() + "' holds no whole model: it has 4 of 5 features; save it again.");

        saved();
        rewrite(text -> text.replaceFirst("\"format\":1", "\"format\":3"));
        assertThatThrownBy(() -> ScalerModel.load(path()))
                .hasMessage("'" + path()
                        + "' has format version 3 and this Tare reads versions 1 to 2; read it with the Tare that"
                        + " wrote it.");

        saved();
        rewrite(text -> text.substring(text.indexOf("\n") + 1));
        assertThatThrownBy(() -> ScalerModel.load(path()))
                .hasMessage(
                        "'" + path() + "' holds no whole model: its features do not say their format; save it again.");

        saved();
        rewrite(text -> text.replaceFirst("\"curve\"", "\"kurve\""));
        assertThatThrownBy(() -> ScalerModel.load(path()))
                .hasMessage("'" + path() + "' holds no whole model: a feature has no curve; save it again.");
    }

    @Test
    void another_class_is_refused() throws IOException {
        new StandardScaler().save(path());
        assertThatThrownBy(() -> ScalerModel.load(path()))
                .hasMessage("'" + path() + "' holds a StandardScaler and not a ScalerModel; load it as"
                        + " StandardScaler.");
        requireStageError("'" + path() + "' holds a StandardScaler and not a Normalizer; load it as StandardScaler.");
        saved();
        requireStageError("'" + path() + "' holds a ScalerModel and not a Normalizer; load it as ScalerModel.");
    }

    @Test
    void a_stage_that_is_not_there_is_told() {
        requireStageError("There is no Normalizer at '" + path() + "'; give the path of a saved one.");
    }

    @Test
    void what_was_saved_is_read_without_a_job() throws IOException {
        saved();
        String stage = folder.resolve("stage").toString();
        new Normalizer().setInputCols("v").save(stage);
        assertThat(StartedJobs.of(() -> ScalerModel.load(path()))).isZero();
        assertThat(StartedJobs.of(() -> Normalizer.load(stage))).isZero();
    }

    private void requireStageError(String message) {
        assertThatThrownBy(() -> Normalizer.load(path()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void an_existing_path_is_refused_unless_overwritten() throws IOException {
        ScalerModel model = saved();
        assertThatThrownBy(() -> model.save(path())).isInstanceOf(IOException.class);
        model.write().overwrite().save(path());
        requireSame(ScalerModel.load(path()), model);
    }

    private void rewrite(UnaryOperator<String> change) throws IOException {
        removeSums();
        try (Stream<Path> files = Files.list(folder.resolve("model/features"))) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith("part")) {
                    Files.writeString(file, change.apply(Files.readString(file)));
                } else if (file.getFileName().toString().endsWith(".crc")) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Leaves what the first build would have saved, whose text alone tells whether it is whole. */
    private void removeSums() throws IOException {
        Files.delete(folder.resolve("model/_sha256sums"));
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** The first version of the files is what an older Tare reads, and all that it understands. */
    @Test
    void only_what_an_older_build_would_misread_has_the_second_format() throws IOException {
        Dataset<Row> data = Data.column(1.0, 2.0, 5.0, 9.0).selectExpr("x", "x < 3 AS g");
        List<Scaler<?>> first = List.of(new StandardScaler(), new MinMaxScaler().setClip(true), new RobustScaler());
        List<Scaler<?>> second = List.of(
                new KBinsDiscretizer().setNumBins(2).setEncode("onehot"),
                new StandardScaler().setGroupCols("g"),
                new QuantileTransformer());
        for (Scaler<?> scaler : Stream.concat(first.stream(), second.stream()).toList()) {
            scaler.setInputCols("x").fit(data).write().overwrite().save(path());
            int[] formats = {0};
            rewrite(text -> {
                formats[0] = text.contains("\"format\":2") ? 2 : 1;
                return text;
            });
            assertThat(formats[0]).as(scaler.uid()).isEqualTo(first.contains(scaler) ? 1 : 2);
            assertThat(ScalerModel.load(path()).getInputCols()).containsExactly("x");
        }
    }
}
