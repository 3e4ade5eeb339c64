package org.tare.job.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobWordsTest {
    private static final Set<String> OPTIONS = Set.of(
            "--with-mean", "--columns", "--output-cols", "--batch-size", "--shards", "--workers", "--min", "--max");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "There are 1 outputCols for 2 inputCols; give as many. | There are 1 --output-cols for 2 --columns; give as many.",
                "set withMean to false, or use MaxAbsScaler | set --with-mean to false, or use MaxAbsScaler",
                "4 rows for 8 shards; set shards to at most batchSize. | 4 rows for 8 shards; set --shards to at most --batch-size.",
                "There is no column 'withMean' nor \"batchSize\". | There is no column 'withMean' nor \"batchSize\".",
                "asIs is no option, and labelCol is none of this job | asIs is no option, and labelCol is none of this job",
                "min is 1.0 and max is 0.0; min must be less. | --min is 1.0 and --max is 0.0; min must be less.",
                "The min is 1.0 and it is max. | The min is 1.0 and it is max.",
                "ColumnScaler_98b3f00a21cd sets it | ColumnScaler sets it",
            })
    void parameters_have_the_names_of_their_options(String sentence, String said) {
        assertThat(JobWords.of(sentence, OPTIONS::contains)).isEqualTo(said);
    }

    @Test
    void choices_read_as_a_sentence() {
        assertThat(JobWords.either(List.of("a"))).isEqualTo("a");
        assertThat(JobWords.either(List.of("a", "b"))).isEqualTo("a or b");
        assertThat(JobWords.either(List.of("a", "b", "c"))).isEqualTo("a, b or c");
    }
}
