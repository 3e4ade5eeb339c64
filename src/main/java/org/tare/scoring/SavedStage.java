package org.tare.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.tare.train.NetworkText;

/** The folder of a stage as Spark ML saves it: its parameters, and the text of what it learned. */
final class SavedStage {
    static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final JsonNode metadata;

    private SavedStage(Path folder, JsonNode metadata) {
        this.folder = folder;
        this.metadata = metadata;
    }

    /** @throws IllegalArgumentException if there is no stage, or it is not whole */
    static SavedStage read(Path folder) throws IOException {
        if (!Files.isDirectory(folder.resolve("metadata"))) {
            throw new IllegalArgumentException(
                    "'" + folder
                            + "' holds no saved model; give the folder of one on this machine's disk, or a file that jobs/export wrote.");
        }
        SavedSums.check(folder);
        try (BufferedReader text = text(folder.resolve("metadata"))) {
            SavedStage stage = new SavedStage(folder, JSON.readTree(text));
            if (stage.className().isEmpty() || stage.uid().isEmpty()) {
                throw stage.broken("its metadata cannot be read", null);
            }
            return stage;
        }
    }

    static IllegalArgumentException broken(String path, String why, Exception cause) {
        String said = cause == null || cause.getMessage() == null || !(cause instanceof IllegalArgumentException)
                ? ""
                : " ("
                        + NetworkText.withoutAdvice(
                                cause.getMessage().lines().findFirst().orElse("")) + ")";
        return new IllegalArgumentException(
                "'" + path + "' holds no whole model: " + why + said + "; save it again.", cause);
    }

    IllegalArgumentException broken(String why, Exception cause) {
        return broken(folder.toString(), why, cause);
    }

    Path folder() {
        return folder;
    }

    String className() {
        return metadata.path("class").asText();
    }

    String uid() {
        return metadata.path("uid").asText();
    }

    String sparkVersion() {
        return metadata.path("sparkVersion").asText();
    }

    private JsonNode param(String name) {
        JsonNode given = metadata.path("paramMap").path(name);
        return given.isMissingNode() ? metadata.path("defaultParamMap").path(name) : given;
    }

    /** Whether it was set, and not left at its default. */
    boolean isSet(String name) {
        return metadata.path("paramMap").hasNonNull(name);
    }

    /** A parameter, or null where it has no value. */
    String text(String name) {
        JsonNode value = param(name);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    /** The name of a result, the usual one where transforms do not write it; null where there is none. */
    String result(String name) {
        String given = required(name);
        return given.isEmpty() ? metadata.path("defaultParamMap").path(name).asText() : given;
    }

    /** The column that takes all results, or null. */
    String assembled() {
        String vector = text("vectorCol");
        return vector == null ? text("arrayCol") : vector;
    }

    /** A parameter that every such stage has. */
    String required(String name) {
        String value = text(name);
        if (value == null) {
            throw broken("its metadata have no " + name, null);
        }
        return value;
    }

    /** A parameter that is a number; Spark writes the infinite one as a word. */
    double number(String name) {
        return "Inf".equals(param(name).asText())
                ? Double.POSITIVE_INFINITY
                : param(name).asDouble();
    }

    /** A parameter that is a list; empty where it has no value. */
    List<String> list(String name) {
        List<String> list = new ArrayList<>();
        param(name).forEach(value -> list.add(value.asText()));
        return list;
    }

    /** What it learned, from the folder of that name. */
    BufferedReader learned(String name) throws IOException {
        return text(folder.resolve(name));
    }

    /** The stages of a pipeline. */
    List<SavedStage> stages() throws IOException {
        List<SavedStage> stages = new ArrayList<>();
        List<String> uids = list("stageUids");
        if (uids.isEmpty()) {
            throw broken("its metadata name no stages", null);
        }
        int digits = String.valueOf(uids.size()).length();
        for (int i = 0; i < uids.size(); i++) {
            String name = String.format(Locale.ROOT, "%0" + digits + "d_%s", i, uids.get(i));
            stages.add(read(folder.resolve("stages").resolve(name)));
        }
        return stages;
    }

    /** All parts one after the other. */
    private static BufferedReader text(Path parts) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(parts)) {
            files = found.filter(file -> file.getFileName().toString().matches("[^._].*"))
                    .sorted()
                    .toList();
        }
        List<InputStream> streams = new ArrayList<>();
        for (Path file : files) {
            SavedSums.requireFile(parts.getParent(), file);
            InputStream in = Files.newInputStream(file);
            streams.add(file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in);
        }
        return new BufferedReader(
                new InputStreamReader(new SequenceInputStream(Collections.enumeration(streams)), UTF_8));
    }
}
