package org.tare.job.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
    @ParameterizedTest
    @CsvSource({
        "flights.csv, csv",
        "s3a://bucket/Flights.CSV.gz, csv",
        "days/*.json, json",
        "events.jsonl.zst, json",
        "flights.orc/, orc",
        "flights.avro, avro",
        "flights.parquet, parquet",
        "flights.snappy.parquet, parquet",
        "flights, parquet",
        "data/v1.2, parquet"
    })
    void is_told_by_the_extension(String path, String format) {
        assertThat(Format.ofPath(path)).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource({"CSV, csv", "Json, json", "parquet, parquet", "org.x.OwnSource, org.x.OwnSource"})
    void of_files_is_known_in_any_letter_case(String given, String format) {
        assertThat(Format.of(given)).isEqualTo(format);
    }
}
