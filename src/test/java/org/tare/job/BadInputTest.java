package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tare.job.JobRun.SAMPLE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;

class BadInputTest {
    private final SparkSession spark = TestSpark.session();

    @TempDir
    private Path folder;

    @BeforeEach
    void know_the_failing_disks() {
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        configuration.setClass("fs.full.impl", FailingDisk.Full.class, FileSystem.class);
        configuration.setClass("fs.locked.impl", FailingDisk.Locked.class, FileSystem.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--colums=delay | Unknown option: '--colums=delay'; did you mean --columns? See ",
                "--columns=delay,Total amount | 'amount'; an option that holds blanks stands in quotes.",
                "--scaler=zscore | Invalid value for option '--scaler': 'zscore' is no scaler; give bins, curve, imputer, log",
                "--min=low | Invalid value for option '--min': 'low' is not a double",
                "--scaler=minmax --min=5 --max=1 | --min is 5.0 and --max is 1.0; both must be finite and min less than max.",
                "--variance=half | --variance cannot be 'half'; set --variance to population or sample.",
                "--min=0 | --min is not an option of --scaler standard; it belongs to minmax.",
                "--suffix=_z --replace | --output-cols, --suffix and --replace exclude each other; give one.",
                "--columns=delay,distance --output-cols=one | --output-cols has 1 names for the 2 of --columns; give one for each.",
                "--columns=delay,delay | --columns has 'delay' twice; name each column once.",
                "--columns=delay,,distance | 'delay,,distance' has a comma without a name beside it",
                "--handle-invalid=drop | --handle-invalid cannot be 'drop'; set --handle-invalid to keep, skip or error.",
                "--vector-col=v --suffix=_z | --vector-col takes all results, so --output-cols, --suffix and --replace",
                "--mode=replace | Invalid value for option '--mode'",
                "--columns= | '' names no column",
                "--option mode=WRONG | --option mode is 'WRONG'; give FAILFAST, PERMISSIVE or DROPMALFORMED",
                "--input=https://example.com/flights.csv | 'https://example.com/flights.csv' is on the web, where Spark reads and writes nothing; give a path",
                "--output=http://example.com/x | 'http://example.com/x' is on the web",
                "--input= | --input is empty; give a path, table:NAME or a jdbc: URL.",
                "--model= | --model is empty; give a path.",
                "--option=mode | Value for option '--option' (KEY=VALUE) should be in KEY=VALUE format but was mode",
                "--output=table: | 'table:' names no place; give --output PATH, table:NAME or a jdbc: URL",
                "@src/sample | 'src/sample' is a folder and no options file; give the path of one after the @.",
                "--format= | --format is empty; give csv, json, orc, parquet, avro or that of a package.",
                "--format=csv --input=jdbc:x | Several inputs must all be paths",
            })
    void wrong_usage_is_told_before_anything_starts(String options, String sentence) {
        List<Object> arguments = new ArrayList<>(List.of("-i", SAMPLE, "-o", folder.resolve("flights")));
        arguments.addAll(List.of(options.split(" ")));
        JobRun run = JobRun.of(new Scale(), arguments.toArray());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains(sentence);
        assertThat(run.err()).endsWith((options.startsWith("@") ? "@." : "See scale --help.") + System.lineSeparator());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void an_options_file_that_is_no_text_is_named() throws IOException {
        Path bytes = Files.write(folder.resolve("job.conf"), new byte[] {'-', '-', (byte) 0xff, (byte) 0xfe, 'x'});
        JobRun run = JobRun.of(new Scale(), "@" + bytes);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().strip())
                .isEqualTo(
                        "The options file '" + bytes + "' is no text in UTF-8; write one option on each line of it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n"})
    void an_empty_file_has_no_columns(String content) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.csv"), content);
        fails("The input has no columns; its files are empty", "-i", empty, "-o", folder.resolve("flights"));
    }

    @Test
    void a_place_beside_which_nothing_can_be_written_is_named() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        fails("Nothing can be written beside 'file:" + file, "-i", SAMPLE, "-o", file.resolve("flights"));
    }

    @Test
    void a_network_is_not_transformed_by() {
        JobRun trained = JobRun.of(
                new Train(),
                "-i",
                Points.table(),
                "--label=total",
                "--features=x,y",
                "--layers=dense(1)",
                "--epochs=1",
                "--batch-size=16",
                "--model",
                folder.resolve("network"));
        assertThat(trained.err()).isEmpty();
        JobRun run = JobRun.of(
                new Transform(), "-i", Points.table(), "--model", folder.resolve("network"), "-o", folder.resolve("o"));
        assertThat(run.err())
                .endsWith("give the path of a model that jobs/fit or jobs/scale wrote, or apply a network by"
                        + " jobs/predict." + System.lineSeparator());
        JobRun number = JobRun.of(
                new Predict(),
                "-i",
                Points.table(),
                "--model",
                folder.resolve("network"),
                "-o",
                folder.resolve("o"),
                "--probabilities");
        assertThat(number.err().strip())
                .endsWith("predicts numbers, which have no probabilities; leave --probabilities out.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-i nowhere.parquet | /nowhere.parquet'; correct --input.",
                "-i nowhere/*.csv | There is nothing at '",
                "-i pom.xml | pom.xml' is not a Parquet or ORC file, or it is damaged; name its format with --format csv, json, orc,",
                "-i src/main/java | There is no Parquet file to take the columns from; check its path and --format.",
                "-i table:a.b.c.d | 'table:a.b.c.d' is no name of a table; give table:NAME, table:SCHEMA.NAME or",
                "-i table:[; | 'table:[;' is no name of a table",
                "-i hdfs://127.0.0.1:1/flights | Nothing answers at 'localhost:1'; correct the path or URL",
                "-i SAMPLE --format=nonsense | There is no format 'nonsense'; give csv, json, orc, parquet or avro, or",
                "-i table:nowhere | There is no table or view 'nowhere'; correct",
                "-i SAMPLE --columns=dely | There is no column 'dely'; the nearest name is 'delay'",
                "-i SAMPLE --columns=origin | origin",
                "-i SAMPLE --weight-col=wait | There is no column 'wait'",
                "-i SAMPLE --weight-col=delay --columns=distance | negative",
                "-i SAMPLE --schema=delay-INTT | --schema 'delay-INTT' cannot be read (",
                "-i SAMPLE --partition-by=carier | There is no column 'carier'; there are 'date', 'delay'",
                "-i SAMPLE --vector-col=v --output-format=csv | The format CSV cannot hold column 'v', which is a vector",
                "-i s3a://bucket/flights | The store that a path names needs its package (Class org.apache.hadoop.fs.s3a.S3AFileSystem",
                "-i hdfs://no.such.host.invalid:1/flights | There is no host 'no.such.host.invalid'; correct the path or URL",
                "-i file://elsewhere/flights | Wrong FS: file://elsewhere/flights, expected: file:///; correct the path.",
                "-i SAMPLE --output-format=text | The format Text cannot hold column 'date', which is timestamp_ntz; leave it out",
                "-i SAMPLE --output-format=noop | The format noop cannot tell whether something is there; give --mode append",
                "-i SAMPLE --array-col=v --partition-by=v | --partition-by names a column that is a vector, an array or of",
                "-i SAMPLE --format=avro | The format avro needs its package",
            })
    void what_is_wrong_with_the_rows_is_one_sentence(String options, String sentence) {
        List<Object> arguments = new ArrayList<>(List.of("-o", folder.resolve("flights")));
        arguments.addAll(List.of(options.replace("SAMPLE", SAMPLE).split(" ")));
        fails(sentence, arguments.toArray());
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT delay FROM few_flights WHERE false | There are no rows",
                "SELECT CAST(NULL AS DOUBLE) AS x FROM few_flights | x",
                "SELECT double('NaN') AS x FROM few_flights | x",
                "SELECT true AS x FROM few_flights | No column",
                "SELECT delay, 1 AS delay_scaled FROM few_flights | delay_scaled",
            })
    void rows_to_learn_nothing_from_are_refused(String query, String sentence) {
        JobRun.few();
        spark.sql(query).createOrReplaceTempView("poor");
        fails(sentence, "-i", "table:poor", "-o", folder.resolve("flights"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_full_disk_leaves_the_old_results_whole() throws IOException {
        Path flights = folder.resolve("flights");
        assertThat(JobRun.of(new Scale(), "-i", JobRun.few(), "-o", flights).status())
                .isZero();
        List<Path> before = files();
        fails("No space left on device", "-i", SAMPLE, "-o", "full:" + flights, "--mode=overwrite");
        fails(
                "No space left on device",
                "-i",
                SAMPLE,
                "-o",
                "full:" + flights,
                "--model",
                flights + "_model",
                "--statistics",
                flights + "_statistics",
                "--mode=overwrite");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void a_place_without_permission_is_refused_before_the_scan() {
        fails("Permission denied", "-i", SAMPLE, "-o", "locked:" + folder.resolve("flights"));
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "empty", "statistics"})
    void what_is_no_model_is_refused(String name) throws IOException {
        Files.createDirectory(folder.resolve("empty"));
        JobRun.of(new Statistics(), "-i", JobRun.few(), "--statistics", folder.resolve("statistics"));
        JobRun run = JobRun.of(
                new Transform(), "-i", JobRun.few(), "--model", folder.resolve(name), "-o", folder.resolve("flights"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains(folder.resolve(name).toString());
    }

    @Test
    void statistics_that_do_not_merge_are_refused() {
        Path delay = folder.resolve("delay");
        Path distance = folder.resolve("distance");
        JobRun.of(new Statistics(), "-i", JobRun.few(), "--columns=delay", "--statistics", delay);
        JobRun.of(new Statistics(), "-i", JobRun.few(), "--columns=distance", "--statistics", distance);
        JobRun run = JobRun.of(new Statistics(), "--merge", delay, distance, "--statistics", folder.resolve("both"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("Column 'distance' is in one of the statistics only;")
                .hasLineCount(1);
        assertThat(folder.resolve("both")).doesNotExist();
    }

    @Test
    void a_job_needs_something_to_learn_from() {
        assertThat(JobRun.of(new Statistics(), "--statistics", "x").err())
                .startsWith("There is nothing to learn from; give --input or --merge.");
        assertThat(JobRun.of(new Fit(), "--model", "x").err()).startsWith("Give either --input or --from-statistics.");
        assertThat(JobRun.of(new Fit(), "--model", "x", "--mode=append", "-i", SAMPLE)
                        .err())
                .startsWith("--mode append is for rows only; give overwrite or errorifexists.");
    }

    @Test
    void the_way_to_an_error_is_shown_on_demand_only() {
        Object[] arguments = {"-i", "nowhere.parquet", "-o", folder.resolve("flights")};
        assertThat(JobRun.of(new Scale(), arguments).err()).hasLineCount(1);
        assertThat(JobRun.of(
                                new Scale(),
                                Stream.concat(Stream.of(arguments), Stream.of("--stacktrace"))
                                        .toArray())
                        .err())
                .contains("\tat org.tare.job.");
    }

    private static void fails(String sentence, Object... arguments) {
        JobRun run = JobRun.of(new Scale(), arguments);
        assertThat(run.err().lines()).singleElement().asString().contains(sentence);
        assertThat(run.status()).isEqualTo(1);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void the_version_names_tare_spark_and_java() {
        JobRun run = JobRun.of(new Scale(), "--version");
        assertThat(run.status()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "Tare (classes without a jar)",
                        "Spark " + TestSpark.session().version(),
                        "Java " + Runtime.version());
    }
}
