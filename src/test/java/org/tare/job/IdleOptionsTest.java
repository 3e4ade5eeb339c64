package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An option that is given and would do nothing is an error, whatever the job and the format. */
class IdleOptionsTest {
    private static final Map<String, Supplier<Job>> JOBS = Map.of(
            "scale", Scale::new,
            "fit", Fit::new,
            "statistics", Statistics::new,
            "compare", Compare::new,
            "export", Export::new,
            "report", Report::new,
            "train", Train::new);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "scale -i a -o jdbc:h2:x --output-option dbtable=t --partition-by day | --partition-by would do nothing, since"
                        + " a database has no files and folders; leave it out.",
                "scale -i a -o jdbc:h2:x --output-option dbtable=t --output-format orc --partition-by day | --partition-by and"
                        + " --output-format would do nothing, since a database has no files and folders; leave them out.",
                "scale -i a -o jdbc:h2:x --output-option url=jdbc:h2:y | --output-option url would be another place than"
                        + " jdbc:h2:x; name the place by --output alone.",
                "scale -i a -o table:t --output-option PATH=b | --output-option path would be another place than table:t",
                "scale -i a -o b --output-option compresion=gzip | --output-option compresion would do nothing, since the format"
                        + " parquet knows no such option; give compression, or leave it out.",
                "scale -i a -o b.csv --output-option qqqqqqqqqqqqqqqq=1 | qqqqqqqqqqqqqqqq would do nothing, since the format csv"
                        + " knows no such option; leave it out.",
                "scale -i a -o table:t --output-format orc --output-option sep=1 | --output-option sep would do nothing",
                "scale -i a.csv --option nulValue=NA -o b | --option nulValue would do nothing, since the format csv knows no"
                        + " such option; give nullValue, or leave it out.",
                "scale -i a --option sep=1 -o b | --option sep would do nothing, since the format parquet knows no such option",
                "scale -i a.csv --option path=b -o c | --option path would be another place than a.csv; name the place by --input",
                "scale -i a.csv -i b.json -o c | The inputs are csv and json by their names, and are read as one table; give"
                        + " --format, or make one table of them.",
                "scale -i table:a --schema=x -o b | --schema would do nothing, since table:a has columns and types of its own",
                "scale -i a -o b --min-group-rows 5 --unseen-group keep | --min-group-rows and --unseen-group would do nothing,"
                        + " since --group-cols names no groups; leave them out.",
                "scale -i a -o b --scaler robust --with-scaling=false --lower=0.1 | --lower would do nothing, since --with-scaling"
                        + " is false; leave it out.",
                "scale -i a -o b --scaler imputer --exact=false | --exact would do nothing, since --strategy is mean; leave it out.",
                "scale -i a -o b --with-std=false --variance=sample | --variance would do nothing, since --with-std is false",
                "scale -i a -o b --scalers-json=[] | Unknown option: '--scalers-json=[]'",
                "fit --from-statistics a --model b --format csv | --format would do nothing, since no rows are read; leave it out.",
                "statistics --merge a --statistics b --columns x --quantiles | --columns and --quantiles would do nothing, since no"
                        + " rows are read; leave them out.",
                "compare --reference a --current b --min-group-rows 5 | --min-group-rows would do nothing, since --by-group is not"
                        + " given; leave it out.",
                "compare --reference a --current b --missing 7 | --missing is '7', which no share goes beyond; give a number from 0"
                        + " to 1, or none.",
                "compare --reference a --current b --mode overwrite | --mode would do nothing, since no file is written",
                "export --model a --to onnx -o b --dialect duckdb | --dialect would do nothing, since it is for --to sql",
                "export --model a --to json -o b --opset 18 | --opset would do nothing, since only --to onnx has it; leave it out.",
                "train -i a --label l --features f --model m --layers dense(2) --checkpoint-interval 3 | --checkpoint-interval would"
                        + " do nothing, since there is no --checkpoint-dir; leave it out.",
                "train -i a --label l --features f --model m --layers dense(2) --frozen-statistics batch | --frozen-statistics would"
                        + " do nothing, since there are no --frozen-layers; leave it out.",
                "train -i a --label l --features f --model m --layers dense(2) --statistics local --population-statistics |"
                        + " --statistics and --population-statistics would do nothing, since --layers has no batchNorm and no"
                        + " batchRenorm; leave them out.",
                "report --statistics a -o b --trust-model | --trust-model would do nothing, since no --model is given",
                "report --statistics a -o b --schema x | --schema would do nothing, since no rows are read; leave it out.",
            })
    void it_is_refused_before_anything_starts(String line, String sentence) {
        List<String> words = List.of(line.strip().split(" "));
        JobRun run = JobRun.of(
                JOBS.get(words.get(0)).get(), words.subList(1, words.size()).toArray());
        assertThat(run.err().lines()).singleElement().asString().contains(sentence);
        assertThat(run.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Compression=gzip", "parquet.block.size=1000000", "maxRecordsPerFile=50"})
    void an_option_that_does_something_is_none(String option) {
        JobRun run = JobRun.of(
                new Scale(),
                "-i",
                JobRun.few(),
                "-o",
                folder.resolve("out"),
                "--columns=delay",
                "--output-option",
                option);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void a_schema_is_held_against_the_header_of_each_file() throws IOException {
        Path same = Files.writeString(folder.resolve("same.csv"), "delay,distance\n1,100\n2,200\n");
        Path turned = Files.writeString(folder.resolve("turned.csv"), "distance,delay\n300,3\n");
        String schema = "--schema=delay INT, distance INT";
        assertThat(statistics("whole", "-i", same, schema).err()).isEmpty();
        assertThat(statistics("turned", "-i", same, "-i", turned, schema).err().lines())
                .singleElement()
                .asString()
                .startsWith("The header of 'file:")
                .contains(
                        "turned.csv' is distance, and its columns are to be delay; give --schema by that header, or take"
                                + " the columns by their place with --option enforceSchema=true.");
        assertThat(statistics("longer", "-i", same, "--schema=delay INT").err().lines())
                .singleElement()
                .asString()
                .contains("same.csv' has 2 columns, and --schema has 1; give --schema by that header");
        assertThat(statistics("place", "-i", turned, schema, "--option=enforceSchema=true")
                        .err())
                .isEmpty();
    }

    private JobRun statistics(String name, Object... options) {
        return JobRun.of(
                new Statistics(),
                Stream.concat(Stream.of(options), Stream.of("--columns=delay", "--statistics", folder.resolve(name)))
                        .toArray());
    }
}
