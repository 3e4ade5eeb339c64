package org.tare.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ludovic.netlib.blas.BLAS;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.util.MLWritable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tare.export.Exported;

/** A saved model in a plain JVM: Tare, Jackson and the BLAS, and nothing else, on its class path. */
class WithoutSparkTest {
    private static final List<Class<?>> NEEDED = List.of(
            Scoring.class, WithoutSpark.class, ObjectMapper.class, JsonFactory.class, JsonProperty.class, BLAS.class);

    @TempDir
    Path folder;

    static List<Exported> models() {
        return Exported.all();
    }

    @ParameterizedTest
    @MethodSource("models")
    void the_bits_are_those_of_this_jvm(Exported exported) throws Exception {
        Path model = folder.resolve("model");
        ((MLWritable) exported.model()).save(model.toString());
        Scoring here = Scoring.load(model.toString());
        List<String> rows = exported.data().collectAsList().stream()
                .map(row -> Exported.row(here.inputs(), row))
                .map(row ->
                        java.util.Arrays.stream(row).mapToObj(Double::toString).collect(Collectors.joining(" ")))
                .toList();
        Path input = Files.write(folder.resolve("rows"), rows);
        List<String> expected = rows.stream()
                .map(row -> WithoutSpark.bits(here.apply(WithoutSpark.numbers(row))))
                .toList();
        assertThat(plainJvm(model, input)).containsExactlyElementsOf(expected);
    }

    private List<String> plainJvm(Path model, Path rows) throws IOException, InterruptedException {
        String classPath = NEEDED.stream()
                .map(WithoutSparkTest::origin)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        classPath,
                        WithoutSpark.class.getName(),
                        model.toString(),
                        rows.toString())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(() -> errors()).isZero();
        return lines;
    }

    private String errors() {
        try (Stream<String> lines = Files.lines(folder.resolve("errors"))) {
            return lines.collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String origin(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
