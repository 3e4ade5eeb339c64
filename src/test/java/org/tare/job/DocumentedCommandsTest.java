package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tare.DocumentedJava;

/** Commands that a page shows are understood by the job that they name. */
class DocumentedCommandsTest {
    private static final List<Path> PAGES = List.of(
            Path.of("README.md"),
            Path.of("src/site/markdown/export.md"),
            Path.of("src/site/markdown/training.md"),
            Path.of("src/site/markdown/statistics.md"),
            Path.of("src/site/markdown/reports.md"),
            Path.of("src/site/markdown/operations.md"));

    private static final Pattern LAUNCHED = Pattern.compile("^jobs/(\\w+)(.*)");
    private static final Pattern SUBMITTED =
            Pattern.compile("^spark-submit .*--class org\\.tare\\.job\\.(\\w+) \\S+(.*)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    static Stream<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Path page : PAGES) {
            for (String block : DocumentedJava.blocks(page, "")) {
                Arrays.stream(block.replaceAll("\\\\\\n\\s*", "").split("\\n"))
                        .map(line -> line.replaceFirst("\\s+# .*", ""))
                        .filter(line -> (LAUNCHED.matcher(line).matches()
                                        || SUBMITTED.matcher(line).matches())
                                && line.contains(" --"))
                        .forEach(commands::add);
            }
        }
        return commands.stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_job_understands_it(String command) throws Exception {
        Matcher launched = LAUNCHED.matcher(command);
        Matcher submitted = SUBMITTED.matcher(command);
        Matcher matched = launched.matches() ? launched : submitted;
        assertThat(matched.matches()).isTrue();
        String name = matched.group(1).substring(0, 1).toUpperCase(Locale.ROOT)
                + matched.group(1).substring(1);
        Job job = Class.forName("org.tare.job." + name)
                .asSubclass(Job.class)
                .getDeclaredConstructor()
                .newInstance();
        assertThatCode(() -> Job.commandLine(job).parseArgs(words(matched.group(2))))
                .doesNotThrowAnyException();
    }

    private static String[] words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words.toArray(String[]::new);
    }
}
