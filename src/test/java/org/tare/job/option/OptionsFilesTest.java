package org.tare.job.option;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsFilesTest {
    @TempDir
    private Path folder;

    @Test
    void files_that_are_there_may_name_each_other_and_twice() throws IOException {
        String last = write("last.conf", "--epochs=2", "# @nowhere.conf");
        String middle = write("middle.conf", last);
        String first = write("first.conf", last, "  " + middle);
        assertThatCode(() -> OptionsFiles.check(List.of("--seed=1", first, "@@no.file", last)))
                .doesNotThrowAnyException();
    }

    @Test
    void a_file_that_is_missing_is_named_wherever_it_is() throws IOException {
        String names = write("names.conf", "--epochs=2", "@nowhere/missing.conf");
        assertThatThrownBy(() -> OptionsFiles.check(List.of("@missing.conf")))
                .hasMessage(
                        "There is no options file 'missing.conf'; give the path of one after the @, from the folder "
                                + "the command is called from.");
        assertThatThrownBy(() -> OptionsFiles.check(List.of(names)))
                .hasMessageStartingWith("There is no options file 'nowhere/missing.conf';");
        assertThatThrownBy(() -> OptionsFiles.check(List.of("@" + folder)))
                .hasMessageStartingWith("'" + folder + "' is a folder and no options file;");
    }

    @Test
    void a_device_is_no_options_file() {
        assertThatThrownBy(() -> OptionsFiles.check(List.of("@/dev/zero")))
                .hasMessage("'/dev/zero' is a device or a pipe and no options file; give the path of one after the @.");
    }

    @Test
    void a_file_does_not_name_itself() throws IOException {
        Path one = folder.resolve("one.conf");
        String another = write("another.conf", "@" + one);
        Files.writeString(one, another);
        assertThatThrownBy(() -> OptionsFiles.check(List.of(another)))
                .hasMessageStartingWith("The options file '" + folder.resolve("another.conf") + "' names itself");
    }

    /** As an argument. */
    private String write(String name, String... lines) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, List.of(lines));
        return "@" + file;
    }
}
