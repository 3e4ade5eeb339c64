package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tare.TestSpark;

class TrainBadInputTest {
    private static final String NETWORK = "--layers=dense(4) batchNorm relu dense(3)";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--layers=dense(4) rellu dense(3) | "
                        + "\"rellu\" at character 10 of \"dense(4) rellu dense(3)\" is not a layer; did you mean relu?",
                "--layers=dense(4 | opens a parenthesis that is never closed",
                "--optimizer=lion | \"lion\" at character 1 of \"lion\" is not an optimizer; give one of adam, sgd.",
                "--schedule=linear | is not a schedule; give constant, step, cosine or warmUp.",
                "--batch-size=0 | --batch-size cannot be 0; set --batch-size to at least 1.",
                "--storage=tape | --storage cannot be 'tape'; set --storage to auto, memory or disk.",
                "--label-smoothing=1 | --label-smoothing cannot be 1.0; set --label-smoothing to a number from 0.0 to less than 1.0.",
                "--clip-norm=0 | --clip-norm cannot be 0.0; set --clip-norm to more than 0.0, and finite.",
                "--epochs=many | Invalid value for option '--epochs': 'many' is not an int",
                "--test-share=0.6 --validation-share=0.4 | --test-share is 0.6 and --validation-share 0.4; give shares",
                "--test-share=NaN | --test-share is NaN and --validation-share 0.0; give shares",
                "--validation-share=0.1 --validation-col=odd | exclude each other; give one.",
                "--patience=3 | --patience needs rows to validate on; give --validation-share or --validation-col.",
                "--resume | There are no checkpoints to resume from; give --checkpoint-dir.",
                "--mode=append | --mode append is for rows only",
                "--task=ranking | Invalid value for option '--task': expected one of [CLASSIFICATION, REGRESSION]",
                "--scaler=zscore | Invalid value for option '--scaler': 'zscore' is no scaler; give bins, curve, imputer, log",
            })
    void wrong_usage_is_told_before_anything_starts(String options, String sentence) {
        JobRun run = train("nowhere.parquet", "cloud", "x,y", words(options));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains(sentence);
        assertThat(run.err()).endsWith("See train --help." + System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "cloud | x,y | --workers=64 | There are 2 slots for 64 workers",
                "cloud | x,y | --batch-size=1000 | A batch of 1000 is larger than the 195 rows to train on",
                "cloud | x,y | --batch-size=4 | A batch of 4 cannot be cut into 8 shards",
                "cloud | x,y | --layers=dense(4) relu dense(2) | holds 3 classes and the network ends in 2 outputs; end --layers with dense(3)",
                "cloud | x,y | --layers=reshape(3,3,1) dense(3) | \"reshape\" at character 1",
                "x | y | | give --task regression, and --layers that end in dense(1), if the labels are amounts.",
                "clod | x,y | | There is no column 'clod'; the nearest name is 'cloud'",
                "cloud | x,z | | There is no column 'z'; there are 'x', 'y'",
                "cloud | x,y | --test-share=0.9999 | There are no rows to train on; give more, or hold out fewer by --test-share",
                "cloud | x,y | --weight-col=wait | There is no column 'wait'",
                "cloud | x,y | --validation-col=even | There is no column 'even'",
                "cloud | x,y | --validation-col=x | Column 'x' is double; give one that is boolean.",
                "cloud | x,pixels | | Column 'pixels' is array<smallint>; give one that is a number, or a vector or array alone.",
                "odd | x,y | --layers=relu | The network \"relu\" has no weights to learn; give it a layer that has",
                "cloud | x,y | --frozen-layers=0-3 | --frozen-layers is \"0-3\", which leaves nothing to learn; freeze fewer",
                "odd | x,y | | Column 'odd' holds 2 classes and the network ends in 3 outputs; end --layers with dense(2).",
                "total | x,y | --task=classification | holds the label",
                "cloud | x,y | --task=regression --layers=dense(1, init=normal(1e200)) | The training failed",
            })
    void what_does_not_fit_the_rows_is_one_sentence(String label, String features, String options, String sentence) {
        fails(sentence, train(Points.table(), label, features, words(options)));
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT x, y, IF(cloud = 1, 0.5, cloud) AS cloud FROM points | Column 'cloud' holds the label 0.5; give",
                "SELECT x, double('NaN') AS y, cloud FROM points | (columns 'x', 'y', 'cloud'): feature 'y' is null or NaN in some row",
                "SELECT x, double('Infinity') AS y, cloud FROM points | feature 'y' is Infinity in some row; give finite numbers.",
                "SELECT x, y, string(cloud) AS cloud FROM points WHERE false | Column 'cloud' holds no label, or there are no rows",
                "SELECT x, IF(odd, y, null) AS y, cloud FROM points | (columns 'x', 'y', 'cloud'): feature 'y' is null or NaN in some row",
                "SELECT x, IF(y > 0, odd, null) AS y, cloud FROM points | (columns 'x', 'y', 'cloud'): feature 'y' is null or NaN in some row",
                "SELECT x, y, IF(odd, cloud, null) AS cloud FROM points | a label is null",
                "SELECT x, y, 0 AS cloud FROM points | holds only the label 0",
                "SELECT x, y, cloud FROM points WHERE false | There are no rows to train on",
                "SELECT x, raise_error('no such point') AS y, cloud FROM points | y",
            })
    void rows_that_cannot_be_learned_from_are_refused(String query, String sentence) {
        fails(sentence, train(Points.table(query), "cloud", "x,y"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_field_of_a_struct_is_no_label() {
        String query = "SELECT x, y, named_struct('cloud', cloud) AS s FROM points";
        fails(
                "'s.cloud' is a field of a struct; give a label that is a column",
                train(Points.table(query), "s.cloud", "x,y"));
    }

    @Test
    void padding_that_the_scaler_moves_is_refused() {
        String query = "SELECT x, y, IF(odd, x, 0) AS later, IF(odd, y, 0) AS last, cloud FROM points";
        String layers = "--layers=reshape(2, 2) masked(batchNorm dense(2)) flatten dense(3)";
        fails(
                " of 0.0 in feature 'x', so that it misses ",
                train(Points.table(query), "cloud", "x,y,later,last", layers, "--scaler=standard"));
        fails(
                "; give --scaler maxabs, or pad after scaling.",
                train(Points.table(query), "cloud", "x,y,later,last", layers, "--scaler=standard"));
        assertThat(folder).isEmptyDirectory();
        assertThat(train(Points.table(query), "cloud", "x,y,later,last", layers, "--scaler=maxabs")
                        .err())
                .isEmpty();
    }

    @Test
    void a_checkpoint_of_another_network_is_refused() {
        String checkpoints = "--checkpoint-dir=" + folder.resolve("checkpoints");
        JobRun first = train(Points.table(), "cloud", "x,y", checkpoints);
        assertThat(first.err()).isEmpty();
        fails("holds checkpoints already; set --resume to true", again(checkpoints));
        fails(
                "is of a training with network dense(4) batchNorm relu dense(3), not dense(5) relu dense(3)",
                again(checkpoints, "--resume", "--layers=dense(5) relu dense(3)"));
        assertThat(folder.resolve("another")).doesNotExist();
    }

    @Test
    void checkpoints_do_not_lie_in_the_model() {
        fails(
                "which the job also reads or writes; name another.",
                train(Points.table(), "cloud", "x,y", "--checkpoint-dir=" + folder.resolve("model/checkpoints")));
    }

    @Test
    void checkpoints_do_not_lie_among_the_rows_nor_in_what_was_saved() throws IOException {
        Path rows = folder.resolve("rows");
        TestSpark.session().table(Points.table().substring(6)).write().parquet(rows.toString());
        fails(
                "'" + rows
                        + "' holds rows, with which other files there would be read from then on; name another place.",
                train(rows.toString(), "cloud", "x,y", "--checkpoint-dir=" + rows));
        Path saved = folder.resolve("saved");
        assertThat(train(Points.table(), "cloud", "x,y", "--model=" + saved).err())
                .isEmpty();
        for (Path checkpoints : List.of(saved, saved.resolve("checkpoints"))) {
            fails(
                    "lies in what was saved at '" + saved + "', which would no longer be whole; give another"
                            + " --checkpoint-dir.",
                    train(Points.table(), "cloud", "x,y", "--checkpoint-dir=" + checkpoints));
        }
    }

    @Test
    void an_input_that_is_not_there_is_named() {
        fails("/nowhere.parquet'; correct --input.", train("nowhere.parquet", "cloud", "x,y"));
        assertThat(folder).isEmptyDirectory();
    }

    private JobRun again(String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add("--model=" + folder.resolve("another"));
        return train(Points.table(), "cloud", "x,y", arguments.toArray(String[]::new));
    }

    private JobRun train(String input, String label, String features, String... options) {
        List<Object> arguments =
                new ArrayList<>(List.of("-i", input, "--label", label, "--features", features, "--epochs=1"));
        addUnlessGiven(arguments, options, NETWORK);
        addUnlessGiven(arguments, options, "--batch-size=16");
        addUnlessGiven(arguments, options, "--model=" + folder.resolve("model"));
        arguments.addAll(List.of(options));
        arguments.removeIf(
                option -> option.equals("--epochs=1") && List.of(options).contains("--epochs=many"));
        return JobRun.of(new Train(), arguments.toArray());
    }

    private static void addUnlessGiven(List<Object> arguments, String[] options, String option) {
        String name = option.substring(0, option.indexOf('=') + 1);
        if (List.of(options).stream().noneMatch(given -> given.startsWith(name))) {
            arguments.add(option);
        }
    }

    /** Options are cut where another begins, as a network holds spaces. */
    private static String[] words(String options) {
        return options == null ? new String[0] : options.split(" (?=--)");
    }

    private static void fails(String sentence, JobRun run) {
        assertThat(run.err().lines()).singleElement().asString().contains(sentence);
        assertThat(run.status()).isEqualTo(1);
    }
}
