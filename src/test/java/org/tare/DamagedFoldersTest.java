package org.tare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tare.export.ModelExport;
import org.tare.feature.MaxAbsScaler;
import org.tare.feature.Normalizer;
import org.tare.feature.RobustScaler;
import org.tare.feature.ScalerModel;
import org.tare.job.report.ExportableModel;
import org.tare.job.report.ModelFolder;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.GroupedStatistics;
import org.tare.scan.Scan;
import org.tare.scoring.Scoring;
import org.tare.stat.HistogramStatistic;
import org.tare.train.NeuralNetworkClassificationModel;
import org.tare.train.NeuralNetworkClassifier;
import org.tare.train.NeuralNetworkRegressionModel;
import org.tare.train.NeuralNetworkRegressor;

/**
 * Whatever happens to a file of what was saved, it loads as it was, or one sentence says which folder is not whole. Without
 * sums, as the first build and copies that leave them out have it, a changed number is a number: then it loads, or it is told.
 */
class DamagedFoldersTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final Dataset<Row> DATA = SPARK.range(40)
            .selectExpr(
                    "id - 9.5D AS x",
                    "id % 3 AS g",
                    "CAST(id % 2 AS double) AS label",
                    "array(id / 40, id % 3 - 1D) AS features");

    private static final PipelineModel PIPELINE = new Pipeline()
            .setStages(new PipelineStage[] {
                new MaxAbsScaler().setInputCols("features"), classifier().setFeaturesCol("features_scaled")
            })
            .fit(DATA);
    private static final ScalerModel SCALER =
            new RobustScaler().setInputCols("x", "features").fit(DATA);

    /** Whole numbers, and the exponents of exact ones. */
    private static final Pattern NAME_OR_NUMBER =
            Pattern.compile("\"(\\w+)\"\\s*:|(?<![\\w.])-?\\d+(?![\\w.])|(?<=p)-?\\d+\\b");

    private static final int FLIPS = Integer.getInteger("flips", 1);

    private final Random random = new Random(Long.getLong("seed", 17));

    @TempDir
    private Path folder;

    /** Gives what the loaded is asked for. */
    private interface Loading {
        Supplier<String> load(String path) throws Exception;
    }

    private interface Saving {
        void save(String path) throws Exception;
    }

    private static Supplier<String> rows(Object model) {
        return () -> ((Transformer) model).transform(DATA).collectAsList().toString();
    }

    private static void save(Transformer model, String path) throws IOException {
        ((MLWritable) model).save(path);
    }

    private static NeuralNetworkClassifier classifier() {
        return new NeuralNetworkClassifier()
                .setLayers("dense(3) batchNorm relu dense(2)")
                .setBatchSize(20)
                .setEpochs(2);
    }

    private static Supplier<String> scores(String path, double... row) {
        Scoring scoring = Scoring.load(path);
        return () -> Arrays.toString(scoring.apply(row));
    }

    private record Kind(String name, Saving saving, Loading loading) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Kind> kinds() {
        Saving scaler = path -> save(SCALER, path);
        Saving pipeline = path -> ModelFolder.save(SPARK, PIPELINE, path);
        return List.of(
                new Kind(
                        "stage",
                        path -> new Normalizer().setInputCols("x").save(path),
                        path -> Normalizer.load(path)::explainParams),
                new Kind(
                        "estimator",
                        path -> classifier().save(path),
                        path -> NeuralNetworkClassifier.load(path)::explainParams),
                new Kind("scaler", scaler, path -> rows(ScalerModel.load(path))),
                new Kind(
                        "scaler by group",
                        path -> save(
                                new RobustScaler()
                                        .setInputCols("x")
                                        .setGroupCols("g")
                                        .fit(DATA),
                                path),
                        path -> rows(ScalerModel.load(path))),
                new Kind(
                        "classifier",
                        path -> save(classifier().fit(DATA), path),
                        path -> rows(NeuralNetworkClassificationModel.load(path))),
                new Kind(
                        "regressor",
                        path -> save(
                                new NeuralNetworkRegressor()
                                        .setLayers("dense(1)")
                                        .setLabelCol("x")
                                        .setBatchSize(20)
                                        .setEpochs(1)
                                        .fit(DATA),
                                path),
                        path -> rows(NeuralNetworkRegressionModel.load(path))),
                new Kind(
                        "statistics",
                        path -> Scan.of(DATA, "x", "features")
                                .with(new HistogramStatistic(8))
                                .run()
                                .save(SPARK, path),
                        path -> DatasetStatistics.load(SPARK, path)::toString),
                new Kind(
                        "statistics by group",
                        path -> Scan.of(DATA, "x").groupBy("g").run().save(SPARK, path),
                        path -> {
                            GroupedStatistics statistics = GroupedStatistics.load(SPARK, path);
                            return () -> statistics
                                    .toDataset()
                                    .orderBy("g")
                                    .collectAsList()
                                    .toString();
                        }),
                // The one before the last is taken where the last is not whole.
                new Kind(
                        "checkpoint",
                        path -> classifier()
                                .setCheckpointDir(path)
                                .setCheckpointInterval(2)
                                .fit(DATA),
                        path -> rows(NeuralNetworkClassificationModel.fromCheckpoint(path))),
                new Kind("pipeline", pipeline, path -> rows(ModelFolder.load(SPARK, path, true, "jobs/train"))),
                new Kind("exportable", pipeline, path -> rows(ExportableModel.load(SPARK, path))),
                new Kind("scoring", pipeline, path -> scores(path, 0.5, -1)),
                new Kind("scoring of a scaler", scaler, path -> scores(path, 0.5, -1, 7)),
                new Kind(
                        "plan",
                        path -> {
                            Files.createDirectory(Path.of(path));
                            ModelExport.toJson(PIPELINE, path + "/plan.json");
                        },
                        path -> scores(path + "/plan.json", 0.5, -1)));
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("kinds")
    void with_sums(Kind kind) throws Exception {
        kind.saving.save(path());
        remove("\\..*[.]crc");
        everyDamage(kind, Files.exists(Path.of(path(), "_sha256sums")) || Files.exists(plan()));
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("kinds")
    void without_sums(Kind kind) throws Exception {
        kind.saving.save(path());
        removeSums();
        everyDamage(kind, false);
    }

    /** A size among them would decide how much memory is taken. */
    @Tag("long")
    @ParameterizedTest
    @MethodSource("kinds")
    void a_wild_number_is_told_or_changes_nothing_else(Kind kind) throws Exception {
        kind.saving.save(path());
        removeSums();
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, UTF_8);
            if (!Arrays.equals(text.getBytes(UTF_8), bytes)) {
                continue;
            }
            for (MatchResult number : oneOfEachName(text)) {
                for (String wild : List.of("2147483647", "-1")) {
                    String changed = text.substring(0, number.start()) + wild + text.substring(number.end());
                    Files.writeString(file, changed);
                    int shown = Math.max(0, number.start() - 60);
                    requireAnswerOrSentence(kind, file + " " + changed.substring(shown, number.start()) + wild);
                }
            }
            Files.write(file, bytes);
        }
    }

    /** The first that follows each name of JSON, and each letter before it. */
    private static Collection<MatchResult> oneOfEachName(String text) {
        Map<String, MatchResult> numbers = new LinkedHashMap<>();
        String name = "";
        for (MatchResult found : NAME_OR_NUMBER.matcher(text).results().toList()) {
            if (found.group(1) != null) {
                name = found.group(1);
            } else {
                numbers.putIfAbsent(name + text.charAt(Math.max(0, found.start() - 1)), found);
            }
        }
        return numbers.values();
    }

    private void requireAnswerOrSentence(Kind kind, String damage) {
        Supplier<String> loaded;
        try {
            loaded = kind.loading.load(path());
        } catch (Exception | Error e) {
            requireSentence(damage, e);
            return;
        }
        try {
            assertThat(loaded.get()).isNotNull();
        } catch (Exception | Error e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                assertThat(cause)
                        .as(damage)
                        .isNotInstanceOfAny(
                                Error.class,
                                NullPointerException.class,
                                NegativeArraySizeException.class,
                                IndexOutOfBoundsException.class,
                                ClassCastException.class);
            }
        }
    }

    private static List<Kind> foldersThatAreListed() {
        // Others read files by name alone.
        List<String> named = List.of("checkpoint", "scoring", "scoring of a scaler", "plan");
        return kinds().stream().filter(kind -> !named.contains(kind.name)).toList();
    }

    /** By some a reader would walk the whole disk, or for ever. */
    @ParameterizedTest
    @MethodSource("foldersThatAreListed")
    void what_leads_elsewhere_is_not_followed(Kind kind) throws Exception {
        kind.saving.save(path());
        remove("\\..*[.]crc|_sha256sums|_SUCCESS");
        Path saved = Path.of(path());
        Map<Path, String> targets = Map.of(
                saved,
                "is a link to another folder",
                Path.of("/"),
                "is a link to another folder",
                Path.of("/dev/zero"),
                "is no file");
        for (Map.Entry<Path, String> target : targets.entrySet()) {
            Path link = Files.createSymbolicLink(saved.resolve("more"), target.getKey());
            assertThatThrownBy(() -> kind.loading.load(path()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("its more " + target.getValue());
            Files.delete(link);
        }
        assertThat(kind.loading.load(path())).isNotNull();
    }

    /** Such a file has no end. */
    @ParameterizedTest
    @MethodSource("kinds")
    void a_device_in_the_place_of_a_file_is_not_read(Kind kind) throws Exception {
        kind.saving.save(path());
        remove("\\..*[.]crc|_SUCCESS");
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            Files.createSymbolicLink(file, Path.of("/dev/zero"));
            requireSentence(kind, file + " made a device", null);
            Files.delete(file);
            Files.write(file, bytes);
        }
    }

    private String path() {
        return folder.resolve("saved").toString();
    }

    private Path plan() {
        return Path.of(path(), "plan.json");
    }

    private void everyDamage(Kind kind, boolean isSummed) throws Exception {
        String whole = kind.loading.load(path()).get();
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            for (Map.Entry<String, byte[]> damage : damages(bytes).entrySet()) {
                if (damage.getValue() == null) {
                    Files.delete(file);
                } else {
                    Files.write(file, damage.getValue());
                }
                requireSentence(kind, file + " " + damage.getKey(), isSummed ? whole : null);
                Files.write(file, bytes);
            }
        }
        assertThat(kind.loading.load(path()).get()).isEqualTo(whole);
    }

    private Map<String, byte[]> damages(byte[] bytes) {
        Map<String, byte[]> damages = new LinkedHashMap<>();
        damages.put("removed", null);
        damages.put("emptied", new byte[0]);
        damages.put("cut in half", Arrays.copyOf(bytes, bytes.length / 2));
        damages.put("without its last byte", Arrays.copyOf(bytes, Math.max(0, bytes.length - 1)));
        damages.put("of other JSON", "{}\n".getBytes(UTF_8));
        damages.put("of a null", "null\n".getBytes(UTF_8));
        for (int i = 0; i < FLIPS && bytes.length > 0; i++) {
            byte[] flipped = bytes.clone();
            int at = random.nextInt(bytes.length);
            int bit = random.nextInt(Byte.SIZE);
            flipped[at] ^= (byte) (1 << bit);
            damages.put("with bit " + bit + " of byte " + at + " flipped", flipped);
        }
        return damages;
    }

    /** @param whole what it was, or null where no sums tell one number from another */
    private void requireSentence(Kind kind, String damage, String whole) {
        Supplier<String> loaded;
        try {
            loaded = kind.loading.load(path());
        } catch (Exception | Error e) {
            requireSentence(damage, e);
            return;
        }
        if (whole != null) {
            assertThat(loaded.get()).as(damage).isEqualTo(whole);
        }
    }

    private void requireSentence(String damage, Throwable e) {
        assertThat(e).as(damage).isInstanceOf(IllegalArgumentException.class);
        assertThat(e.getMessage())
                .as(damage)
                .matches("(.*'" + Pattern.quote(path()) + "|The stage '|The network takes ).*[.]")
                .doesNotContain("xception", "SQLSTATE", "java.", "smaller", "memory");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("saved"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void removeSums() throws IOException {
        remove("\\..*[.]crc|_sha256sums|_SUCCESS");
        if (Files.exists(plan())) {
            Files.writeString(plan(), Files.readString(plan()).replaceFirst(",\\s*\"sha256\" : \"[0-9a-f]{64}\"", ""));
        }
    }

    private void remove(String name) throws IOException {
        for (Path file : new ArrayList<>(files())) {
            if (file.getFileName().toString().matches(name)) {
                Files.delete(file);
            }
        }
    }
}
