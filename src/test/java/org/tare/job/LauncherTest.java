package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A job is a main, a launcher and a file of options that fit each other. */
class LauncherTest {
    /** Stands where a user's Spark would, and says what it was given, a word a line. */
    private static final String SUBMIT = "#!/bin/sh\nprintf '%s\\n' \"$@\"\n";

    /** Stands where a JDK would. As Spark's launcher it answers with itself and its words, and as Spark with those. */
    private static final String JAVA = """
            #!/bin/sh
            case "$*" in
              -version) echo a JVM ;;
              *launcher.Main*) printf 'a line\\n'; shift 4; printf '%s\\0' "$0" "$SPARK_SUBMIT_OPTS" "$@" ;;
              *ArchiveClassesAtExit*)
                echo classes >"$(echo "$1" | sed 's/.*ArchiveClassesAtExit=\\([^"]*\\)".*/\\1/')"
                exit STATUS ;;
              *) printf '%s\\n' "$@" ;;
            esac
            """;

    @TempDir
    private Path root;

    private String submitArguments = "";

    static Stream<String> jobs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("jobs"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !name.equals("java"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @BeforeEach
    void build() throws IOException {
        Files.createDirectories(root.resolve("src/main"));
        Files.createFile(root.resolve("pom.xml"));
        for (Path file : List.of(Path.of("jobs/.launch"), Path.of("conf/train.conf"))) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.copy(file, root.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Path submit = root.resolve("spark/bin/spark-submit");
        Files.createDirectories(submit.getParent());
        Files.writeString(submit, SUBMIT);
        assertThat(submit.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(root.resolve("target"));
        Files.createFile(root.resolve("target/tare_2.13.jar"));
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void without_arguments_a_launcher_takes_those_of_its_file(String name) throws Exception {
        List<String> words = launch(name);
        assertThat(words.subList(words.indexOf("--class"), words.size()))
                .containsExactly(
                        "--class",
                        main(name).getName(),
                        root.resolve("target/tare_2.13.jar").toString(),
                        "@conf/" + name + ".conf");
    }

    @Test
    void what_spark_submit_shall_get_stands_before_the_job() throws Exception {
        submitArguments = "--master local[*] --files jobs/* --driver-memory 4g";
        assertThat(launch("scale", "--help"))
                .containsSubsequence(
                        "--master", "local[*]", "--files", "jobs/*", "--driver-memory", "4g", "--class", "--help");
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void arguments_go_to_the_job(String name) throws Exception {
        assertThat(launch(name, "--layers=a b", "--help")).endsWith("--layers=a b", "--help");
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void every_line_of_the_file_is_an_option_of_the_job(String name) throws Exception {
        Job job = main(name).asSubclass(Job.class).getDeclaredConstructor().newInstance();
        CommandLine command = Job.commandLine(job);
        command.parseArgs("@conf/" + name + ".conf");
        job.check();
    }

    @Test
    void an_option_behind_the_file_stands_over_the_one_in_it() {
        CommandLine command = Job.commandLine(new Train());
        assertThatCode(() -> command.parseArgs("@conf/train.conf", "--epochs", "2", "--features=x,y"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void a_job_is_called_as_its_launcher_is_and_has_a_main(String name) throws Exception {
        Job job = main(name).asSubclass(Job.class).getDeclaredConstructor().newInstance();
        assertThat(Job.commandLine(job).getCommandName()).isEqualTo(name);
        assertThat(main(name).getMethod("main", String[].class)).isNotNull();
    }

    /** What is cut off would end every JVM that reads it. */
    @ParameterizedTest
    @CsvSource({"0, true", "137, false"})
    void classes_are_taken_from_an_archive_only_where_a_jvm_ended_well_that_made_it(int status, boolean isTaken)
            throws Exception {
        Path jar = Files.createFile(root.resolve("spark/some.jar"));
        Files.writeString(root.resolve("target/classpath"), jar.toString());
        Path java = Files.writeString(root.resolve("spark/bin/java"), JAVA.replace("STATUS", Integer.toString(status)));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        for (int start = 0; start < 3; start++) {
            if (start == 2) {
                Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
            }
            List<String> words = launch(withoutSpark(), "scale", "--help");
            assertThat(words).endsWith("--help");
            assertThat(words.stream().anyMatch(word -> word.contains("-XX:SharedArchiveFile=")))
                    .isEqualTo(isTaken);
            assertThat(words.stream().anyMatch(word -> word.startsWith("Keeping an archive")))
                    .isEqualTo(start != 1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_launcher_that_starts_nothing_says_so_and_fails(boolean isThere) throws Exception {
        Files.writeString(
                root.resolve("target/classpath"), root.resolve("pom.xml").toString());
        if (isThere) {
            Path java =
                    Files.writeString(root.resolve("spark/bin/java"), "#!/bin/sh\necho wrong options >&2\nexit 1\n");
            assertThat(java.toFile().setExecutable(true)).isTrue();
        }
        Process process = start(withoutSpark(), "scale", "--help");
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains(
                        isThere
                                ? "wrong options"
                                : "There is no '" + root.resolve("spark/bin/java") + "'; set JAVA_HOME");
        assertThat(process.waitFor()).isNotZero();
    }

    /** The Java is ours, and nobody's Spark is on the path. */
    private Map<String, String> withoutSpark() {
        String path = Arrays.stream(System.getenv("PATH").split(":"))
                .filter(folder -> Files.notExists(Path.of(folder, "spark-submit")))
                .collect(Collectors.joining(":"));
        return Map.of("JAVA_HOME", root.resolve("spark").toString(), "PATH", path);
    }

    @Test
    void a_program_is_compiled_and_becomes_an_application() throws Exception {
        Path source = Files.writeString(
                root.resolve("Program.java"),
                "package some.where;\n\npublic class Program { public static void main(String[] words) {} }");
        Files.createFile(root.resolve("target/classpath"));
        new JarOutputStream(Files.newOutputStream(root.resolve("target/tare_2.13.jar")), new Manifest()).close();
        List<String> words = launch("java", source.toString(), "a word");
        assertThat(words)
                .containsExactly(
                        "--class",
                        "some.where.Program",
                        "--jars",
                        root.resolve("target/tare_2.13.jar").toString(),
                        root.resolve("target/java/Program.jar").toString(),
                        "a word");
        assertThat(root.resolve("target/java/Program/some/where/Program.class")).exists();
    }

    @Test
    void there_are_jobs() throws IOException {
        assertThat(jobs()).contains("scale", "train");
    }

    private static Class<?> main(String job) throws ClassNotFoundException {
        return Class.forName("org.tare.job." + job.substring(0, 1).toUpperCase(Locale.ROOT) + job.substring(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "src | 'src' is a folder; give one Java file in it, as in jobs/java",
                "nothing.java | There is no file 'nothing.java'; give the path of a Java file, as in jobs/java",
                "pom.xml | 'pom.xml' is no Java file, whose name ends in .java; give one, as in jobs/java",
                "--class | '--class' is no option of jobs/java; give the Java file to run first, as in jobs/java",
                "'' | Give the Java file to run, as in jobs/java",
            },
            quoteCharacter = '"')
    void what_is_no_program_is_told(String argument, String sentence) throws Exception {
        Process process = argument.equals("''")
                ? new ProcessBuilder("jobs/java").start()
                : new ProcessBuilder("jobs/java", argument).start();
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith(sentence);
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void the_launcher_of_programs_has_help() throws Exception {
        Process process = new ProcessBuilder("jobs/java", "--help").start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("Usage: jobs/java FILE.java [ARGUMENT...]");
        assertThat(process.waitFor()).isZero();
    }

    private List<String> launch(String job, String... arguments) throws Exception {
        return launch(Map.of("SPARK_HOME", root.resolve("spark").toString()), job, arguments);
    }

    private List<String> launch(Map<String, String> environment, String job, String... arguments) throws Exception {
        Process process = start(environment, job, arguments);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }

    private Process start(Map<String, String> environment, String job, String... arguments) throws IOException {
        Path launcher = root.resolve("jobs").resolve(job);
        Files.copy(
                Path.of("jobs", job),
                launcher,
                StandardCopyOption.COPY_ATTRIBUTES,
                StandardCopyOption.REPLACE_EXISTING);
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("SPARK_HOME", "SPARK_CONF_DIR"));
        builder.environment().putAll(environment);
        builder.environment().put("TARE_SUBMIT_ARGS", submitArguments);
        return builder.start();
    }
}
