package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spark reads the value of an option of a source late, and in its own words, which seldom have the option's name. */
class OptionValuesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--option sep= | sep | (Delimiter cannot be empty)",
                "--option maxColumns=-1 | maxColumns | (-1)",
                "--option nullValue=NA --option encoding=klingon | encoding | but got klingon",
                "--option multiLine=perhaps | multiLine | perhaps",
                "--option modifiedAfter=yesterday | modifiedAfter | yesterday",
                "--schema SCHEMA --option sep= | sep | (Delimiter cannot be empty)",
                "--schema SCHEMA --option nullValue=NA --option maxColumns=-1 | maxColumns | (-1)",
                "--schema SCHEMA --option maxCharsPerColumn=0 | maxCharsPerColumn | out of bounds for length 0",
            })
    void one_that_cannot_be_read_with_is_named(String options, String name, String reason) throws IOException {
        isNamed(options, "With --option " + name + " the rows cannot be read (", reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--output-option compression=nope | compression | The codec nope is not available.",
                "--output-option maxRecordsPerFile=many | maxRecordsPerFile | many",
                "--output-format csv --output-option nullValue=NA --output-option sep= | sep | (Delimiter cannot be empty)",
                "--output-format json --output-option ignoreNullFields=perhaps | ignoreNullFields | perhaps",
            })
    void one_that_cannot_be_written_with_is_named(String options, String name, String reason) throws IOException {
        isNamed(options, "With --output-option " + name + " the rows cannot be written (", reason);
    }

    private void isNamed(String options, String start, String reason) throws IOException {
        Path input = Files.writeString(folder.resolve("in.csv"), "x,y\n1,2\n2,4\n");
        assertThat(fails(input, options))
                .startsWith(start)
                .contains(reason)
                .endsWith("); give it another value, or leave it out.");
    }

    /** Without the option it would fail likewise. */
    @Test
    void none_is_named_where_the_rows_are_at_fault() throws IOException {
        Path input = Files.writeString(folder.resolve("in.csv"), "x,y\n1,two\n2,4\n");
        assertThat(fails(input, "--schema SCHEMA --option nullValue=NA")).startsWith("A record of 'file:");
    }

    @Test
    void some_column_is_left_for_the_files() throws IOException {
        Path input = Files.writeString(folder.resolve("in.csv"), "x,y\n1,2\n2,4\n");
        assertThat(fails(input, "--replace --partition-by x,y"))
                .isEqualTo("--partition-by names all columns, and none is left for the files; name fewer.");
    }

    private String fails(Path input, String options) {
        List<Object> arguments = new ArrayList<>(List.of("-i", input, "-o", folder.resolve("out")));
        for (String option : options.split(" ", -1)) {
            arguments.add(option.equals("SCHEMA") ? "x INT, y INT" : option);
        }
        JobRun run = JobRun.of(new Scale(), arguments.toArray());
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.status()).isEqualTo(1);
        assertThat(folder).isDirectoryContaining(path -> path.equals(input)).isDirectoryNotContaining("glob:**out*");
        return run.err().strip();
    }
}
