package org.tare.job.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationTest {
    @ParameterizedTest
    @CsvSource({
        "out/flights, out/flights",
        "table:travel.flights, table:travel.flights",
        "jdbc:postgresql://host:5432/travel?user=ann&password=secret, jdbc:postgresql://host:5432/travel",
        "jdbc:sqlserver://host;password=secret, jdbc:sqlserver://host",
        "jdbc:mysql://ann:se@cret@host/travel, jdbc:mysql://host/travel",
        "jdbc:mysql://ann:se?cr;et@host/travel?ssl=true, jdbc:mysql://host/travel",
        "jdbc:oracle:thin:ann/secret@//host:1521/travel, jdbc:oracle:thin:@//host:1521/travel",
        "jdbc:oracle:oci:ann/secret@travel, jdbc:oracle:oci:@travel",
        "sftp://ann:secret@host/flights, sftp://host/flights",
        "abfss://lake@account.dfs.core.windows.net/flights, abfss://lake@account.dfs.core.windows.net/flights",
        "hdfs://host:8020/day=1:2@3, hdfs://host:8020/day=1:2@3"
    })
    void is_shown_without_a_password(String text, String shown) {
        assertThat(Location.parse(text)).hasToString(shown);
    }
}
