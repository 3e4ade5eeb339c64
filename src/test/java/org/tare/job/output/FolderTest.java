package org.tare.job.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {
    private static final Configuration CONFIGURATION = new Configuration();

    @TempDir
    private Path parent;

    private Path place;

    @BeforeEach
    void name_the_place() {
        place = parent.resolve("result");
    }

    @Test
    void appears_only_when_it_is_published() throws IOException {
        try (Folder folder = claim(false)) {
            write(folder, "first");
            assertThat(place).doesNotExist();
            folder.publish();
            assertThat(content(place)).isEqualTo("first");
        }
        assertThat(names()).containsExactly("result");
    }

    @Test
    void leaves_nothing_if_it_is_not_published() throws IOException {
        try (Folder folder = claim(false)) {
            write(folder, "half");
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void replaces_what_was_there_only_when_it_is_published() throws IOException {
        existing("old");
        try (Folder folder = claim(true)) {
            write(folder, "new");
            assertThat(content(place)).isEqualTo("old");
            folder.publish();
            assertThat(content(place)).isEqualTo("new");
        }
        assertThat(names()).containsExactly("result");
    }

    @Test
    void stays_what_it_was_if_the_new_one_is_not_there() throws IOException {
        existing("old");
        try (Folder folder = claim(true)) {
            assertThatThrownBy(folder::publish).isInstanceOf(IOException.class);
        }
        assertThat(content(place)).isEqualTo("old");
        assertThat(names()).containsExactly("result");
    }

    @Test
    void none_of_several_is_replaced_if_one_cannot_be() throws Exception {
        existing("old");
        Path other = parent.resolve("other");
        try (OutputTransaction outputs = new OutputTransaction()) {
            write(outputs.add(claim(true)), "new");
            outputs.add(Folder.claim(CONFIGURATION, other.toString(), false));
            assertThatThrownBy(outputs::publish).isInstanceOf(IOException.class);
        }
        assertThat(content(place)).isEqualTo("old");
        assertThat(names()).containsExactly("result");
    }

    @Test
    void is_refused_where_something_is_that_may_not_be_replaced() throws IOException {
        existing("old");
        assertThatThrownBy(() -> claim(false))
                .hasMessage("'%s' exists; give --mode overwrite to replace it, or name another.", place);
        assertThat(names()).containsExactly("result");
    }

    @Test
    void is_refused_below_a_file() throws IOException {
        Files.writeString(place, "a file");
        assertThatThrownBy(
                        () -> Folder.claim(CONFIGURATION, place.resolve("below").toString(), false))
                .isInstanceOf(IOException.class);
    }

    @Test
    void is_refused_at_the_root() {
        assertThatThrownBy(() -> Folder.claim(CONFIGURATION, "/", true))
                .hasMessage("'/' is a root; name a folder below it.");
    }

    @Test
    void outputs_in_each_other_or_over_an_input_are_refused() {
        assertThatThrownBy(() -> OutputTransaction.requireApart(CONFIGURATION, List.of("out/model", "out"), List.of()))
                .hasMessage(
                        "Output 'out' would replace 'out/model', which the job also reads or writes; name another.");
        assertThatThrownBy(() -> OutputTransaction.requireApart(
                        CONFIGURATION, List.of("in"), List.of("file:" + parent, "in/*.csv")))
                .hasMessage("Output 'in' would replace 'in/*.csv', which the job also reads or writes; name another.");
        assertThatThrownBy(() -> OutputTransaction.requireApart(CONFIGURATION, List.of("same", "same"), List.of()))
                .hasMessageContaining("'same' would replace 'same'");
    }

    private Folder claim(boolean replace) throws IOException {
        return Folder.claim(CONFIGURATION, place.toString(), replace);
    }

    private void existing(String content) throws IOException {
        Files.createDirectory(place);
        Files.writeString(place.resolve("content"), content);
    }

    private static void write(Folder folder, String content) throws IOException {
        Path fresh = Path.of(java.net.URI.create(folder.fresh()));
        Files.createDirectory(fresh);
        Files.writeString(fresh.resolve("content"), content);
    }

    private static String content(Path folder) throws IOException {
        return Files.readString(folder.resolve("content"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}
